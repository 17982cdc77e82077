import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** How often everything is measured; the medians count. */
  readonly rounds: number;
  /** Writes docs/bench-client.md. */
  readonly write: boolean;
}

const usage = 'npm run bench:client -- [--rounds 5] [--write]';

/** Throws an `Error` with the usage when something else is given. */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { rounds: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
    });
    if (!/^[1-9]\d{0,2}$/.test(values.rounds))
      throw new Error(`--rounds takes a number from 1 to 999, not "${values.rounds}".`);
    return { rounds: Number(values.rounds), write: values.write };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

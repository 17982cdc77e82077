import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly documents: number;
  /** Of all documents together. */
  readonly megabytes: number;
  /** The medians count. */
  readonly rounds: number;
  /** Writes docs/bench-scan.md. */
  readonly write: boolean;
}

const usage = 'npm run bench:scan -- [--documents 2000] [--megabytes 20] [--rounds 5] [--write]';

/** Throws an `Error` with the usage when something else is given. */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        documents: { type: 'string', default: '2000' },
        megabytes: { type: 'string', default: '20' },
        rounds: { type: 'string', default: '5' },
        write: { type: 'boolean', default: false },
      },
    });
    const count = (name: 'documents' | 'megabytes' | 'rounds'): number => {
      if (!/^[1-9]\d{0,4}$/.test(values[name])) throw new Error(`--${name} takes a number from 1 to 99999.`);
      return Number(values[name]);
    };
    const counts = { documents: count('documents'), megabytes: count('megabytes'), rounds: count('rounds') };
    return { ...counts, write: values.write };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

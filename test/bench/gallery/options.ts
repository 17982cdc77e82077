import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly images: number;
  /** How often everything is measured; the medians count. */
  readonly rounds: number;
  /** Leaves the folder with the images where it is. */
  readonly keep: boolean;
  /** Writes docs/bench-gallery.md. */
  readonly write: boolean;
}

const usage = 'npm run bench:gallery -- [--images 10000] [--rounds 1] [--keep] [--write]';

/** Throws an `Error` with the usage when something else is given. */
export function readOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        images: { type: 'string', default: '10000' },
        rounds: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
    return { ...values, images: number('images', values.images, 100), rounds: number('rounds', values.rounds, 1) };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

function number(name: string, text: string, least: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < least) throw new Error(`--${name} takes a number from ${least} to 999999, not "${text}".`);
  return value;
}

import { rowOf, type Row, type Scene } from './scene.ts';

/** What a case starts ends with the case. */
export interface Stage {
  after(end: () => unknown): void;
}

/** One of the hostile inputs, by its number. Each form of it is a row. */
export interface FaultCase {
  readonly number: number;
  readonly title: string;
  readonly run: (stage: Stage) => Promise<readonly Row[]>;
}

export function defineCase(number: number, title: string, run: (stage: Stage) => Promise<readonly Scene[]>): FaultCase {
  return { number, title, run: async (stage) => (await run(stage)).map((scene) => rowOf(number, scene)) };
}

/** Runs something and ends whatever it started. */
export async function onStage<T>(run: (stage: Stage) => Promise<T>): Promise<T> {
  const ends: (() => unknown)[] = [];
  try {
    return await run({ after: (end) => ends.push(end) });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

import { round } from '../median.ts';
import { caseNames } from './cases.ts';
import type { CaseName } from './cases.ts';
import type { ContenderName } from './contenders/contenders.ts';
import type { Measures } from './measured.ts';

/** What the benchmark ends with, a line for each case. */
export interface CaseResult extends Readonly<Record<ContenderName, Measures>> {
  readonly bench: 'client';
  readonly case: CaseName;
  /** This client by the `openai` package. */
  readonly ratio: Ratio;
}

interface Ratio {
  readonly time: number;
  readonly memory: number;
  readonly stall: number;
}

export function caseResult(name: CaseName, medians: Readonly<Record<ContenderName, Measures>>): CaseResult {
  const { client, openai } = medians;
  const ratio = {
    time: round(client.ms / openai.ms, 3),
    memory: round(client.rssMb / openai.rssMb, 3),
    stall: round(client.stallMs / openai.stallMs, 3),
  };
  return { bench: 'client', case: name, ...medians, ratio };
}

type Aim = readonly [sentence: string, name: CaseName, measure: keyof Ratio, most: number];

const aims: readonly Aim[] = [
  ...caseNames.map((name): Aim => [`${name}: no slower`, name, 'time', 1]),
  ['b64-32: at most half the time', 'b64-32', 'time', 1 / 2],
  ['b64-32: at most a sixth of the memory growth', 'b64-32', 'memory', 1 / 6],
  ['b64-32: at most a tenth of the longest stall', 'b64-32', 'stall', 1 / 10],
];

/** Whether what is aimed at beside the `openai` package holds in these numbers: told, and no reason to fail. */
export function judgeAims(results: readonly CaseResult[]): readonly string[] {
  return aims.flatMap(([sentence, name, measure, most]) => {
    const ratio = results.find((result) => result.case === name)?.ratio[measure];
    if (ratio === undefined) return [];
    return [`${sentence}: ${ratio <= most ? 'holds' : 'does not hold'} (${ratio} of it).`];
  });
}

import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../support/vscode/role.ts';
import { vsix } from '../../support/workbench/vsix.ts';
import type { Machine } from '../machine.ts';
import { medianMeasures, round } from '../median.ts';
import type { Activation, Activations } from './activation.ts';

/** Extension id → what the report calls it. The last three come with VS Code. */
export const measured = {
  'paperboat.paper-boat': 'Paper Boat',
  'paperboat.empty': 'an empty extension',
  'vscode.debug-auto-launch': 'Node Debug Auto-attach',
  'vscode.media-preview': 'Media Preview',
  'vscode.merge-conflict': 'Merge Conflict',
} as const;

export type Measured = keyof typeof measured;

export interface BenchResult {
  readonly bench: 'startup';
  readonly rounds: number;
  /** Medians. */
  readonly activations: Readonly<Record<Measured, Activation>>;
  /** Paper Boat's time by the empty extension's. */
  readonly ratioToEmpty: {
    readonly untilActive: number;
    /** Of load and activate, as VS Code's "Show Running Extensions" adds them. */
    readonly loadAndActivate: number;
  };
  /** Of each file with code, and of the whole package. */
  readonly bytes: Readonly<Record<string, number>>;
  readonly machine: Machine;
}

export function resultOf(rounds: readonly Activations[], machine: Machine): BenchResult {
  const activations = medianMeasures(rounds, 2) as BenchResult['activations'];
  const boat = activations['paperboat.paper-boat'];
  const empty = activations['paperboat.empty'];
  const files = globSync('dist/**/*.{cjs,js}', { cwd: projectRoot }).sort();
  const sizes = files.map((file) => [file, statSync(join(projectRoot, file)).size] as const);
  return {
    bench: 'startup',
    rounds: rounds.length,
    activations,
    ratioToEmpty: {
      untilActive: round(boat.untilActiveMs / empty.untilActiveMs, 2),
      loadAndActivate: round(ownMs(boat) / ownMs(empty), 2),
    },
    bytes: { ...Object.fromEntries(sizes), vsix: statSync(vsix).size },
    machine,
  };
}

export function ownMs({ loadMs, activateMs }: Activation): number {
  return round(loadMs + activateMs, 2);
}

import type { Machine } from '../machine.ts';
import type { EditMeasures } from './measureEdits.ts';
import type { ScanMeasures } from './scanChild.ts';

export interface ScanRow extends ScanMeasures {
  /** Documents with an image that is missing. */
  readonly wanting: number;
}

export interface BenchResult {
  readonly documents: number;
  readonly megabytes: number;
  readonly rounds: number;
  readonly scan: Readonly<Record<'kept' | 'worst', ScanRow>>;
  readonly editsOf200KB: Readonly<Record<string, EditMeasures>>;
  readonly machine: Machine;
}

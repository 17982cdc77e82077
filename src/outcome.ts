import type { GenerationError } from './api/errors.ts';
import type { UnsavedImage } from './workspace/keptImages.ts';
import type { SavedImage } from './workspace/savedImage.ts';

/** What became of a generation. Every image that arrived is either saved or kept. */
export interface Outcome {
  readonly saved: readonly SavedImage[];
  readonly unsaved: readonly UnsavedImage[];
  readonly failures: readonly GenerationError[];
}

export const nothing: Outcome = { saved: [], unsaved: [], failures: [] };

export function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  return {
    saved: outcomes.flatMap(({ saved }) => saved),
    unsaved: outcomes.flatMap(({ unsaved }) => unsaved),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

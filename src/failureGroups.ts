import type { GenerationError } from './api/errors.ts';
import type { Task } from './generationSession.ts';
import type { Outcome } from './outcome.ts';

/** Failures with the same words, told once, and what can be done again because of them. */
export interface FailureGroup {
  readonly error: GenerationError;
  readonly failures: number;
  /** Only what is missing: each with the count of images that this failure cost it. */
  readonly tasks: readonly Task[];
}

/** Of failures with the same words, one that may have been billed speaks for all. `outcomes` are in the order of `tasks`. */
export function groupFailures(
  outcomes: readonly Outcome[],
  tasks: readonly Task[],
  defaultCount: number,
): readonly FailureGroup[] {
  // What arrived of a damaged image is kept, and told with that.
  const failures = outcomes.flatMap((outcome) => outcome.failures).filter(({ facts }) => !facts.salvage);
  return [...Map.groupBy(failures, ({ message }) => message)].flatMap(([message, same]) => {
    const error = same.find(({ facts }) => facts.mayBeBilled) ?? same[0];
    const undone = tasks.flatMap((task, index) => {
      const count = missingImages(outcomes[index], message, task.wish.count ?? defaultCount);
      return count > 0 ? [{ ...task, wish: { ...task.wish, count } }] : [];
    });
    return error ? [{ error, failures: same.length, tasks: undone }] : [];
  });
}

/** A request for several images fails as one; several requests for one image each fail one by one. */
function missingImages(outcome: Outcome | undefined, message: string, wanted: number): number {
  if (!outcome) return 0;
  const { failures, saved, unsaved } = outcome;
  const same = failures.filter((failure) => failure.message === message).length;
  return same === failures.length && same > 0 ? Math.max(0, wanted - saved.length - unsaved.length) : same;
}

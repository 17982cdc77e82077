import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GenerationError } from '../../src/api/errors.ts';
import { groupFailures } from '../../src/failureGroups.ts';
import type { Outcome } from '../../src/outcome.ts';

const busy = (mayBeBilled = false) => new GenerationError('rateLimited', 'Too many requests.', { mayBeBilled });
const refused = new GenerationError('promptRefused', 'The safety filter refused the prompt.');

const saved = { uri: undefined as never, prompt: 'a boat' };
const outcome = (parts: Partial<Outcome>): Outcome => ({ saved: [], unsaved: [], failures: [], ...parts });
const task = (prompt: string, count?: number) => ({ wish: { prompt, ...(count !== undefined && { count }) } });

const summary = (outcomes: readonly Outcome[], tasks: readonly ReturnType<typeof task>[], defaultCount = 1) =>
  groupFailures(outcomes, tasks, defaultCount).map(({ error, failures, tasks: undone }) => ({
    kind: error.kind,
    failures,
    billed: error.facts.mayBeBilled ?? false,
    undone: undone.map(({ wish }) => `${wish.prompt} ×${wish.count}`),
  }));

test('each failure brings back the tasks that it cost, and no others', () => {
  const outcomes = [outcome({ failures: [busy()] }), outcome({ saved: [saved] }), outcome({ failures: [refused] })];
  assert.deepEqual(summary(outcomes, [task('a'), task('b'), task('c')]), [
    { kind: 'rateLimited', failures: 1, billed: false, undone: ['a ×1'] },
    { kind: 'promptRefused', failures: 1, billed: false, undone: ['c ×1'] },
  ]);
});

test('of a task that is partly done, only the missing images are done again', () => {
  const outcomes = [outcome({ saved: [saved, saved, saved], failures: [busy()] })];
  assert.deepEqual(summary(outcomes, [task('a', 4)])[0]?.undone, ['a ×1']);
});

test('one request for several images fails as one and is missing all of them', () => {
  assert.deepEqual(summary([outcome({ failures: [busy()] })], [task('a')], 3)[0]?.undone, ['a ×3']);
});

test('when one of several may have been billed, the message says so', () => {
  const outcomes = [outcome({ failures: [busy(), busy(true), busy()] })];
  assert.deepEqual(summary(outcomes, [task('a', 3)]), [
    { kind: 'rateLimited', failures: 3, billed: true, undone: ['a ×3'] },
  ]);
});

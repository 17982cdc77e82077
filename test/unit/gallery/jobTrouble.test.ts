import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { GenerationError } from '../../../src/api/errors.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import { nothing } from '../../../src/outcome.ts';
import type { UnsavedImage } from '../../../src/workspace/keptImages.ts';
import { SaveError } from '../../../src/workspace/saveError.ts';

await import('./englishVscode.ts');
const { shortfallOf } = await import('../../../src/gallery/jobTrouble.ts');

type Result = Parameters<typeof shortfallOf>[0][number];

const busy = new GenerationError('serverTrouble', 'The service is busy.');
const silent = new GenerationError('network', 'No answer came.', { mayBeBilled: true });
const cut = new GenerationError('badAnswer', 'The image is damaged.', {
  mayBeBilled: true,
  salvage: memoryContent(Buffer.from('half')),
});
const unsaved = (id: string, reason?: string): UnsavedImage => ({
  kept: { id, name: `${id}.png`, prompt: '' },
  ...(reason !== undefined && { reason: new SaveError(reason) }),
});
const saved = 'an image in its place';

const cases: readonly (readonly [what: string, Partial<Result>, told: unknown])[] = [
  ['nothing when all is saved', { saved: [saved, saved, saved] }, undefined],
  [
    'of an image without a folder that it is kept',
    { unsaved: [unsaved('a')] },
    ['No folder is open. The image is kept.', ['a'], undefined, 2],
  ],
  [
    'of several that all are',
    { saved: [saved], unsaved: [unsaved('a', 'The disk is full.'), unsaved('b', 'The disk is full.')] },
    ['The disk is full. 2 images are kept.', ['a', 'b'], undefined, 1],
  ],
  ['of a failure what is missing', { saved: [saved], failures: [busy] }, ['The service is busy.', [], busy, 2]],
  [
    'of kept images and failures both, and the failure that may have been billed first',
    { unsaved: [unsaved('a', 'The disk is full.')], failures: [busy, silent] },
    ['No answer came. It may have been billed all the same. The disk is full. The image is kept.', ['a'], silent, 2],
  ],
  [
    'of a damaged image once, that it is kept, and that it is still missing',
    { saved: [saved, saved], unsaved: [unsaved('a', cut.message)], failures: [cut] },
    ['The image is damaged. It may have been billed all the same. The image is kept.', ['a'], cut, 1],
  ],
  [
    'of a damaged image and one without a place both reasons',
    { unsaved: [unsaved('a', cut.message), unsaved('b', 'The disk is full.')], failures: [cut] },
    [
      'The image is damaged. It may have been billed all the same. The disk is full. 2 images are kept.',
      ['a', 'b'],
      cut,
      2,
    ],
  ],
];

suite('A card of three images tells', () => {
  for (const [what, outcome, told] of cases)
    test(what, () => {
      const shortfall = shortfallOf([{ ...nothing, ...outcome }], 3);
      assert.deepEqual(shortfall && [shortfall.message, shortfall.kept, shortfall.failure, shortfall.missing], told);
    });
});

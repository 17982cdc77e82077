import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Task } from '../../../src/generationSession.ts';
import { Interruptions } from '../../../src/interruptions.ts';
import type { InterruptedRequest } from '../../../src/journal/interruptedRequests.ts';
import type { RequestNote } from '../../../src/journal/requestNote.ts';
import { removeFolder, workspacePath } from '../../support/editor/documents.ts';

const note: RequestNote = {
  version: 1,
  request: { prompt: 'A quay, in ink', model: 'placeholder', count: 1 },
  startedAt: '2026-11-01T00:00:00.000Z',
  workspace: '',
  words: 'A quay',
  folder: { path: workspacePath('drawn'), root: workspacePath() },
  fileName: 'quay.png',
  window: 'gone',
};

suite('A request that was interrupted', () => {
  setup(() => mkdir(workspacePath('drawn')));
  teardown(() => removeFolder(workspacePath('drawn')));

  /** What is asked for when it is run again. */
  async function again(changed: Partial<RequestNote>): Promise<string> {
    const asked: Task[] = [];
    const waiting = { claim: () => true, forget: () => undefined, release: () => undefined };
    const interactive = { run: (tasks: readonly Task[]) => Promise.resolve(void asked.push(...tasks)) };
    const windows = { enter: () => Promise.resolve(), leave: () => Promise.resolve() };
    const parts = { ...{ requests: waiting, interactive, windows, workspace: '' }, log: () => undefined };
    const interruptions = new Interruptions(parts as unknown as ConstructorParameters<typeof Interruptions>[0]);
    const request: InterruptedRequest = { id: 'one', note: { ...note, ...changed }, wasSent: true, addresses: [] };
    await interruptions.runAgain([request]);
    interruptions.dispose();
    return asked
      .map(({ wish, words, place }) => {
        const where = place ? posix.join(posix.basename(place.folder.folder.path), place.fileName) : 'anywhere';
        return `${wish.prompt} (${words}) → ${where}`;
      })
      .join('\n');
  }

  test('is run again for the file that a document names', async () => {
    assert.equal(await again({}), 'A quay, in ink (A quay) → drawn/quay.png');
  });

  test('goes where images go when that place is not to be had', async () => {
    const leadsOut = { path: workspacePath('..'), root: workspacePath() };
    for (const changed of [{ fileName: '../quay.png' }, { folder: leadsOut }])
      assert.equal(await again(changed), 'A quay, in ink (A quay) → anywhere');
  });
});

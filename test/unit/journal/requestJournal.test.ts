import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type { Recipe } from '../../../src/images/recipe.ts';
import { RequestJournal } from '../../../src/journal/requestJournal.ts';
import { Windows } from '../../../src/journal/windows.ts';
import { noise } from '../../support/walk/noise.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

const note = {
  request: { prompt: 'A paper boat', model: 'gpt-image-2', count: 1 },
  service: 'api.cometapi.com',
  startedAt: '2026-11-23T10:00:00.000Z',
  workspace: 'file:///workspace',
};

async function startJournal(context: TestContext, storage?: string) {
  const place = storage ?? (await temporaryFolder(context));
  const log: string[] = [];
  const windows = new Windows(join(place, 'windows'));
  const journal = new RequestJournal({ folder: join(place, 'requests'), windows, log: (line) => log.push(line) });
  context.after(() => {
    journal.dispose();
  });
  const files = async (): Promise<readonly string[]> => {
    const found = await readdir(place, { recursive: true, withFileTypes: true });
    const paths = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    return paths.map((path) => path.slice(place.length + 1).replace(/[\da-f-]{36}/, 'ID')).toSorted();
  };
  return { place, windows, journal, log, files };
}

suite('The journal', () => {
  test('has a request written down before it is sent, and nothing of it once it is closed', async (context) => {
    const { journal, files } = await startJournal(context);
    const entry = await journal.open(note);
    const opened = await files();
    await entry.markSent();
    const sent = await files();
    await entry.markAnswered();
    const answered = await files();
    await entry.close(false);
    assert.deepEqual(
      [opened, sent, answered, await files()],
      [
        ['requests/ID/request.json', 'windows/ID.json'],
        ['requests/ID/request.json', 'requests/ID/sent', 'windows/ID.json'],
        ['requests/ID/answered', 'requests/ID/request.json', 'requests/ID/sent', 'windows/ID.json'],
        [],
      ],
    );
  });

  test('writes down enough to tell of a request and to make it again', async (context) => {
    const { place, windows, journal } = await startJournal(context);
    const more = { folder: { path: '/w/images', root: '/w' }, document: 'file:///w/a.md', parent: 'abc' };
    const { id } = await journal.open({ ...note, ...more });
    const written: unknown = JSON.parse(await readFile(join(place, 'requests', id, 'request.json'), 'utf8'));
    assert.deepEqual(written, { ...note, ...more, version: 1, window: windows.id });
  });

  test('has images and their recipes until they are settled', async (context) => {
    const { journal, files } = await startJournal(context);
    const entry = await journal.open(note);
    const contents = [];
    for (const size of [10, 20]) {
      const image = entry.sink.begin();
      await image.write(noise(size));
      contents.push(await image.end());
    }
    for (const content of contents) await entry.writeRecipe(content, { hash: content.hash } as Recipe);
    const arrived = (await files()).filter((path) => path.startsWith('requests'));
    for (const content of contents.slice(0, 1)) await entry.settle(content);
    const settled = (await files()).filter((path) => path.startsWith('requests'));
    assert.deepEqual(
      [arrived, settled],
      [
        ['0.image', '0.json', '1.image', '1.json', 'request.json'].map((name) => `requests/ID/${name}`),
        ['1.image', '1.json', 'request.json'].map((name) => `requests/ID/${name}`),
      ],
    );
  });

  test('stops no request when the storage cannot be written', async (context) => {
    const storage = join(await temporaryFolder(context), 'storage');
    await writeFile(storage, 'a file where the folder belongs');
    const { journal, log } = await startJournal(context, storage);
    const entry = await journal.open(note);
    const image = entry.sink.begin();
    await entry.markSent();
    await image.write(noise(2_000_000));
    const content = await image.end();
    await entry.markAnswered();
    await entry.writeRecipe(content, { hash: content.hash } as Recipe);
    await entry.settle(content);
    await entry.close(false);
    assert.deepEqual([content.path, content.length, log.length], [undefined, 2_000_000, 1]);
  });

  test('writes again as soon as the storage can be written', async (context) => {
    const parent = await temporaryFolder(context);
    const storage = join(parent, 'storage');
    await writeFile(storage, 'a file where the folder belongs');
    const { journal, files, place } = await startJournal(context, storage);
    await (await journal.open(note)).close(false);
    await rm(place);
    await journal.open(note);
    assert.deepEqual(await files(), ['requests/ID/request.json', 'windows/ID.json']);
  });

  test('keeps what is cut because the window closes, and nothing that was cancelled or answered', async (context) => {
    const { journal, files } = await startJournal(context);
    const [cancelled, answered, cut] = [await journal.open(note), await journal.open(note), await journal.open(note)];
    await cancelled.close(true);
    journal.dispose();
    await answered.close(false);
    await cut.close(true);
    assert.deepEqual(await files(), ['requests/ID/request.json', 'windows/ID.json']);
  });
});

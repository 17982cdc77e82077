import assert from 'node:assert/strict';
import { access, appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { MadeImages } from '../../../src/missing/madeImages.ts';

async function start(context: TestContext): Promise<{ readonly file: string; readonly open: () => MadeImages }> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-boat-made-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'deep', 'made.jsonl');
  return { file, open: () => new MadeImages(file, (line) => assert.fail(line)) };
}

const entriesIn = async (made: MadeImages): Promise<readonly (readonly [string, string])[]> => [...(await made.read())];

test('what was made is known to the next window until it is linked', async (context) => {
  const { file, open } = await start(context);
  await open().note('a', 'file:///w/a.png');
  await open().note('b', 'file:///w/b.png');
  assert.deepEqual(await entriesIn(open()), [
    ['a', 'file:///w/a.png'],
    ['b', 'file:///w/b.png'],
  ]);
  await open().forget(['a']);
  assert.deepEqual(await entriesIn(open()), [['b', 'file:///w/b.png']]);
  await open().forget(['b']);
  assert.deepEqual(await entriesIn(open()), []);
  await assert.rejects(access(file));
});

test('a line that a crash left unfinished spoils only itself', async (context) => {
  const { file, open } = await start(context);
  await open().note('a', 'file:///w/a.png');
  await appendFile(file, '{"id":"b","uri":"fil');
  await open().note('c', 'file:///w/c.png');
  await appendFile(file, '\nnull\n7\n[]\n{"id":8,"uri":"x"}\n{"id":"d","uri":9}\n');
  assert.deepEqual(await entriesIn(open()), [
    ['a', 'file:///w/a.png'],
    ['c', 'file:///w/c.png'],
  ]);
});

test('a storage that cannot be written stops nothing', async (context) => {
  const { file } = await start(context);
  const lines: string[] = [];
  await writeFile(join(file, '..', '..', 'taken'), '');
  const made = new MadeImages(join(file, '..', '..', 'taken', 'made.jsonl'), (line) => lines.push(line));
  await made.note('a', 'file:///w/a.png');
  assert.deepEqual([lines.length, await entriesIn(made)], [1, []]);
  await new MadeImages(undefined, (line) => assert.fail(line)).note('a', 'file:///w/a.png');
});

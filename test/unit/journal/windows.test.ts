import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { Windows } from '../../../src/journal/windows.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';

async function openOther(context: TestContext, folder: string) {
  const child = fork(join(import.meta.dirname, 'windowChild.ts'), [folder]);
  context.after(() => child.kill('SIGKILL'));
  const [id] = (await once(child, 'message')) as [string];
  return { child, id };
}

async function end(child: ChildProcess, how: 'killed' | 'left'): Promise<void> {
  const exit = once(child, 'exit');
  if (how === 'killed') child.kill('SIGKILL');
  else child.send('leave');
  await exit;
}

/** What a window wrote of itself, so many minutes ago. */
async function writeWindow(folder: string, text: string, minutes = 0): Promise<string> {
  const then = new Date(Date.now() - minutes * 60_000);
  await writeFile(join(folder, 'other.json'), text);
  await utimes(join(folder, 'other.json'), then, then);
  return 'other';
}

suite('A window', () => {
  test('is alive to others while its process runs, and not when it crashed or left', async (context) => {
    const folder = await temporaryFolder(context);
    const [here, crashed, left] = [
      new Windows(folder),
      await openOther(context, folder),
      await openOther(context, folder),
    ];
    const alive = async () => [await here.isAlive(crashed.id), await here.isAlive(left.id)];
    const before = await alive();
    await Promise.all([end(crashed.child, 'killed'), end(left.child, 'left')]);
    assert.deepEqual(
      [before, await alive()],
      [
        [true, true],
        [false, false],
      ],
    );
    assert.deepEqual(await readdir(folder), [`${crashed.id}.json`]);
    await here.forget(crashed.id);
    assert.deepEqual(await readdir(folder), []);
  });

  test('is there from its first reason to its last', async (context) => {
    const folder = await temporaryFolder(context);
    const windows = new Windows(folder);
    await Promise.all([windows.enter(), windows.enter()]);
    await windows.leave();
    const between = await readdir(folder);
    await windows.leave();
    const after = await readdir(folder);
    await windows.enter();
    const again = await readdir(folder);
    await windows.leave();
    const file = `${windows.id}.json`;
    assert.deepEqual([between, after, again, await readdir(folder)], [[file], [], [file], []]);
  });

  test('that leaves and enters at once is there', async (context) => {
    const folder = await temporaryFolder(context);
    const windows = new Windows(folder);
    await windows.enter();
    await Promise.all([windows.leave(), windows.enter()]);
    assert.deepEqual(await readdir(folder), [`${windows.id}.json`]);
    await windows.leave();
  });

  test('knows that it lives itself, whatever its file says', async (context) => {
    const windows = new Windows(join(await temporaryFolder(context), 'missing'));
    assert.equal(await windows.isAlive(windows.id), true);
  });

  const here = hostname();
  const cases: readonly (readonly [string, string, number, boolean])[] = [
    ['on this machine whose process runs', JSON.stringify({ pid: process.ppid, machine: here }), 0, true],
    ['whose process id now is that of this one', JSON.stringify({ pid: process.pid, machine: here }), 0, false],
    ['on this machine after a night’s sleep', JSON.stringify({ pid: process.ppid, machine: here }), 600, true],
    [
      'silent for days, so that its process id is somebody else’s',
      JSON.stringify({ pid: 1, machine: here }),
      6000,
      false,
    ],
    ['on another machine with a heartbeat', JSON.stringify({ pid: 1, machine: 'elsewhere' }), 9, true],
    ['on another machine that is silent', JSON.stringify({ pid: 1, machine: 'elsewhere' }), 11, false],
    ['without a process', JSON.stringify({ machine: here }), 0, false],
    ['with an impossible process', JSON.stringify({ pid: -0.5, machine: here }), 0, false],
    ['with half a file', '{"pid":1', 0, false],
    ['with an empty file', '', 0, false],
    ['with null', 'null', 0, false],
  ];
  for (const [name, text, minutes, isAlive] of cases)
    test(`${name} is ${isAlive ? 'alive' : 'gone'}`, async (context) => {
      const folder = await temporaryFolder(context);
      const id = await writeWindow(folder, text, minutes);
      assert.equal(await new Windows(folder).isAlive(id), isAlive);
    });

  test('with a name that leads elsewhere is gone, and is not forgotten there', async (context) => {
    const parent = await temporaryFolder(context);
    await writeFile(join(parent, 'secret.json'), JSON.stringify({ pid: process.ppid, machine: here }));
    const windows = new Windows(join(parent, 'windows'));
    assert.equal(await windows.isAlive('../secret'), false);
    await windows.forget('../secret');
    assert.deepEqual(await readdir(parent), ['secret.json']);
  });
});

import './vscodeOnDisk.ts';
import assert from 'node:assert/strict';
import { mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type * as vscode from 'vscode';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { files, trust, Uri, window, workspace } from './smallVscode.ts';

const { HouseStyles } = await import('../../../src/style/styleFile.ts');

const real = (uri: Uri): vscode.Uri => uri as unknown as vscode.Uri;

class Memory {
  readonly values = new Map<string, unknown>();
  readonly get = (key: string, fallback: unknown): unknown => this.values.get(key) ?? fallback;
  readonly update = (key: string, value: unknown): Promise<void> => Promise.resolve(void this.values.set(key, value));
}

async function open(context: TestContext) {
  const root = await temporaryFolder(context);
  const folder = Uri.file(root);
  workspace.workspaceFolders = [{ uri: folder }];
  workspace.isTrusted = true;
  window.reads = 0;
  const log: string[] = [];
  const memory = new Memory();
  const openStyles = () => new HouseStyles(memory as unknown as vscode.Memento, (line) => void log.push(line));
  const styles = openStyles();
  context.after(() => {
    styles.dispose();
  });
  const write = async (text: string | Uint8Array) => {
    await mkdir(join(root, '.paper-boat'), { recursive: true });
    await writeFile(join(root, '.paper-boat', 'style.md'), text);
  };
  const find = async (place: Uri = folder) => {
    const found = await styles.find(real(place));
    return found && { isOn: found.isOn, text: found.style?.text, problems: found.problems };
  };
  return { root, folder, styles, openStyles, write, find, log };
}

const ink = { isOn: true, text: 'Ink.', problems: [] };

suite('The house style of a workspace folder', () => {
  test('counts for all that lies in it and nothing else, and is read again only when it is another one', async (context) => {
    const { folder, write, find, styles, root } = await open(context);
    assert.equal(await find(), undefined);
    await write('Ink.');
    const places = [folder, Uri.joinPath(folder, 'docs', 'a.md'), Uri.file('/elsewhere/a.md')];
    assert.deepEqual(await Promise.all(places.map(find)), [ink, ink, undefined]);
    assert.equal(await styles.find(undefined), undefined);
    const { reads } = window;
    await find();
    assert.equal(window.reads, reads);
    await write('Oil.');
    await utimes(join(root, '.paper-boat', 'style.md'), 1, 1);
    assert.equal((await find())?.text, 'Oil.');
    await rm(join(root, '.paper-boat'), { recursive: true });
    assert.deepEqual([await find(), styles.known(real(folder))], [undefined, undefined]);
  });

  test('is not read in a workspace that nobody trusts, and is read once somebody does', async (context) => {
    const { write, find, styles, folder } = await open(context);
    await write('Ink.');
    workspace.isTrusted = false;
    let changes = 0;
    styles.onDidChange(() => changes++);
    const before = [await find(), window.reads];
    workspace.isTrusted = true;
    trust.fire();
    assert.deepEqual([before, await find(), changes], [[undefined, 0], ink, 1]);
    workspace.isTrusted = false;
    assert.deepEqual([await find(), styles.known(real(folder))], [undefined, undefined]);
  });

  test('is off with one call, for this folder, and in the next window, too', async (context) => {
    const { write, find, styles, openStyles, folder } = await open(context);
    await write('---\nmodel: gpt-image-1\n---\nInk.');
    let changes = 0;
    styles.onDidChange(() => changes++);
    const settings = { model: 'gpt-image-2', count: 1 };
    const promptOf = async () => {
      const { wish, defaults, words } = await styles.apply({ wish: { prompt: 'a boat' } }, settings, real(folder));
      return [wish.prompt, defaults.model, words];
    };
    const on = await promptOf();
    assert.equal(await styles.toggle(real(folder)), false);
    assert.deepEqual([(await find())?.isOn, styles.known(real(folder))?.isOn], [false, false]);
    const off = await promptOf();
    assert.equal((await openStyles().find(real(folder)))?.isOn, false);
    assert.equal(await styles.toggle(real(folder)), true);
    assert.deepEqual(
      [on, off, changes],
      [['a boat. Ink.', 'gpt-image-1', 'a boat'], ['a boat', 'gpt-image-2', 'a boat'], 2],
    );
  });

  test('tells of every change of its file', async (context) => {
    const { styles } = await open(context);
    let changes = 0;
    styles.onDidChange(() => changes++);
    files.fire();
    assert.deepEqual([changes, window.watched.at(-1)], [1, '.paper-boat/style.md']);
  });

  test('of a megabyte is not read, and the reason is said once', async (context) => {
    const { write, find, log } = await open(context);
    await write(Buffer.alloc(2 ** 20, 'x'));
    const problem = 'The house style is too long: it may have 64 KB.';
    const expected = { isOn: true, text: undefined, problems: [problem] };
    assert.deepEqual([await find(), await find(), window.reads, log], [expected, expected, 0, [problem]]);
  });

  test('is not read through a link that leads out of its folder', async (context) => {
    const { root, find } = await open(context);
    const other = await temporaryFolder(context);
    await writeFile(join(other, 'style.md'), 'Secret.');
    await symlink(other, join(root, '.paper-boat'));
    const problem = 'The house style lies outside of its workspace folder.';
    const byFolder = await find();
    await rm(join(root, '.paper-boat'));
    await mkdir(join(root, '.paper-boat'));
    await symlink(join(other, 'style.md'), join(root, '.paper-boat', 'style.md'));
    const expected = { isOn: true, text: undefined, problems: [problem] };
    assert.deepEqual([byFolder, await find(), window.reads], [expected, expected, 0]);
    await rm(join(root, '.paper-boat', 'style.md'));
    await writeFile(join(root, 'ours.md'), 'Ink.');
    await symlink(join(root, 'ours.md'), join(root, '.paper-boat', 'style.md'));
    assert.deepEqual(await find(), ink);
  });

  test('is a file: a folder in its place is none, and NUL is no letter of it', async (context) => {
    const { root, write, find } = await open(context);
    await mkdir(join(root, '.paper-boat', 'style.md'), { recursive: true });
    assert.equal(await find(), undefined);
    await rm(join(root, '.paper-boat'), { recursive: true });
    await write(Buffer.from([0x49, 0, 0x6e, 0xff, 0x6b]));
    assert.equal((await find())?.text, 'In\uFFFDk');
  });

  test('is read where there is no disk', async (context) => {
    const { write, styles, folder } = await open(context);
    await write('Ink.');
    workspace.workspaceFolders = [{ uri: folder.virtual() }];
    assert.equal((await styles.find(real(folder.virtual())))?.style?.text, 'Ink.');
  });
});

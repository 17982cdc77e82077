import assert from 'node:assert/strict';
import { globSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import * as replies from '../support/imageApi/replies.ts';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';
import { piecesShown } from '../support/spelledKeys.ts';

const key = 'comet-7f3aQx91LmZpR0tWvB';
const otherKey = 'other-Kd82hYwE5uJcN4sGqX';

suite('The keys of a person, after a day’s work', () => {
  let api: ImageApi;
  let other: ImageApi;
  let copy: WorkspaceCopy;
  let workbench: Workbench;
  let temporary: string;

  before(async () => {
    api = await startImageApi({ keys: [key], cdn: true });
    other = await startImageApi({ keys: [otherKey] });
    copy = await copyWorkspace('workspace');
    temporary = await mkdtemp(join(tmpdir(), 'paper-boat-leaks-'));
    const [workspace = ''] = copy.workspaces;
    const settings = { 'paperBoat.baseUrl': api.baseUrl, 'workbench.editor.useModal': 'off' };
    // All that VS Code writes lies in here then; secrets are in the browser's own storage.
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    try {
      workbench = await openWorkbench({ workspace, vsix, settings });
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    }
    await workbench.openFile('notes.md');
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
    await Promise.all([api.close(), other.close()]);
  });

  async function generate(prompt: string): Promise<void> {
    await workbench.runCommand('Paper Boat: Generate Image');
    await workbench.typeInInputBox(prompt);
  }

  /** What is on screen, in all frames. */
  async function screenText(): Promise<string> {
    const pages = await Promise.all(workbench.page.frames().map((frame) => frame.content().catch(() => '')));
    return pages.join('\n');
  }

  test('each key is asked for by the name of its host, and goes there only', async () => {
    await generate('a wooden pier');
    await workbench.clickNotificationButton('asks for an API key', 'Set API Key');
    await workbench.quickInput.widget.getByText(`API key for ${new URL(api.baseUrl).host}`).waitFor();
    await workbench.typeInInputBox(key);
    await workbench.waitForNotification('a-wooden-pier.png');
    await workbench.runCommand('Preferences: Open User Settings (JSON)');
    await workbench.waitForTab('settings.json');
    await workbench.selectText(api.baseUrl);
    await workbench.page.keyboard.type(other.baseUrl);
    await workbench.save();
    await workbench.runCommand('View: Close Editor');
    await generate('a second pier');
    await workbench.clickNotificationButton(`${new URL(other.baseUrl).host} asks for an API key`, 'Set API Key');
    await workbench.quickInput.widget.getByText(`API key for ${new URL(other.baseUrl).host}`).waitFor();
    await workbench.typeInInputBox(otherKey);
    await workbench.waitForNotification('a-second-pier.png');
    const keysOf = (server: ImageApi) => server.requests.map(({ headers }) => headers.authorization);
    assert.deepEqual(
      [keysOf(api), keysOf(other)],
      [
        [undefined, `Bearer ${key}`],
        [undefined, `Bearer ${otherKey}`],
      ],
    );
  });

  test('a service that repeats the key, a download that fails and the gallery show nothing of it', async () => {
    const said = `Incorrect API key provided: ${otherKey} (${Buffer.from(`u:${otherKey}`).toString('base64')}).`;
    other.script(replies.answer(401, { error: { message: said, code: otherKey } }));
    await generate('a refused boat');
    await workbench.waitForNotification('Incorrect API key provided: [redacted key]');
    const link = `${other.origin}/files/none.png?token=${otherKey}`;
    other.script(replies.answer(200, { data: [{ url: link }] }));
    other.scriptFiles(replies.emptyBody(404));
    await generate('a lost boat');
    await workbench.waitForNotification('could not be fetched');
    const seen = [await screenText()];
    const gallery = await GalleryPage.open(workbench);
    await gallery.whenPictured('a-wooden-pier.png');
    seen.push(await screenText());
    assert.deepEqual(
      [key, otherKey].flatMap((secret) => seen.flatMap((text) => piecesShown(text, secret))),
      [],
    );
  });

  test('nothing that was written holds any of it, in any spelling', async () => {
    const folders = [...globSync(join(temporary, 'paper-boat-server-*')), ...copy.workspaces];
    const files = folders.flatMap((folder) =>
      globSync('**/*', { cwd: folder }).flatMap((path) =>
        statSync(join(folder, path)).isFile() ? [join(folder, path)] : [],
      ),
    );
    const texts = await Promise.all(files.map(async (path) => ({ path, text: await readFile(path, 'latin1') })));
    const looksLike = (pattern: RegExp, held = '') =>
      texts.some(({ path, text }) => pattern.test(path) && text.includes(held));
    // The places that matter were looked at. (This VS Code writes no logs: the module for that is a native one.)
    assert.deepEqual(
      [
        looksLike(/settings\.json$/, other.baseUrl),
        looksLike(/recipes\.jsonl$/, 'a second pier'),
        looksLike(/notes\.md$/),
      ],
      [true, true, true],
    );
    const leaks = texts.filter(({ text }) => [key, otherKey].some((secret) => piecesShown(text, secret).length > 0));
    assert.deepEqual(
      leaks.map(({ path }) => path),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { after, afterEach, before, suite, test } from 'node:test';
import { hold, silence } from '../support/imageApi/faults.ts';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { KillPoint, type ExtensionHost, type Point } from '../support/workbench/killPoint/killPoint.ts';
import { whenListed } from '../support/workbench/killPoint/whenListed.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import { vsix } from '../support/workbench/vsix.ts';
import { Workbench } from '../support/workbench/workbench.ts';

interface Recipe {
  readonly hash: string;
  readonly request: { readonly prompt: string };
}

suite('An extension host that is killed', { timeout: 600_000 }, () => {
  let api: ImageApi;
  let copy: WorkspaceCopy;
  let killPoint: KillPoint;
  let workbench: Workbench;
  let workspace: string;
  let storage: string;
  let host: ExtensionHost;

  before(async () => {
    api = await startImageApi({ keys: [] });
    copy = await copyWorkspace('workspace');
    [workspace = ''] = copy.workspaces;
    killPoint = await KillPoint.create();
    workbench = await openWorkbench({
      ...{ workspace, vsix, extensionPath: killPoint.vsix, env: killPoint.env, theme: 'Default Dark Modern' },
      settings: { 'paperBoat.baseUrl': api.baseUrl },
    });
    await workbench.openFile('notes.md');
    host = await killPoint.nextHost();
    storage = join(host.userFolder, 'globalStorage', 'paperboat.paper-boat');
  });
  after(async () => {
    await workbench.close();
    await killPoint.remove();
    await copy.remove();
    await api.close();
  });

  async function generate(prompt: string, window = workbench): Promise<void> {
    await window.runCommand('Paper Boat: Generate Image');
    await window.typeInInputBox(prompt);
  }

  /** With the prompts in their notes. */
  async function keptImages(): Promise<readonly { readonly prompt: unknown; readonly hash: string }[]> {
    const folder = join(storage, 'kept');
    const names = await readdir(folder).catch(() => []);
    const images = names.filter((name) => !name.endsWith('.json'));
    return Promise.all(
      images.map(async (name) => {
        const note = await readFile(join(folder, `${parse(name).name}.json`), 'utf8');
        return { prompt: promptOf(JSON.parse(note)), hash: await hashOf(join(folder, name)) };
      }),
    );
  }

  /** All that there is of a prompt, once nothing is under way any more. */
  async function whatIsLeftOf(prompt: string) {
    const recipes = (await readFile(join(storage, 'recipes.jsonl'), 'utf8').catch(() => ''))
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Recipe]));
    const images = await hashesIn(join(workspace, 'images'));
    const own = recipes.filter(({ request }) => request.prompt === prompt);
    const kept = await keptImages();
    const there = new Set([...images, ...kept.map(({ hash }) => hash)]);
    return {
      placed: images.filter((hash) => own.some((recipe) => recipe.hash === hash)).length,
      kept: kept.filter((image) => image.prompt === prompt).length,
      recipes: own.length,
      recipesWithoutImage: recipes.filter(({ hash }) => !there.has(hash)).length,
      halfFiles: (await readdir(workspace, { recursive: true })).filter((name) => basename(name).includes('.part-')),
      sent: api.requests.filter(({ body }) => promptOf(body) === prompt).length,
      isLinked: (await readFile(join(workspace, 'notes.md'), 'utf8')).includes(prompt),
    };
  }

  const nothing = {
    ...{ placed: 0, kept: 0, recipes: 0, recipesWithoutImage: 0, halfFiles: [], sent: 1, isLinked: false },
  };

  const requests = () => join(storage, 'requests');

  /** A window starts its extension host again by itself, but only twice in five minutes. */
  async function reload(): Promise<void> {
    await workbench.reload();
    host = await killPoint.nextHost();
  }

  afterEach(() => workbench.runCommand('Notifications: Clear All Notifications'));

  test('before anything is sent: the window says that nothing was billed, and forgets it', async () => {
    const prompt = 'a boat that never left';
    await killPoint.set({ call: 'writeFile', when: 'before', path: 'sent.new' });
    await generate(prompt);
    host = await killPoint.nextHost();
    await workbench.clickNotificationButton(`closed before “${prompt}” was sent`, 'Dismiss');
    await whenEmpty(requests());
    assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, sent: 0 });
  });

  test('before the headers: what is not known is said, and sent again only on demand', async () => {
    const prompt = 'a boat without headers';
    api.script(silence('nothing'));
    const told = await killWhileDrawn(prompt);
    assert.deepEqual(await whatIsLeftOf(prompt), nothing);
    await workbench.screenshot(screenshotPath('killed'));
    await workbench.clickNotificationButton(told, 'Run Again');
    await workbench.waitForNotification('Saved images/');
    await whenEmpty(requests());
    assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, placed: 1, recipes: 1, sent: 2 });
  });

  test('in the middle of the body: the same, and the bytes that came are kept', async () => {
    await reload();
    const prompt = 'half a boat';
    api.script(silence('half'));
    const told = await killWhileDrawn(prompt, async () => {
      const [id = ''] = await readdir(requests());
      const hasBytes = (name: string) => name === '0.part' && statSync(join(requests(), id, name)).size > 0;
      await whenListed(join(requests(), id), (names) => names.some(hasBytes));
    });
    assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, kept: 1 });
    await workbench.clickNotificationButton(told, 'Dismiss');
    await whenEmpty(requests());
    assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, kept: 1 });
  });

  test('between the bytes and the disk: the image is kept, and the window offers to save it', async () => {
    const prompt = 'a boat in the air';
    await killPoint.set({ call: 'link', when: 'before', path: join(workspace, 'images') });
    await generate(prompt);
    host = await killPoint.nextHost();
    const told = 'An image arrived, but the window closed before it had its place';
    await workbench.clickNotificationButton(told, 'Save Kept Images');
    await workbench.quickInput.row('a-boat-in-the-air.png').waitFor();
    await workbench.page.keyboard.press('Escape');
    await whenEmpty(requests());
    assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, kept: 1, recipes: 1 });
  });

  const ends: readonly (readonly [string, string, Point['when']])[] = [
    ['between the disk and the recipe', 'a boat without a recipe', 'before'],
    ['between the recipe and the edit', 'a boat without a link', 'after'],
  ];
  for (const [what, prompt, when] of ends)
    test(`${what}: the image is where it belongs with one recipe, and the document is as it was`, async () => {
      if (when === 'before') await reload();
      await killPoint.set({ call: 'appendFile', when, path: 'recipes.jsonl' });
      await generate(prompt);
      host = await killPoint.nextHost();
      await whenEmpty(requests());
      assert.deepEqual(await whatIsLeftOf(prompt), { ...nothing, placed: 1, recipes: 1 });
    });

  test('beside another window: that one goes on, and what was cut off is told once', async () => {
    await reload();
    const page = await workbench.page.context().newPage();
    const other = new Workbench(page, workspace, () => page.close());
    await page.goto(workbench.page.url());
    await other.whenReady();
    await killPoint.nextHost();
    // A window that starts later looks after what it finds, and would tell of it, too.
    await other.runCommand('Paper Boat: Show Interrupted Requests');
    await other.waitForNotification('No request was interrupted.');
    const held = [hold(), hold()] as const;
    api.script(...held.map(({ behaviour }) => behaviour));
    await workbench.page.bringToFront();
    const told = await killWhileDrawn('a boat that sinks', async () => {
      await page.bringToFront();
      await generate('a boat that sails', other);
      await whenAsked('a boat that sails');
      await workbench.page.bringToFront();
    });
    await page.bringToFront();
    for (const { release } of held) release();
    await other.waitForNotification('a-boat-that-sails.png');
    assert.equal(await other.notification('a boat that sinks').count(), 0);
    assert.deepEqual(await whatIsLeftOf('a boat that sails'), { ...nothing, placed: 1, recipes: 1 });
    await other.close();
    await workbench.clickNotificationButton(told, 'Dismiss');
    await whenEmpty(requests());
    assert.deepEqual(await whatIsLeftOf('a boat that sinks'), nothing);
  });

  /** Resolves when the service has the request for it. */
  async function whenAsked(prompt: string): Promise<void> {
    for (;;) {
      const { body } = await api.nextRequest();
      if (promptOf(body) === prompt) return;
    }
  }

  /** Answers what the window then says by itself. */
  async function killWhileDrawn(prompt: string, meanwhile = () => Promise.resolve()): Promise<string> {
    await generate(prompt);
    await whenAsked(prompt);
    await meanwhile();
    process.kill(host.pid, 'SIGKILL');
    host = await killPoint.nextHost();
    const told = `while “${prompt}” was being drawn`;
    await workbench.waitForNotification(told);
    return told;
  }
});

const promptOf = (body: unknown): unknown => (body as { readonly prompt?: unknown }).prompt;

async function hashesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => hashOf(join(folder, name))));
}

async function hashOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

async function whenEmpty(folder: string): Promise<void> {
  await whenListed(folder, (names) => names.length === 0);
}

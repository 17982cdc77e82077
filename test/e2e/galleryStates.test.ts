import assert from 'node:assert/strict';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { moderationBlocked } from '../support/imageApi/errors.ts';
import { hold } from '../support/imageApi/faults.ts';
import { picture } from '../support/imageApi/pictures.ts';
import { refuse } from '../support/imageApi/replies.ts';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { changed } from '../support/workbench/changed.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('The gallery, with a service', () => {
  let api: ImageApi;
  let copy: WorkspaceCopy;
  let workbench: Workbench;
  let gallery: GalleryPage;
  const path = (...segments: readonly string[]) => join(copy.workspaces[0] ?? '', ...segments);

  before(async () => {
    api = await startImageApi({ keys: [] });
    copy = await copyWorkspace('workspace');
    await mkdir(path('pictures'));
    for (const [index, seed] of ['tide', 'gulls', 'pier', 'lamp', 'rope', 'sail', 'net'].entries()) {
      const pixels = { width: 320 + 80 * index, height: 600 - 60 * index };
      await writeFile(path('pictures', `${seed}.png`), picture('png', { pixels, seed, transparent: index % 2 === 1 }));
    }
    const [workspace = ''] = copy.workspaces;
    const settings = { 'paperBoat.baseUrl': api.baseUrl, 'workbench.editor.showTabs': 'multiple' };
    workbench = await openWorkbench({ workspace, vsix, settings });
    await workbench.openFile('notes.md');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    gallery = await GalleryPage.open(workbench);
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
    await api.close();
  });

  test('shows what is on disk, and is accessible in all themes', async () => {
    for (const name of ['tide.png', 'sail.png']) await gallery.whenPictured(name);
    assert.deepEqual(await gallery.lookAt('grid'), []);
  });

  test('shows the details of an image', async () => {
    await gallery.cell('pier.png').press('Enter');
    await gallery.details.waitFor();
    assert.deepEqual(await gallery.lookAt('details'), []);
    await gallery.button('Close details').click();
  });

  test('a running card counts, is cancelled, and says that it may be billed', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    await gallery.generate('a boat that never comes');
    await gallery.button('Cancel').waitFor();
    const findings = await gallery.lookAt('running');
    await gallery.button('Cancel').click();
    await gallery.page.getByText('Cancelled. The service may still finish the image and bill it.').waitFor();
    release();
    await gallery.button('Dismiss').click();
    assert.deepEqual(findings, []);
  });

  test('a failure stays on its card with the one thing to do', async () => {
    api.script(refuse(moderationBlocked()));
    await gallery.generate('something forbidden');
    await gallery.button('Edit Prompt').waitFor();
    const findings = await gallery.lookAt('failed');
    await gallery.button('Edit Prompt').click();
    await gallery.button('Edit Prompt').waitFor({ state: 'detached' });
    assert.deepEqual(
      { findings, prompt: await gallery.prompt.inputValue() },
      { findings: [], prompt: 'something forbidden' },
    );
  });

  test('several images are several cards, and each becomes its picture', async () => {
    await gallery.page.getByRole('combobox', { name: 'Number of images' }).selectOption('3');
    await gallery.generate('three sisters');
    for (const name of ['three-sisters.png', 'three-sisters-2.png', 'three-sisters-3.png'])
      await gallery.whenPictured(name);
    assert.deepEqual((api.requests.at(-1)?.body as { readonly n: number }).n, 3);
  });

  test('a search that finds nothing says so and offers the way back', async () => {
    await gallery.search.fill('zeppelin');
    await gallery.button('Clear Search').waitFor();
    const findings = await gallery.lookAt('no-match');
    await gallery.button('Clear Search').click();
    await gallery.cell('tide.png').waitFor();
    assert.deepEqual(findings, []);
  });

  test('hostile files are shown as text and never decoded', async () => {
    const bomb = Buffer.from(picture('png', { pixels: { width: 16, height: 16 }, seed: 'bomb' }));
    bomb.writeUInt32BE(99_999, 16);
    bomb.writeUInt32BE(99_999, 20);
    const small = picture('png', { pixels: { width: 64, height: 64 }, seed: 'small' });
    await mkdir(path('hostile'));
    await writeFile(path('hostile', 'bomb.png'), bomb);
    await writeFile(path('hostile', 'huge.png'), small);
    await truncate(path('hostile', 'huge.png'), 500_000_000);
    await writeFile(path('hostile', '<img src=x onerror=alert(1)>.png'), small);
    await writeFile(path('hostile', 'gnp.\u202Eexe.png'), small);
    await writeFile(
      path('hostile', 'script.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>document.title="run"</script></svg>',
    );
    const requested: string[] = [];
    workbench.page.on('request', (request) => requested.push(request.url()));
    await gallery.search.fill('hostile');
    for (const name of ['bomb.png', 'huge.png', '<img src=x onerror=alert(1)>.png', 'script.svg'])
      await gallery.cell(name).waitFor();
    await gallery.whenPictured('<img src=x onerror=alert(1)>.png');
    await gallery.cell('bomb.png').press('Enter');
    await gallery.details.getByText('This image is too large to show.').waitFor();
    const findings = await gallery.lookAt('hostile');
    await gallery.button('Close details').click();
    await gallery.search.fill('');
    const frame = await gallery.frame();
    assert.deepEqual(
      {
        findings,
        decoded: requested.filter((url) => /bomb\.png|huge\.png/.test(url)),
        handlers: await frame.evaluate(() => document.querySelectorAll('[onerror]').length),
        title: await frame.title(),
      },
      { findings: [], decoded: [], handlers: 0, title: 'Paper Boat' },
    );
  });

  test('stands as it was when it was hidden for a while', async () => {
    await gallery.prompt.fill('not sent yet');
    await gallery.search.fill('pier');
    await gallery.cell('tide.png').waitFor({ state: 'detached' });
    await workbench.openFile('docs/windows.md');
    await workbench.page.locator('.tab', { hasText: 'Paper Boat' }).click();
    await gallery.whenPictured('pier.png');
    const seen = [await gallery.prompt.inputValue(), await gallery.search.inputValue(), await gallery.names()];
    await gallery.search.fill('');
    await gallery.prompt.fill('');
    assert.deepEqual(seen, ['not sent yet', 'pier', ['pier.png']]);
  });

  test('a job outlives its panel, and what came of it is told', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    await gallery.generate('a boat for later');
    await gallery.button('Cancel').first().waitFor();
    await gallery.prompt.fill('half a thought');
    await workbench.runCommand('View: Close Editor');
    release();
    await workbench.clickNotificationButton('Image ready: “a boat for later”', 'Open Gallery');
    await gallery.whenListed();
    await gallery.whenPictured('a-boat-for-later.png');
    assert.equal(await changed(() => gallery.prompt.inputValue(), ''), 'half a thought');
  });

  test('fits a narrow column and a wide one', async () => {
    await workbench.page.setViewportSize({ width: 700, height: 800 });
    const narrow = await gallery.lookAt('narrow');
    const frame = await gallery.frame();
    const overflow = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await workbench.page.setViewportSize({ width: 2000, height: 1000 });
    await gallery.cell('pier.png').click();
    await gallery.details.waitFor();
    const wide = await gallery.lookAt('wide');
    assert.deepEqual({ narrow, overflow, wide }, { narrow: [], overflow: 0, wide: [] });
  });
});

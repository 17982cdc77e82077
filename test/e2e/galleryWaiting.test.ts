import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { RequestNote } from '../../src/journal/requestNote.ts';
import { hold } from '../support/imageApi/faults.ts';
import { picture } from '../support/imageApi/pictures.ts';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('The gallery, with something to decide', () => {
  let api: ImageApi;
  let copy: WorkspaceCopy;
  let workbench: Workbench;
  let gallery: GalleryPage;
  let temporary: string;
  const path = (...segments: readonly string[]) => join(copy.workspaces[0] ?? '', ...segments);

  /** The extension's own. */
  const storage = (...segments: readonly string[]): string => {
    const [folder = ''] = globSync(join(temporary, 'paper-boat-server-*/data/User/globalStorage/paperboat.paper-boat'));
    return join(folder, ...segments);
  };

  const card = (text: string) => gallery.page.getByRole('gridcell').filter({ hasText: text });

  before(async () => {
    api = await startImageApi({ keys: [] });
    copy = await copyWorkspace('workspace');
    await mkdir(path('pictures'));
    for (const seed of ['tide', 'gulls', 'lamp'])
      await writeFile(path('pictures', `${seed}.png`), picture('png', { pixels: { width: 480, height: 360 }, seed }));
    temporary = await mkdtemp(join(tmpdir(), 'paper-boat-waiting-'));
    const [workspace = ''] = copy.workspaces;
    const settings = { 'paperBoat.baseUrl': api.baseUrl, 'paperBoat.budget.monthly': 10 };
    // The storage of the extension lies in here then.
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    try {
      workbench = await openWorkbench({ workspace, vsix, settings });
    } finally {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    }
    await workbench.openFile('notes.md');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    gallery = await GalleryPage.open(workbench);
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
    await api.close();
  });

  /** A request as the journal of a window that crashed leaves it. */
  async function leaveRequest(id: string, prompt: string, wasSent: boolean): Promise<void> {
    const note: RequestNote = {
      ...{ version: 1, request: { prompt, model: 'gpt-image-2', count: 1 }, service: new URL(api.baseUrl).host },
      ...{
        startedAt: new Date().toISOString(),
        workspace: pathToFileURL(path()).href.replace(/\/$/, ''),
        window: 'gone',
      },
    };
    await mkdir(storage('requests', id), { recursive: true });
    await writeFile(storage('requests', id, 'request.json'), JSON.stringify(note));
    if (wasSent) await writeFile(storage('requests', id, 'sent'), '');
  }

  test('an image whose folder went away waits on a card', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    await gallery.generate('a wooden pier');
    await gallery.button('Cancel').waitFor();
    await writeFile(path('images'), 'a file where the folder belongs');
    release();
    await gallery.page.getByText('a part of its path is a file. The image is kept.').waitFor();
    await gallery.page.getByText('Kept: a-wooden-pier.png').waitFor();
    assert.deepEqual((await readdir(storage('kept'))).map((name) => name.replace(/^.+\./, '')).sort(), ['json', 'png']);
  });

  test('after a crash it is still there, and so are the requests that were cut off', async () => {
    await leaveRequest('one', 'A lighthouse in the fog', true);
    await leaveRequest('two', 'A harbour seen from above', false);
    await workbench.reload();
    await gallery.whenListed();
    await card('A lighthouse in the fog').getByText('Outcome unknown: it may have been billed').waitFor();
    await card('A harbour seen from above').getByText('Not sent: nothing was billed').waitFor();
    await gallery.page.getByText(/Spent this month: .*\$[\d.]+ of \$10\.00/).waitFor();
    await gallery.page.locator('.waiting-picture img').waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    const frame = await gallery.frame();
    const width = await frame.evaluate(
      () => document.querySelector<HTMLImageElement>('.waiting-picture img')?.naturalWidth,
    );
    assert.deepEqual(
      { isDrawn: (width ?? 0) > 0, findings: await gallery.lookAt('waiting') },
      { isDrawn: true, findings: [] },
    );
  });

  test('fits a narrow panel', async () => {
    await workbench.page.setViewportSize({ width: 700, height: 800 });
    const findings = await gallery.lookAt('waiting-narrow');
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    assert.deepEqual(findings, []);
  });

  test('one click saves it once there is a folder again, with its recipe', async () => {
    await rm(path('images'));
    await gallery.button('Save').click();
    await gallery.whenPictured('a-wooden-pier.png');
    await gallery.page.getByText('Kept: a-wooden-pier.png').waitFor({ state: 'detached' });
    await gallery.cell('a-wooden-pier.png').press('Enter');
    await gallery.details.getByText('a wooden pier', { exact: true }).waitFor();
    await gallery.button('Close details').click();
    assert.deepEqual([await readdir(path('images')), await readdir(storage('kept'))], [['a-wooden-pier.png'], []]);
  });

  test('an interrupted request is run again or dismissed, by keys alone', async () => {
    const sent = api.requests.length;
    await card('A harbour seen from above').press('Enter');
    await workbench.page.keyboard.press('Shift+Tab');
    await workbench.page.keyboard.press('Enter');
    await card('A harbour seen from above').waitFor({ state: 'detached' });
    await card('A lighthouse in the fog').press('Enter');
    await workbench.page.keyboard.press('Enter');
    await gallery.whenPictured('a-lighthouse-in-the-fog.png');
    assert.deepEqual(
      {
        cards: await gallery.button('Run Again').count(),
        sent: api.requests.length - sent,
        left: await readdir(storage('requests')),
      },
      { cards: 0, sent: 1, left: [] },
    );
  });

  test('an image that still has no place stays kept, and is deleted only after a question', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    await gallery.generate('a broken mast');
    await gallery.button('Cancel').waitFor();
    await rm(path('images'), { recursive: true });
    await writeFile(path('images'), '');
    release();
    await gallery.button('Save').click();
    await workbench.waitForNotification('It is kept, and "Paper Boat: Save Kept Images" finds it again.');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await gallery.button('Delete for Good').click();
    await workbench.clickDialogButton('Delete for Good');
    await gallery.button('Delete for Good').waitFor({ state: 'detached' });
    assert.deepEqual(await readdir(storage('kept')), []);
  });
});

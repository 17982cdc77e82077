import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { accessibilityFindings } from '../support/workbench/accessibility.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('A window without a folder', () => {
  let folder: string;
  let workbench: Workbench;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-boat-saved-'));
    const settings = { 'paperBoat.model': 'placeholder', 'paperBoat.size': '320x200' };
    workbench = await openWorkbench({ vsix, settings, theme: 'Default High Contrast Light' });
  });
  after(async () => {
    await workbench.close();
    await rm(folder, { recursive: true });
  });

  async function generate(prompt: string): Promise<void> {
    await workbench.runCommand('Paper Boat: Generate Image');
    await workbench.typeInInputBox(prompt);
  }

  const dialog = () => workbench.quickInput.widget.filter({ hasText: 'Save image' });

  async function saveAs(name: string): Promise<void> {
    const rows = workbench.quickInput.widget.locator('.monaco-list-row');
    // The dialog sets its own path first, and has understood another one when it lists that folder.
    await rows.filter({ hasText: '..' }).first().waitFor();
    await workbench.quickInput.fill(join(folder, name));
    await rows.filter({ hasText: '..' }).first().waitFor();
    await rows
      .filter({ hasNotText: /\.\.|\.png/ })
      .first()
      .waitFor({ state: 'hidden' });
    await workbench.quickInput.accept();
  }

  test('asks where to save the image, and saves it there', async () => {
    await generate('a lone boat');
    await dialog().waitFor();
    await workbench.screenshot(screenshotPath('save-dialog'));
    await saveAs('lone.png');
    await workbench.waitForNotification('lone.png');
    const bytes = await readFile(join(folder, 'lone.png'));
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [320, 200]);
  });

  test('keeps an image whose dialog was left, and saves it later', async () => {
    await generate('a patient boat');
    await dialog().waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.waitForNotification('a-patient-boat.png is kept');
    await workbench.runCommand('Paper Boat: Save Kept Images');
    await workbench.quickInput.widget.locator('.monaco-list-row').first().waitFor();
    await workbench.screenshot(screenshotPath('kept-images'));
    // The only one is ticked already.
    await workbench.quickInput.row('a-patient-boat.png').waitFor();
    await workbench.quickInput.widget.getByRole('button', { name: 'OK' }).click();
    await dialog().waitFor();
    await saveAs('patient.png');
    await workbench.waitForNotification('patient.png');
    assert.equal((await readFile(join(folder, 'patient.png'))).toString('latin1', 1, 4), 'PNG');
  });

  test('has a gallery that says what it needs', async () => {
    const gallery = await GalleryPage.open(workbench);
    await gallery.button('Open Folder').waitFor();
    await workbench.screenshot(screenshotPath('gallery-no-folder'));
    assert.deepEqual(await accessibilityFindings(await gallery.frame()), []);
  });
});

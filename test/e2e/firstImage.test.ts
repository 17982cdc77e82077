import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import type { Theme } from '../support/workbench/theme.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';

const themes: readonly (readonly [string, Theme])[] = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
];

suite('The first image, without a key', () => {
  let copy: WorkspaceCopy;
  let workbench: Workbench;

  before(async () => {
    copy = await copyWorkspace('workspace');
    const [workspace = ''] = copy.workspaces;
    workbench = await openWorkbench({ workspace, vsix });
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
  });

  test('is offered with a key or with the placeholder, and the placeholder draws it into the document', async () => {
    await workbench.openFile('docs/guide.md');
    await workbench.selectText('<!-- image: A paper boat floating on calm water at sunrise. -->');
    await workbench.runCommand('Paper Boat: Generate Image from Selection');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.screenshot(screenshotPath('no-key'));
    await workbench.clickDialogButton('Use the Placeholder');
    const toast = await workbench.waitForNotification('Saved docs/images/');
    const message = await toast.locator('.notification-list-item-message').innerText();
    for (const [name, theme] of themes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(screenshotPath(`first-image-${name}`));
    }
    assert.deepEqual(
      {
        message,
        text: (await workbench.savedText('docs/guide.md')).split('\n').slice(4, 6),
        files: await readdir(join(copy.workspaces[0] ?? '', 'docs', 'images')),
      },
      {
        message:
          'Saved docs/images/a-paper-boat-floating-on-calm-water-at-sunrise.png. Drawn by the placeholder, as there is no API key.',
        text: [
          '<!-- image: A paper boat floating on calm water at sunrise. -->',
          '![A paper boat floating on calm water at sunrise](images/a-paper-boat-floating-on-calm-water-at-sunrise.png)',
        ],
        files: ['a-paper-boat-floating-on-calm-water-at-sunrise.png'],
      },
    );
  });

  test('is undone by one key, and the file stays', async () => {
    await workbench.undo();
    const text = await workbench.savedText('docs/guide.md');
    assert.deepEqual(
      { hasLink: text.includes('images/'), files: await readdir(join(copy.workspaces[0] ?? '', 'docs', 'images')) },
      { hasLink: false, files: ['a-paper-boat-floating-on-calm-water-at-sunrise.png'] },
    );
  });

  test('is not asked about again: the next one comes from the context menu at once', async () => {
    await workbench.selectText('The first one always sinks');
    await workbench.editor
      .locator('.view-line', { hasText: 'The first one' })
      .click({ button: 'right', position: { x: 40, y: 8 } });
    const item = workbench.page.locator('.monaco-menu .action-item', { hasText: 'Generate Image from Selection' });
    await item.waitFor();
    await workbench.screenshot(screenshotPath('context-menu'));
    await item.click();
    await workbench.waitForNotification('the-first-one-always-sinks.png');
    assert.match(
      await workbench.savedText('docs/guide.md'),
      /The second one sails\.\n\n!\[The first one always sinks\]\(images\/the-first-one-always-sinks\.png\)\n/,
    );
  });

  test('offers earlier prompts in the palette', async () => {
    await workbench.runCommand('Paper Boat: Generate Image');
    await workbench.quickInput.widget.locator('.monaco-list-row').first().waitFor();
    await workbench.screenshot(screenshotPath('prompt-box'));
    assert.deepEqual(
      (await workbench.quickInput.labels()).map((label) => label.trim()),
      ['The first one always sinks', 'A paper boat floating on calm water at sunrise.'],
    );
    await workbench.page.keyboard.press('Escape');
  });
});

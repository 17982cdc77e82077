import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('What images cost', () => {
  let api: ImageApi;
  let copy: WorkspaceCopy;
  let workbench: Workbench;
  let folder: string;

  before(async () => {
    api = await startImageApi();
    copy = await copyWorkspace('workspace');
    [folder = ''] = copy.workspaces;
    const settings = {
      'paperBoat.baseUrl': api.baseUrl,
      'paperBoat.quality': 'medium',
      'paperBoat.size': '1024x1024',
      'paperBoat.budget.perRequest': 0.01,
    };
    workbench = await openWorkbench({ workspace: folder, vsix, settings, theme: 'Default Light Modern' });
    await workbench.openFile('notes.md');
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
    await api.close();
  });

  async function generate(prompt: string): Promise<void> {
    await workbench.runCommand('Paper Boat: Generate Image');
    await workbench.typeInInputBox(prompt);
  }

  test('a request over the budget is stopped, and goes on when its button raises the budget', async () => {
    await generate('a dear boat');
    await workbench.waitForNotification('Nothing was sent');
    const sentBefore = api.requests.length;
    await workbench.screenshot(screenshotPath('over-budget'));
    await workbench.clickNotificationButton('Nothing was sent', 'Raise to $0.10');
    // The key that this service wants was not set yet.
    await workbench.clickNotificationButton('asks for an API key', 'Set API Key');
    await workbench.typeInInputBox(api.key);
    await workbench.waitForNotification('a-dear-boat.png');
    assert.deepEqual([sentBefore, api.requests.length], [0, 2]);
  });

  test('the spending is shown in a view to read, in light and dark', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Paper Boat: Show Spending');
    const view = workbench.webview;
    await view.getByRole('heading', { name: 'Spending of Paper Boat' }).waitFor();
    await workbench.screenshot(screenshotPath('spending-light'));
    assert.match(await view.locator('body').innerText(), /Spent this month: \$0\.\d+\./);
    assert.match(await view.getByRole('table').nth(1).innerText(), /gpt-image-2/);
    await workbench.setTheme('Default Dark Modern');
    await workbench.screenshot(screenshotPath('spending-dark'));
  });

  test('the model picker tells prices and which models the service has not', async () => {
    await workbench.runCommand('Paper Boat: Choose Model');
    await workbench.quickInput.row('gpt-image-2').waitFor();
    await workbench.screenshot(screenshotPath('model-picker-prices'));
    await workbench.quickInput.fill('chatgpt-image-latest');
    await workbench.quickInput.widget.locator('.monaco-list-row', { hasText: 'not offered' }).waitFor();
    await workbench.screenshot(screenshotPath('model-picker-catalogue'));
    await workbench.page.keyboard.press('Escape');
    await workbench.quickInput.whenClosed();
  });

  test('the spending is exported as one line for each answer', async () => {
    await workbench.runCommand('Paper Boat: Export Spending');
    const box = workbench.quickInput.widget.filter({ hasText: 'Export spending' });
    await box.locator('.monaco-list-row').filter({ hasText: '..' }).first().waitFor();
    await workbench.quickInput.accept();
    await workbench.waitForNotification('paper-boat-spending.csv');
    const lines = (await readFile(join(folder, 'paper-boat-spending.csv'), 'utf8')).trim().split('\r\n');
    assert.deepEqual([lines.length, lines[1]?.includes('gpt-image-2')], [2, true]);
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import { moderationBlocked, rateLimit } from '../support/imageApi/errors.ts';
import { hold } from '../support/imageApi/faults.ts';
import { refuse } from '../support/imageApi/replies.ts';
import { startImageApi, type ImageApi } from '../support/imageApi/server.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('The service, with a person in front of it', () => {
  let api: ImageApi;
  let copy: WorkspaceCopy;
  let workbench: Workbench;

  before(async () => {
    api = await startImageApi();
    copy = await copyWorkspace('workspace');
    const [workspace = ''] = copy.workspaces;
    const settings = { 'paperBoat.baseUrl': api.baseUrl };
    workbench = await openWorkbench({ workspace, vsix, settings, theme: 'Default Dark Modern' });
    await workbench.openFile('notes.md');
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
    await api.close();
  });
  afterEach(() => workbench.runCommand('Notifications: Clear All Notifications'));

  async function generate(prompt: string): Promise<void> {
    await workbench.runCommand('Paper Boat: Generate Image');
    await workbench.typeInInputBox(prompt);
  }

  test('a key that is missing is asked for, and the image is made with it', async () => {
    await generate('a wooden pier');
    await workbench.waitForNotification('asks for an API key');
    await workbench.screenshot(screenshotPath('key-refused'));
    await workbench.clickNotificationButton('asks for an API key', 'Set API Key');
    await workbench.quickInput.widget.locator('input[type=password]').waitFor();
    await workbench.screenshot(screenshotPath('key-box'));
    await workbench.typeInInputBox(api.key);
    await workbench.waitForNotification('a-wooden-pier.png');
    assert.deepEqual(
      {
        text: await workbench.savedText('notes.md'),
        keys: api.requests.map(({ headers }) => headers.authorization),
      },
      {
        text: '![a wooden pier](images/a-wooden-pier.png)\n\n# Notes\n\n',
        keys: [undefined, `Bearer ${api.key}`],
      },
    );
  });

  test('a running generation shows its seconds and is cancelled by its button', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    await generate('a slow boat');
    await workbench.waitForNotification(/gpt-image-2 · [1-9] s/);
    await workbench.screenshot(screenshotPath('progress'));
    await workbench.clickNotificationButton('a slow boat', 'Cancel');
    await workbench.waitForNotification('may still finish');
    assert.equal(await api.requests.at(-1)?.ended, 'closed by client');
    release();
  });

  test('a model that the service does not know leads to the model picker, and on to the image', async () => {
    await workbench.runCommand('Paper Boat: Choose Model');
    await workbench.quickInput.row('gpt-image-2').waitFor();
    await workbench.screenshot(screenshotPath('model-picker'));
    await workbench.typeInInputBox('no-such-model');
    // The choice is written to the settings, which takes a moment; then the status bar shows it.
    await workbench.page.locator('.statusbar-item', { hasText: 'no-such-model' }).waitFor();
    await generate('a rowing club');
    await workbench.clickNotificationButton('does not offer the model no-such-model', 'Choose Model');
    await workbench.pickQuickPick('gpt-image-1-mini');
    await workbench.waitForNotification('a-rowing-club.png');
    assert.equal((api.requests.at(-1)?.body as { model: string }).model, 'gpt-image-1-mini');
  });

  test('a service that asks for a long pause is asked again by a button', async () => {
    api.script(refuse(rateLimit('1000000000')));
    await generate('a boat in a queue');
    await workbench.clickNotificationButton('longer than a week', 'Try Again');
    await workbench.waitForNotification('a-boat-in-a-queue.png');
  });

  test('a document that was closed meanwhile gets its link by a button', async () => {
    const { behaviour, release } = hold();
    api.script(behaviour);
    const received = api.requests.length;
    await workbench.openFile('docs/guide.md');
    await workbench.selectText('The first one always sinks');
    await workbench.runCommand('Paper Boat: Generate Image from Selection');
    await workbench.waitForNotification(/· [1-9] s/);
    await workbench.runCommand('View: Close Editor');
    await workbench.page.locator('.tab', { hasText: 'guide.md' }).waitFor({ state: 'hidden' });
    release();
    await workbench.clickNotificationButton('closed meanwhile', 'Insert');
    await workbench.page.locator('.tab.active.dirty', { hasText: 'guide.md' }).waitFor();
    assert.deepEqual(
      {
        sent: api.requests.length - received,
        hasLink: (await workbench.savedText('docs/guide.md')).includes('(images/the-first-one-always-sinks.png)'),
      },
      { sent: 1, hasLink: true },
    );
  });

  test('a prompt that the safety filter refuses can be edited and sent again', async () => {
    api.script(refuse(moderationBlocked()));
    await generate('a dangerous boat');
    await workbench.clickNotificationButton('safety filter', 'Edit Prompt');
    await workbench.typeInInputBox('a friendly boat');
    await workbench.waitForNotification('a-friendly-boat.png');
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { folderSettings, hostileSettings, withSettings } from '../../support/editor/hostileSettings.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { startStranger, type Stranger } from '../../support/editor/stranger.ts';

const generate = (request: object) =>
  Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request));

suite('Restricted Mode', () => {
  let service: ServiceUnderTest;
  let stranger: Stranger;

  suiteSetup(async () => {
    service = await useImageApi();
    stranger = await startStranger();
  });
  suiteTeardown(async () => {
    await service.stop();
    await stranger.close();
  });

  test('generates nothing and says why, whoever asks and whatever draws', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    for (const request of [{ prompt: 'not here' }, { prompt: 'not here', model: 'placeholder' }])
      await assert.rejects(generate(request), /Restricted Mode/);
    await writeAndOpen(workspacePath('restricted.md'), 'A boat in a document');
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    assert.equal(service.api.requests.length, 0);
  });

  for (const [index, form] of ['flat', 'nested'].entries())
    test(`meets nobody that the workspace points at, in ${form} form`, async () => {
      const hostile = hostileSettings(stranger.baseUrl)[index];
      assert.ok(hostile);
      const text = JSON.stringify(hostile.settings);
      await withSettings(folderSettings(), { size: hostile.size, text }, async () => {
        await assert.rejects(generate({ prompt: 'not here either' }), /Restricted Mode/);
        await vscode.commands.executeCommand('paperBoat.openGallery');
        assert.deepEqual([service.api.requests.length, stranger.connections()], [0, 0]);
      });
    });

  test('opens the gallery', async () => {
    await vscode.commands.executeCommand('paperBoat.openGallery');
    await eventually(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('paperBoat.gallery')),
    );
  });
});

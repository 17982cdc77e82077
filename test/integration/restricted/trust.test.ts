import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { folderSettings, hostileSettings, withSettings } from '../../support/editor/hostileSettings.ts';
import { serversOfSuite } from '../../support/editor/servers.ts';

const generate = (request: object) =>
  Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request));

suite('Restricted Mode', () => {
  const servers = serversOfSuite();

  test('generates nothing and says why, whoever asks and whatever draws', async () => {
    const { service } = servers();
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
      const { service, stranger } = servers();
      const hostile = hostileSettings(stranger.baseUrl)[index];
      assert.ok(hostile);
      const text = JSON.stringify(hostile.settings);
      await withSettings(folderSettings(), { size: hostile.size, text }, async () => {
        await assert.rejects(generate({ prompt: 'not here either' }), /Restricted Mode/);
        await vscode.commands.executeCommand('paperBoat.openGallery');
        assert.deepEqual([service.api.requests.length, stranger.connections()], [0, 0]);
      });
    });

  test('lets a model be chosen, and asks nobody for a list', async () => {
    const { service } = servers();
    const choosing = vscode.commands.executeCommand('paperBoat.chooseModel');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await choosing;
    // Whoever had been asked before would have answered by now.
    await fetch(`${service.api.origin}/of-the-test`);
    assert.deepEqual(
      service.api.requests.map(({ path }) => path),
      ['/of-the-test'],
    );
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

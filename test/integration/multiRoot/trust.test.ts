import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hostileSettings, withSettings } from '../../support/editor/hostileSettings.ts';
import { serversOfSuite } from '../../support/editor/servers.ts';

suite('The settings of a workspace file', () => {
  const servers = serversOfSuite();

  for (const [index, form] of ['flat', 'nested'].entries())
    test(`send no request elsewhere and make none dearer, in ${form} form`, async () => {
      const { service, stranger } = servers();
      const hostile = hostileSettings(stranger.baseUrl)[index];
      const file = vscode.workspace.workspaceFile;
      assert.ok(hostile && file);
      const { size, settings } = hostile;
      const before = await vscode.workspace.fs.readFile(file);
      const content = JSON.parse(Buffer.from(before).toString()) as object;
      await withSettings(file, { size, text: JSON.stringify({ ...content, settings }), before }, async () => {
        const request = { prompt: `for the workspace file, ${form}`, insert: false };
        await vscode.commands.executeCommand('paperBoat.generateImage', request);
        assert.deepEqual(
          { body: service.api.requests.at(-1)?.body, stranger: stranger.connections() },
          { body: { model: 'gpt-image-2', prompt: request.prompt, n: 1, size }, stranger: 0 },
        );
      });
    });
});

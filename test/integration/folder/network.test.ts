import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors } from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';

const dispatchers = () => [1, 2].map((version) => dispatcherOf(`undici.globalDispatcher.${version}`));

function dispatcherOf(name: string): unknown {
  return (globalThis as unknown as Readonly<Record<symbol, unknown>>)[Symbol.for(name)];
}

suite('The network of the extension host', () => {
  let service: ServiceUnderTest;

  suiteSetup(async () => {
    service = await useImageApi();
  });
  suiteTeardown(async () => {
    await closeEditors();
    await service.stop();
  });

  test('keeps its own dispatcher: a request of ours changes nothing for other extensions', async () => {
    // The built-in fetch makes its dispatcher at its first use.
    await fetch(`${service.api.origin}/api/models`);
    const before = dispatchers();
    const { fetch: fetchBefore } = globalThis;
    await vscode.commands.executeCommand('paperBoat.generateImage', { prompt: 'a quiet request', insert: false });
    const after = dispatchers();
    assert.ok(after.every((dispatcher, index) => dispatcher === before[index]));
    assert.equal(globalThis.fetch, fetchBefore);
  });

  test('can be VS Code’s own by a setting', async () => {
    const restore = await changeSettings({ 'paperBoat.network': 'vscode' });
    try {
      const request = { prompt: 'through the editor', insert: false };
      const uri = await vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);
      assert.match(uri.path, /through-the-editor\.png$/);
    } finally {
      await restore();
    }
  });
});

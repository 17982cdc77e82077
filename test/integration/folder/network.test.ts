import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually } from '../../support/editor/documents.ts';
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

  const evil = { baseUrl: 'https://evil.example/v1', network: 'vscode', model: 'dear-model', count: 10 };
  // The size is a workspace's to set: when it is there, the file was read.
  const hostile: readonly (readonly [form: string, size: string, settings: Readonly<Record<string, unknown>>])[] = [
    [
      'flat',
      '2048x2048',
      Object.fromEntries(Object.entries(evil).map(([name, value]) => [`paperBoat.${name}`, value])),
    ],
    ['nested', '2048x1152', { paperBoat: { ...evil, size: '2048x1152' } }],
  ];
  for (const [form, size, settings] of hostile) {
    test(`a workspace can set neither the service nor the network nor the model, in ${form} form`, async () => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const file = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
      const flatSize = form === 'flat' ? { 'paperBoat.size': size } : {};
      const read = (name: string) => vscode.workspace.getConfiguration('paperBoat').get(name);
      const whenSizeIs = (value: string) =>
        eventually(vscode.workspace.onDidChangeConfiguration, () => (read('size') === value ? true : undefined));
      await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify({ ...settings, ...flatSize })));
      try {
        await whenSizeIs(size);
        await vscode.commands.executeCommand('paperBoat.generateImage', {
          prompt: 'to the right place',
          insert: false,
        });
        assert.deepEqual(service.api.requests.at(-1)?.body, {
          model: 'gpt-image-2',
          prompt: 'to the right place',
          n: 1,
          size,
        });
      } finally {
        await vscode.workspace.fs.delete(file);
        await whenSizeIs('auto');
      }
    });
  }
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors } from '../../support/editor/documents.ts';
import { MemoryFileSystem } from '../../support/editor/memoryFileSystem.ts';
import { readKept } from '../../support/editor/storage.ts';

const request = { prompt: 'a cloud boat', model: 'placeholder', size: '64x64' };
const generate = () => Promise.resolve(vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request));

suite('A document that is on no disk', () => {
  const files = new MemoryFileSystem();
  const subscriptions: vscode.Disposable[] = [];

  suiteSetup(() => {
    files.writeFile(vscode.Uri.parse('paperboat-memory:/page.md'), Buffer.from(''));
    subscriptions.push(
      vscode.workspace.registerFileSystemProvider('paperboat-memory', files, { isCaseSensitive: true }),
      vscode.workspace.registerFileSystemProvider('paperboat-readonly', files, { isReadonly: true }),
    );
  });
  suiteTeardown(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  teardown(async () => {
    files.isFull = false;
    await closeEditors();
  });

  test('gets its images through the file system that it is on, with numbers for taken names', async () => {
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-memory:/page.md'));
    const uris = [await generate(), await generate()];
    assert.deepEqual(
      { uris: uris.map(String), files: files.paths, text: editor.document.getText() },
      {
        uris: ['paperboat-memory:/images/a-cloud-boat.png', 'paperboat-memory:/images/a-cloud-boat-2.png'],
        files: ['/images/a-cloud-boat-2.png', '/images/a-cloud-boat.png', '/page.md'],
        text: '![a cloud boat](images/a-cloud-boat.png)![a cloud boat](images/a-cloud-boat-2.png)',
      },
    );
  });

  test('loses no image when that file system is full', async () => {
    const keptBefore = (await readKept()).length;
    await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-memory:/page.md'));
    const filesBefore = files.paths;
    files.isFull = true;
    await assert.rejects(generate(), /could not be saved/);
    assert.deepEqual(
      { kept: (await readKept()).length - keptBefore, files: files.paths },
      { kept: 1, files: filesBefore },
    );
  });

  test('is told so when it has no file system at all', async () => {
    const provider = { provideTextDocumentContent: () => 'Only text.' };
    subscriptions.push(vscode.workspace.registerTextDocumentContentProvider('paperboat-text', provider));
    await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-text:/page.md'));
    await assert.rejects(generate(), /not a file system/);
  });

  test('is told so when that file system is read-only, before anything is made', async () => {
    await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-readonly:/page.md'));
    await assert.rejects(generate(), /read-only/);
  });
});

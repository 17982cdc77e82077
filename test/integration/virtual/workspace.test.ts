import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, eventually } from '../../support/editor/documents.ts';
import { MemoryFileSystem } from '../../support/editor/memoryFileSystem.ts';

const request = { prompt: 'a cloud boat', model: 'placeholder', size: '64x64' };
const generate = () => vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);

suite('A workspace that is on no disk', () => {
  const files = new MemoryFileSystem();
  let provider: vscode.Disposable;

  suiteSetup(() => {
    files.writeFile(vscode.Uri.parse('paperboat-memory:/page.md'), Buffer.from(''));
    provider = vscode.workspace.registerFileSystemProvider('paperboat-memory', files, { isCaseSensitive: true });
  });
  suiteTeardown(async () => {
    await closeEditors();
    provider.dispose();
  });

  test('gets its images through its own file system, in its folder or beside the document', async () => {
    // An older window takes up the folders of its workspace file after the tests have begun.
    const [folder] = await eventually(
      vscode.workspace.onDidChangeWorkspaceFolders,
      () => vscode.workspace.workspaceFolders,
    );
    assert.equal(folder?.uri.toString(), 'paperboat-memory:/');
    const withoutDocument = await generate();
    const editor = await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-memory:/page.md'));
    const withDocument = await generate();
    assert.deepEqual(
      { uris: [withoutDocument, withDocument].map(String), text: editor.document.getText() },
      {
        uris: ['paperboat-memory:/images/a-cloud-boat.png', 'paperboat-memory:/images/a-cloud-boat-2.png'],
        text: '![a cloud boat](images/a-cloud-boat-2.png)',
      },
    );
  });

  test('has a gallery', async () => {
    await vscode.commands.executeCommand('paperBoat.openGallery');
    await eventually(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('paperBoat.gallery')),
    );
  });
});

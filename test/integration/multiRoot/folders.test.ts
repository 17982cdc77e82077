import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeEditors, removeFolder, writeAndOpen } from '../../support/editor/documents.ts';
import { changeSettings } from '../../support/editor/settings.ts';

suite('A window with two folders', () => {
  const folders = () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);

  teardown(closeEditors);

  test('saves beside the document, inside the folder that the document is in', async () => {
    const [, second = ''] = folders();
    const editor = await writeAndOpen(join(second, 'docs', 'second.md'), '');
    const request = { prompt: 'a ferry', model: 'placeholder', size: '64x64' };
    const uri = await vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);
    assert.deepEqual(
      { path: uri.fsPath, text: editor.document.getText() },
      { path: join(second, 'docs', 'images', 'a-ferry.png'), text: '![a ferry](images/a-ferry.png)' },
    );
    await removeFolder(join(second, 'docs', 'images'));
  });

  test('counts the workspace folder of the document as the one it must not leave', async () => {
    const [first = '', second = ''] = folders();
    const restore = await changeSettings({ 'paperBoat.folder': join(first, 'images') });
    try {
      await writeAndOpen(join(second, 'docs', 'second.md'), '');
      const request = { prompt: 'astray', model: 'placeholder' };
      await assert.rejects(
        Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request)),
        /inside .* only/,
      );
    } finally {
      await restore();
    }
  });

  test('takes the first folder when another extension asks without a document', async () => {
    const [first = ''] = folders();
    const request = { prompt: 'no document', model: 'placeholder', size: '64x64' };
    const uri = await vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);
    assert.equal(uri.fsPath, join(first, 'images', 'no-document.png'));
    await removeFolder(join(first, 'images'));
  });
});

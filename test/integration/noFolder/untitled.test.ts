import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeEditors, writeAndOpen } from '../../support/editor/documents.ts';
import { readKept } from '../../support/editor/storage.ts';

suite('A window without a folder', () => {
  teardown(closeEditors);

  test('makes nothing for another extension that leaves no place for it', async () => {
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: '' }),
    );
    const request = { prompt: 'homeless', model: 'placeholder', size: '48x48' };
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request)),
      /no folder to save the image in/,
    );
    assert.deepEqual(await readKept(), []);
  });

  test('saves beside a file that is open on its own', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paper-boat-single-'));
    try {
      const editor = await writeAndOpen(join(folder, 'single.md'), '');
      const request = { prompt: 'alone', model: 'placeholder', size: '48x48' };
      const uri = await vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request);
      assert.deepEqual(
        {
          path: uri.fsPath,
          text: editor.document.getText(),
          signature: (await readFile(uri.fsPath)).toString('latin1', 1, 4),
        },
        { path: join(folder, 'images', 'alone.png'), text: '![alone](images/alone.png)', signature: 'PNG' },
      );
    } finally {
      await closeEditors();
      await rm(folder, { recursive: true });
    }
  });
});

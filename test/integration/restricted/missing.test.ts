import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';

suite('A document that wants images, in Restricted Mode,', () => {
  teardown(closeEditors);

  test('is offered nothing', async () => {
    const text = '<!-- image: a closed harbour -->\n\nWords.\n\n![A seal](images/seal.png)\n';
    const { document } = await writeAndOpen(workspacePath('wanting.md'), text);
    const place = new vscode.Range(4, 14, 4, 14);
    const [lenses, actions] = await Promise.all([
      vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100),
      vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, place),
    ]);
    const commands = [...lenses, ...actions].map(({ command }) => command?.command ?? '');
    assert.deepEqual(
      commands.filter((command) => command.startsWith('paperBoat.')),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('The extension', () => {
  test('rests until its first command, then has every command of its manifest', async () => {
    const extension = vscode.extensions.getExtension('paperboat.paper-boat');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    await extension.activate();
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const known = await vscode.commands.getCommands(true);
    assert.deepEqual(
      contributes.commands.filter(({ command }) => !known.includes(command)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('Restricted Mode', () => {
  test('generates nothing and says why', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const request = { prompt: 'not here', model: 'placeholder' };
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand('paperBoat.generateImage', request)),
      /Restricted Mode/,
    );
  });
});

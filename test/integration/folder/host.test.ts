import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('the test host', () => {
  test('is the VS Code that the run asked for, with the sample workspace open in a trusted window', () => {
    assert.deepEqual(
      {
        version: vscode.version,
        folders: vscode.workspace.workspaceFolders?.map((folder) => folder.name),
        trusted: vscode.workspace.isTrusted,
      },
      { version: process.env.PAPER_BOAT_VSCODE_VERSION, folders: ['workspace'], trusted: true },
    );
  });
});

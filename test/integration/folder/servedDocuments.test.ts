import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { serveDocument } from '../../../src/missing/servedDocuments.ts';
import { LanguageComments } from '../../../src/workspace/languageComments.ts';
import { closeEditors, removeFolder, workspacePath } from '../../support/editor/documents.ts';

const link = '![Quay](https://placehold.co/600)';
/** Its first link. */
const key = '0 link https://placehold.co/600';
const image = { uri: vscode.Uri.file(workspacePath('images', 'quay.png')), prompt: 'Quay' };

suite('A document that gets its images', () => {
  let comments: LanguageComments;

  setup(() => {
    comments = new LanguageComments();
  });
  teardown(async () => {
    comments.dispose();
    await closeEditors();
    for (const name of ['served.md', 'served.ipynb']) await removeFolder(workspacePath(name));
  });

  const serve = (uri: vscode.Uri, cell: number | undefined, keys: readonly string[]) =>
    serveDocument(
      uri,
      keys.map((each) => ({ ...{ uri, cell, image }, key: each })),
      { comments, snippets: {} },
    );

  test('says so when a place is gone, and links what is there', async () => {
    const path = workspacePath('served.md');
    await writeFile(path, `# Quay\n\n${link}\n`);
    const uri = vscode.Uri.file(path);
    const result = await serve(uri, undefined, [key, '0 link https://placehold.co/900']);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    assert.deepEqual(
      { result, text: document.getText(), nothingLeft: await serve(uri, undefined, [key]) },
      { result: 'gone', text: '# Quay\n\n![Quay](images/quay.png)\n', nothingLeft: 'gone' },
    );
  });

  test('finds the place in a cell that was moved', async () => {
    const path = workspacePath('served.ipynb');
    const cells = ['# Quay', link].map((source) => ({ cell_type: 'markdown', metadata: {}, source: [source] }));
    await writeFile(path, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const uri = vscode.Uri.file(path);
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
    const edit = new vscode.WorkspaceEdit();
    const above = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'New.', 'markdown');
    edit.set(uri, [vscode.NotebookEdit.insertCells(0, [above])]);
    await vscode.workspace.applyEdit(edit);
    const result = await serve(uri, 1, [key]);
    const texts = notebook.getCells().map(({ document }) => document.getText());
    assert.deepEqual({ result, texts }, { result: 'inserted', texts: ['New.', '# Quay', '![Quay](images/quay.png)'] });
    await notebook.save();
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, putCursorIn, removeFolder, workspacePath } from '../../support/editor/documents.ts';

const prompt = 'three herons at low tide';

interface Configuration {
  readonly id: string;
  readonly open: string;
  readonly close: string;
}

/** One comment for each mark that the installed extensions configure, read here without the help of the product. */
async function installedMarks(): Promise<readonly Configuration[]> {
  const found = new Map<string, Configuration>();
  for (const { packageJSON, extensionUri } of vscode.extensions.all) {
    const { contributes } = packageJSON as { contributes?: { languages?: { id: string; configuration?: string }[] } };
    for (const { id, configuration } of contributes?.languages ?? []) {
      if (!configuration) continue;
      const text = Buffer.from(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, configuration)));
      for (const mark of marksIn(text.toString())) found.set(`${id} ${mark.open}`, { id, ...mark });
    }
  }
  return [...found.values()];
}

/** The few lines that matter, without a parser for JSON with comments. */
function marksIn(text: string): readonly { readonly open: string; readonly close: string }[] {
  const unquote = (quoted: string) => JSON.parse(`"${quoted}"`) as string;
  const line = /"lineComment"\s*:\s*(?:\{\s*"comment"\s*:\s*)?"((?:[^"\\]|\\.)+)"/.exec(text)?.[1];
  const block = /"blockComment"\s*:\s*\[\s*"((?:[^"\\]|\\.)+)"\s*,\s*"((?:[^"\\]|\\.)+)"/.exec(text);
  const [, open = '', close = ''] = block ?? [];
  const isPair = open.trim() !== '' && close.trim() !== '';
  return [
    ...(line ? [{ open: unquote(line), close: '' }] : []),
    ...(isPair ? [{ open: unquote(open), close: unquote(close) }] : []),
  ];
}

function documentClosed(document: vscode.TextDocument): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const subscription = vscode.workspace.onDidCloseTextDocument((closed) => {
    if (closed !== document) return;
    subscription.dispose();
    resolve(closed);
  });
  return promise;
}

suite('Every language that is installed', () => {
  teardown(async () => {
    await closeEditors();
    await removeFolder(workspacePath('images'));
  });

  test('gives up its comment as a prompt, and gets a link that leaves the comment as it was', async () => {
    const wrong: string[] = [];
    const marks = await installedMarks();
    const restore = vscode.workspace.getConfiguration('paperBoat');
    await restore.update('model', 'placeholder', vscode.ConfigurationTarget.Global);
    await restore.update('size', '16x16', vscode.ConfigurationTarget.Global);
    for (const { id, open, close } of marks) {
      // Ruby's =begin has a line of its own.
      const gap = /\w$/.test(close) ? '\n' : ' ';
      const comment = `${open.trim()}${gap}TODO image: ${prompt}${gap}${close.trim()}`.trim();
      const document = await vscode.workspace.openTextDocument({ language: id, content: `${comment}\n` });
      const editor = await vscode.window.showTextDocument(document);
      putCursorIn(editor, prompt);
      await vscode.commands.executeCommand('paperBoat.generateFromSelection');
      const text = document.getText();
      if (!text.startsWith(comment) || !/three-herons-at-low-tide(-\d+)?\.png/.test(text.slice(comment.length)))
        wrong.push(`${id} ${open}: ${JSON.stringify(text)}`);
      // The next one gets the same name: it must not find this one's text.
      const closed = documentClosed(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await closed;
    }
    await restore.update('model', undefined, vscode.ConfigurationTarget.Global);
    await restore.update('size', undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual(wrong, []);
    assert.ok(marks.length > 80, `only ${marks.length} marks were tried`);
  }).timeout(120_000);
});

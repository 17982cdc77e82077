import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { promptsIn } from '../../../src/selection.ts';
import { insertImages } from '../../../src/workspace/insertImages.ts';
import { LanguageComments } from '../../../src/workspace/languageComments.ts';
import { Target } from '../../../src/workspace/target.ts';
import { removeFolder, workspacePath } from '../../support/editor/documents.ts';

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

suite('Every language that is installed', () => {
  let comments: LanguageComments;

  setup(async () => {
    comments = new LanguageComments();
    await mkdir(workspacePath('languages'));
  });
  teardown(async () => {
    comments.dispose();
    await removeFolder(workspacePath('languages'));
  });

  test('gives up its comment as a prompt, and gets a link that leaves the comment as it was', async () => {
    const wrong: string[] = [];
    const marks = await installedMarks();
    const image = { uri: vscode.Uri.file(workspacePath('languages', 'herons.png')), prompt };
    for (const [index, { id, open, close }] of marks.entries()) {
      // Ruby's =begin has a line of its own.
      const gap = /\w$/.test(close) ? '\n' : ' ';
      const comment = `${open.trim()}${gap}TODO image: ${prompt}${gap}${close.trim()}`.trim();
      const path = workspacePath('languages', `${index}.txt`);
      await writeFile(path, `${comment}\n`);
      const plain = await vscode.workspace.openTextDocument(path);
      const document = await vscode.languages.setTextDocumentLanguage(plain, id);
      const cursor = document.positionAt(comment.indexOf(prompt));
      const selections = [new vscode.Selection(cursor, cursor)];
      const [found] = promptsIn({ document, selections }, await comments.commentMarksOf(id), 'below');
      if (found) {
        const target = new Target(document, found.place);
        await insertImages([{ target, images: [image] }], { comments, snippets: {} });
        target.dispose();
      }
      const text = document.getText();
      if (found?.prompt !== prompt || !text.startsWith(comment) || !text.slice(comment.length).includes('herons.png'))
        wrong.push(`${id} ${open}: ${found?.prompt} ${JSON.stringify(text)}`);
      await document.save();
    }
    assert.deepEqual(wrong, []);
    assert.ok(marks.length > 80, `only ${marks.length} marks were tried`);
  }).timeout(120_000);
});

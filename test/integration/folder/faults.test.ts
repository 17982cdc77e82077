import assert from 'node:assert/strict';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as vscode from 'vscode';
import { hold } from '../../support/imageApi/faults.ts';
import { closeEditors, eventually, removeFolder, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';
import { readKept } from '../../support/editor/storage.ts';

const generate = (request: Readonly<Record<string, unknown>>) =>
  Promise.resolve(vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request));

const filesIn = (path: string) => readdir(path).catch(() => []);

suite('When things go wrong', () => {
  let service: ServiceUnderTest;

  setup(async () => {
    service = await useImageApi();
  });
  teardown(async () => {
    await closeEditors();
    await removeFolder(workspacePath('images'));
    await service.stop();
  });

  test('cancel ends the connection and leaves neither file nor link', async () => {
    const { behaviour, release } = hold('half');
    service.api.script(behaviour);
    const editor = await writeAndOpen(workspacePath('cancel.md'), 'text\n');
    const generation = generate({ prompt: 'never arrives' });
    const request = await service.api.nextRequest();
    await vscode.commands.executeCommand('paperBoat.cancel');
    await assert.rejects(generation, /Cancelled/);
    assert.deepEqual(
      { seen: await request.ended, files: await filesIn(workspacePath('images')), text: editor.document.getText() },
      { seen: 'closed by client', files: [], text: 'text\n' },
    );
    release();
  });

  test('the link follows the edits that were made while the image was on its way', async () => {
    const { behaviour, release } = hold();
    service.api.script(behaviour);
    const editor = await writeAndOpen(workspacePath('moving.md'), 'one\n\n<!-- image: a tug -->\n');
    editor.selection = new vscode.Selection(2, 8, 2, 8);
    const generation = vscode.commands.executeCommand('paperBoat.generateFromSelection');
    await service.api.nextRequest();
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero\n');
      edit.insert(new vscode.Position(3, 0), 'last\n');
    });
    release();
    await generation;
    assert.equal(editor.document.getText(), 'zero\none\n\n<!-- image: a tug -->\n![a tug](images/a-tug.png)\n\nlast\n');
  });

  test('a document that was closed meanwhile costs no image', async () => {
    const { behaviour, release } = hold();
    service.api.script(behaviour);
    // Opened as a person does: a document that an extension opened stays in memory for minutes.
    await writeFile(workspacePath('closed.md'), '<!-- image: a dinghy -->\n');
    const uri = vscode.Uri.file(workspacePath('closed.md'));
    await vscode.commands.executeCommand('vscode.open', uri);
    const editor = await eventually(vscode.window.onDidChangeActiveTextEditor, () => vscode.window.activeTextEditor);
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    const { document } = editor;
    const generation = vscode.commands.executeCommand('paperBoat.generateFromSelection');
    await service.api.nextRequest();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually(vscode.workspace.onDidCloseTextDocument, () => (document.isClosed ? true : undefined));
    release();
    await generation;
    const text = (await vscode.workspace.fs.readFile(document.uri)).toString();
    assert.deepEqual(
      { files: await filesIn(workspacePath('images')), text },
      { files: ['a-dinghy.png'], text: '<!-- image: a dinghy -->\n' },
    );
  });

  test('a taken name gets a number, also when it differs in case only, and nothing is replaced', async () => {
    await mkdir(workspacePath('images'), { recursive: true });
    await writeFile(workspacePath('images', 'Oar.png'), 'mine');
    const uri = await generate({ prompt: 'oar', insert: false });
    const mine = await vscode.workspace.fs.readFile(vscode.Uri.file(workspacePath('images', 'Oar.png')));
    assert.deepEqual(
      { name: vscode.workspace.asRelativePath(uri), mine: Buffer.from(mine).toString() },
      { name: 'images/oar-2.png', mine: 'mine' },
    );
  });

  const places: readonly (readonly [string, string, RegExp])[] = [
    ['above the workspace', '../elsewhere', /inside .* only/],
    ['anywhere else', '/tmp/paper-boat-elsewhere', /inside .* only/],
    ['with an unknown variable', '${home}/images', /\$\{home\}/],
    ['that is a file', 'notes.md', /a file/],
    ['behind a link out of the workspace', 'escape', /leads out of it/],
  ];
  for (const [what, folder, words] of places) {
    test(`a folder ${what} is refused before anything is sent`, async () => {
      await symlink(tmpdir(), workspacePath('escape')).catch(() => undefined);
      const restore = await changeSettings({ 'paperBoat.folder': folder });
      try {
        await assert.rejects(generate({ prompt: 'nowhere', insert: false }), words);
        assert.deepEqual(service.api.requests, []);
      } finally {
        await restore();
        await removeFolder(workspacePath('escape'));
      }
    });
  }

  test('a folder that becomes unusable while the image is on its way costs no image', async () => {
    const { behaviour, release } = hold();
    service.api.script(behaviour);
    const keptBefore = (await readKept()).length;
    const generation = generate({ prompt: 'a stranded boat', insert: false });
    await service.api.nextRequest();
    await writeFile(workspacePath('images'), 'a file where the folder was to be');
    release();
    await assert.rejects(generation, /could not be saved.*a file/);
    const kept = await readKept();
    assert.deepEqual(
      { kept: kept.length - keptBefore, signature: kept.at(-1)?.subarray(1, 4).toString() },
      { kept: 1, signature: 'PNG' },
    );
  });

  test('the folder setting knows variables and reaches any folder inside the workspace', async () => {
    const restore = await changeSettings({ 'paperBoat.folder': '${documentDirname}/pictures/${documentBasename}' });
    try {
      await writeAndOpen(workspacePath('docs', 'chapter.md'), '');
      const uri = await generate({ prompt: 'a keel' });
      assert.equal(vscode.workspace.asRelativePath(uri), 'docs/pictures/chapter/a-keel.png');
    } finally {
      await restore();
      await removeFolder(workspacePath('docs', 'pictures'));
    }
  });

  test('Markdown goes where its own image paste would', async () => {
    const destinations = { '/docs/**/*': 'assets/${documentBaseName}/' };
    const restore = await changeSettings({ 'markdown.copyFiles.destination': destinations });
    try {
      const editor = await writeAndOpen(workspacePath('docs', 'pasted.md'), '');
      const uri = await generate({ prompt: 'a sail' });
      assert.deepEqual(
        { file: vscode.workspace.asRelativePath(uri), text: editor.document.getText() },
        { file: 'docs/assets/pasted/a-sail.png', text: '![a sail](assets/pasted/a-sail.png)' },
      );
    } finally {
      await restore();
      await removeFolder(workspacePath('docs', 'assets'));
    }
  });
});

import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { FormDraft } from '../../../src/gallery/formDraft.ts';
import { LastEditor } from '../../../src/gallery/lastEditor.ts';
import { HouseStyles } from '../../../src/style/styleFile.ts';
import { closeEditors, removeFolder, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { changeSettings } from '../../support/editor/settings.ts';
import { lastRecipe, readRecipes } from '../../support/editor/storage.ts';

const styleFile = workspacePath('.paper-boat', 'style.md');
const recipeFile = workspacePath('.paper-boat', 'recipes.jsonl');

const run = <T>(command: string, ...given: readonly unknown[]) =>
  Promise.resolve(vscode.commands.executeCommand<T>(command, ...given));
const generate = (request: object) => run<vscode.Uri>('paperBoat.generateImage', { insert: false, ...request });

interface Made {
  readonly file?: string;
  readonly folder?: string;
  readonly words?: string;
  readonly request: Readonly<Record<string, unknown>>;
}

const lastMade = async () => (await lastRecipe()) as unknown as Made;

suite('A house style and a team', () => {
  const restores: (() => Promise<void>)[] = [];

  teardown(async () => {
    for (const restore of restores.splice(0)) await restore();
    await closeEditors();
    for (const name of ['images', '.paper-boat']) await removeFolder(workspacePath(name));
  });

  test('put the style into every prompt, and keep the words of the user for the name and the link', async () => {
    await mkdir(dirname(styleFile), { recursive: true });
    await writeFile(styleFile, '---\nmodel: placeholder\nsize: 128x64\n---\nA woodcut of {prompt}, no text.\n');
    const editor = await writeAndOpen(workspacePath('styled.md'), '');
    const uri = await generate({ prompt: 'a quiet boat', insert: true });
    const { request, words } = await lastMade();
    assert.deepEqual(
      [vscode.workspace.asRelativePath(uri), editor.document.getText(), request.prompt, request.size, words],
      [
        'images/a-quiet-boat.png',
        '![a quiet boat](images/a-quiet-boat.png)',
        'A woodcut of a quiet boat, no text.',
        '128x64',
        'a quiet boat',
      ],
    );
    const asked = await generate({ prompt: 'a small boat', size: '64x64' }).then(lastMade);
    assert.equal(asked.request.size, '64x64');
    await run('paperBoat.toggleStyle', uri);
    const plain = await generate({ prompt: 'a plain boat', model: 'placeholder', size: '64x64' }).then(lastMade);
    await run('paperBoat.toggleStyle', uri);
    const again = await generate({ prompt: 'an inked boat', size: '64x64' }).then(lastMade);
    assert.deepEqual(
      [plain.request.prompt, plain.words, again.request.prompt],
      ['a plain boat', undefined, 'A woodcut of an inked boat, no text.'],
    );
  });

  test('have their style in a form that nobody has touched, before the settings', async () => {
    restores.push(await changeSettings({ 'paperBoat.size': '1024x1024' }));
    await mkdir(dirname(styleFile), { recursive: true });
    await writeFile(styleFile, '---\nsize: 1536x1024\n---\nA woodcut.\n');
    await writeAndOpen(workspacePath('form.md'), '');
    const memory = { keys: () => [], get: <T>(_: string, otherwise?: T) => otherwise, update: () => Promise.resolve() };
    const [lastEditor, styles] = [new LastEditor(), new HouseStyles(memory, () => undefined)];
    const draft = new FormDraft(lastEditor, styles);
    const { size } = (await draft.read()).choices;
    vscode.Disposable.from(lastEditor, styles).dispose();
    assert.equal(size, '');
  });

  test('begin a style that says nothing yet, and never over one that is there', async () => {
    await run('paperBoat.editStyle');
    const opened = vscode.window.activeTextEditor?.document;
    assert.deepEqual([opened?.uri.fsPath, opened?.getText().startsWith('---\n')], [styleFile, true]);
    await generate({ prompt: 'a boat as it is', model: 'placeholder', size: '64x64' });
    assert.equal((await lastMade()).request.prompt, 'a boat as it is');
    await closeEditors();
    await writeFile(styleFile, 'Ours.');
    await run('paperBoat.editStyle');
    assert.equal(await readFile(styleFile, 'utf8'), 'Ours.');
  });

  test('share recipes when the folder says so, on this machine as well', async () => {
    const request = { model: 'placeholder', size: '64x64' };
    await generate({ ...request, prompt: 'a boat of mine' });
    const own = await lastMade();
    restores.push(await changeSettings({ 'paperBoat.recipes': 'workspace' }));
    await generate({ ...request, prompt: 'a boat of ours' });
    const lines = (await readFile(recipeFile, 'utf8')).split('\n');
    const shared = JSON.parse(lines[0] ?? '') as Made;
    const both = await readRecipes();
    assert.deepEqual(
      [own.file, own.folder !== undefined, lines.length, shared.file, shared.folder, shared.request.prompt],
      ['images/a-boat-of-mine.png', true, 2, 'images/a-boat-of-ours.png', undefined, 'a boat of ours'],
    );
    assert.equal((both.at(-1) as unknown as Made).file, shared.file);
  });
});

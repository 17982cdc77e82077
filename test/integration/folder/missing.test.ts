import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  closeEditors,
  eventually,
  openDocument,
  removeFolder,
  workspacePath,
  writeAndOpen,
} from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';
import { asUsual } from '../../support/imageApi/exchange.ts';
import { hold, silence } from '../../support/imageApi/faults.ts';

const folder = 'wanting';
const path = (...segments: readonly string[]) => workspacePath(folder, ...segments);
const imagesIn = async (...segments: readonly string[]) =>
  (await readdir(path(...segments, 'images')).catch(() => [])).sort();

/** The lenses of a document that run a command. */
async function lensesOf({ uri }: vscode.TextDocument, command: string): Promise<readonly vscode.Command[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.flatMap((lens) => (lens.command?.command === command ? [lens.command] : []));
}

const wantsIn = (document: vscode.TextDocument) => lensesOf(document, 'paperBoat.generateWanted');

/**
 * At the first link. VS Code drops what it has asked for when an extension that just wakes up registers quick fixes of its own,
 * and its light bulb asks again, too.
 */
async function quickFix({ uri }: vscode.TextDocument, title: string): Promise<vscode.Command> {
  const range = new vscode.Range(0, 20, 0, 20);
  for (;;) {
    const find = 'vscode.executeCodeActionProvider';
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(find, uri, range);
    const found = actions.find((action) => action.title === title)?.command;
    if (found) return found;
  }
}

/** What a command says at its end waits for somebody to read it. */
function press({ command, arguments: given = [] }: vscode.Command): void {
  void vscode.commands.executeCommand(command, ...(given as readonly unknown[]));
}

/** The list of what a document or a folder wants, all of it checked, and its button. */
async function listAndGenerate(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('paperBoat.generateMissing', uri);
  await vscode.commands.executeCommand('paperBoat.missing.generate');
}

const whenText = (document: vscode.TextDocument, isSo: (text: string) => boolean) =>
  eventually(vscode.workspace.onDidChangeTextDocument, () => (isSo(document.getText()) ? true : undefined));

suite('A document that wants images', () => {
  let service: ServiceUnderTest;

  setup(async () => {
    service = await useImageApi();
    await mkdir(path(), { recursive: true });
  });
  teardown(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeEditors();
    await removeFolder(path());
    await service.stop();
  });

  test('gets what a lens above a comment promises, in one undo step', async () => {
    const text = 'one\n\n<!-- image: a grey seal -->\n\ntwo\n';
    const { document } = await writeAndOpen(path('seal.md'), text);
    const [lens] = await wantsIn(document);
    assert.ok(lens);
    press(lens);
    await whenText(document, (now) => now !== text);
    const linked = document.getText();
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(
      { linked, undone: document.getText(), images: await imagesIn() },
      {
        linked: text.replace('-->', '-->\n![a grey seal](images/a-grey-seal.png)'),
        undone: text,
        images: ['a-grey-seal.png'],
      },
    );
  });

  test('offers to make an image again that no watcher told of', async () => {
    const restore = await changeSettings({ 'files.watcherExclude': { '**/images/**': true } });
    try {
      const text = '<!-- image: a hidden cove -->\n\ntwo\n';
      const { document } = await writeAndOpen(path('cove.md'), text);
      await wantsIn(document);
      const [lens] = await wantsIn(document);
      assert.ok(lens);
      press(lens);
      await whenText(document, (now) => now !== text);
      assert.equal((await lensesOf(document, 'paperBoat.regenerate')).length, 1);
    } finally {
      await restore();
    }
  });

  test('keeps an edit that is made while its image is drawn, and has the link below the comment', async () => {
    const { behaviour, release } = hold();
    service.api.script(behaviour);
    const text = 'one\n\n<!-- image: a slow ferry -->\n\ntwo\n';
    const editor = await writeAndOpen(path('ferry.md'), text);
    const [lens] = await wantsIn(editor.document);
    assert.ok(lens);
    press(lens);
    await service.api.nextRequest();
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'zero\n\n<!-- image: another ferry -->\n\n');
      edit.insert(new vscode.Position(4, 3), ' and more');
    });
    const edited = editor.document.getText();
    release();
    await whenText(editor.document, (now) => now !== edited);
    assert.equal(
      editor.document.getText(),
      edited.replace('slow ferry -->', 'slow ferry -->\n![a slow ferry](images/a-slow-ferry.png)'),
    );
  });

  test('that is away when its image comes only gets the link at the next run', async () => {
    const { behaviour, release } = hold();
    service.api.script(behaviour);
    const text = `<!-- image: a locked gate {file=${folder}/images/gate.png} -->\n\ntwo\n`;
    await writeFile(path('gate.md'), text);
    const run = listAndGenerate(vscode.Uri.file(path('gate.md')));
    await service.api.nextRequest();
    await rm(path('gate.md'));
    release();
    await run;
    const meanwhile = await imagesIn();
    await writeFile(path('gate.md'), text);
    await listAndGenerate(vscode.Uri.file(path('gate.md')));
    const { document } = await openDocument(path('gate.md'));
    assert.deepEqual(
      { meanwhile, text: document.getText(), images: await imagesIn(), requests: service.api.requests.length },
      {
        meanwhile: ['gate.png'],
        text: text.replace('-->', '-->\n![a locked gate](images/gate.png)'),
        images: ['gate.png'],
        requests: 1,
      },
    );
  });

  test('has a quick fix at a link whose image is missing, which makes the file that it names', async () => {
    const text = '![Two herons](pictures/heron.png)\n';
    const { document } = await writeAndOpen(path('heron.md'), text);
    const isTold = () =>
      vscode.languages.getDiagnostics(document.uri).some(({ source }) => source === 'Paper Boat') || undefined;
    await eventually(vscode.languages.onDidChangeDiagnostics, isTold);
    press(await quickFix(document, 'Generate “Two herons”'));
    // No watcher tells of a file in a folder that is just being made; the hint that goes away does.
    const isMade = () => (existsSync(path('pictures', 'heron.png')) && !isTold()) || undefined;
    await eventually(vscode.languages.onDidChangeDiagnostics, isMade);
    assert.deepEqual({ text: document.getText(), isDirty: document.isDirty }, { text, isDirty: false });
  });
});

suite('A document that wants images of the placeholder', () => {
  teardown(async () => {
    await closeEditors();
    await removeFolder(path());
  });

  test('gets a JPEG where it names one, and follows the name where it names what cannot be drawn', async () => {
    const restore = await changeSettings({ 'paperBoat.model': 'placeholder' });
    try {
      await mkdir(path(), { recursive: true });
      const text = '![A quay](images/quay.jpg)\n\n![A regatta](images/regatta.webp)\n';
      const { document } = await writeAndOpen(path('quay.md'), text);
      const followed = text.replace('.webp', '.png');
      const isServed = whenText(document, (now) => now === followed);
      await listAndGenerate(document.uri);
      await isServed;
      const starts = await Promise.all(
        (await imagesIn()).map(async (name) => [name, (await readFile(path('images', name))).toString('latin1', 0, 4)]),
      );
      assert.deepEqual(starts, [
        ['quay.jpg', '\xff\xd8\xff\xe0'],
        ['regatta.png', '\x89PNG'],
      ]);
    } finally {
      await restore();
    }
  });
});

suite('A folder that wants 200 images', () => {
  const documents = 20;
  const names = Array.from({ length: documents }, (_, index) => `part-${index}.md`);

  /** Five comments and five links. */
  const textOf = (name: string): string =>
    Array.from({ length: 5 }, (_, index) => {
      const comment = `<!-- image: the comment ${index} of ${name} -->`;
      return `${comment}\n\nWords.\n\n![The link ${index} of ${name}](images/${name}-${index}.png)\n`;
    }).join('\n');

  const promptOf = ({ body }: { readonly body: unknown }) => (body as { readonly prompt: string }).prompt;

  teardown(async () => {
    await vscode.workspace.saveAll();
    await closeEditors();
    await removeFolder(path());
  });

  test('has them all after a run that was cancelled and a second one, none of them twice', async () => {
    let arrived = 0;
    const cancelledAt = 60;
    const service = await useImageApi({
      usually: (exchange) => {
        arrived++;
        if (arrived < cancelledAt) return asUsual(exchange);
        if (arrived > cancelledAt) return silence('nothing')(exchange);
        void vscode.commands.executeCommand('paperBoat.missing.cancelAll');
      },
    });
    await mkdir(path(), { recursive: true });
    for (const name of names) await writeFile(path(name), textOf(name));
    await listAndGenerate(vscode.Uri.file(path()));
    await vscode.workspace.saveAll();
    const first = await imagesIn();
    const prompts = service.api.requests.map(promptOf);
    const atFirst = new Set(prompts);
    await service.stop();

    const second = await useImageApi();
    await listAndGenerate(vscode.Uri.file(path()));
    await vscode.workspace.saveAll();
    const asked = second.api.requests.map(promptOf);
    const wanted = await Promise.all(
      names.map(async (name) => wantsIn(await vscode.workspace.openTextDocument(path(name)))),
    );
    await second.stop();
    const images = await imagesIn();
    assert.deepEqual(
      {
        isCut: first.length > 0 && first.length < cancelledAt && atFirst.size === prompts.length,
        images: images.length,
        asked: [asked.length, new Set(asked).size],
        wanted: wanted.flat().length,
        twice: images.filter((name) => name.endsWith('-2.png') && !/part-\d+\.md-2\.png$/.test(name)),
      },
      { isCut: true, images: 200, asked: [200 - first.length, 200 - first.length], wanted: 0, twice: [] },
    );
  }).timeout(300_000);
});

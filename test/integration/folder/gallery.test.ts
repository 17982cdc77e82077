import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DocumentUses } from '../../../src/gallery/documentUses.ts';
import { dragType, DropImages } from '../../../src/gallery/dropImages.ts';
import { EditorTree } from '../../../src/gallery/editorTree.ts';
import { readGallerySettings } from '../../../src/gallery/gallerySettings.ts';
import { libraryRoots } from '../../../src/gallery/libraryRoots.ts';
import type { GalleryImage } from '../../../src/gallery/protocol.ts';
import { LanguageComments } from '../../../src/workspace/languageComments.ts';
import { closeEditors, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { changeSettings } from '../../support/editor/settings.ts';

const image: GalleryImage = {
  ...{ id: 'boat', root: 0, path: 'shared/boat one.png', bytes: 9, modifiedAt: 0, type: 'png' },
  ...{ isFavourite: false, uses: 0, alt: '', recipe: { prompt: 'A "paper" boat.', model: 'placeholder' } },
};

suite('The gallery', () => {
  const comments = new LanguageComments();
  const uri = (path: string) => vscode.Uri.file(workspacePath(path));

  suiteSetup(() => mkdir(workspacePath('shared'), { recursive: true }));
  suiteTeardown(async () => {
    await closeEditors();
    comments.dispose();
    await rm(workspacePath('shared'), { recursive: true });
  });

  test('is one panel, however often it is opened', async () => {
    await vscode.commands.executeCommand('paperBoat.openGallery');
    await vscode.commands.executeCommand('paperBoat.openGallery');
    await vscode.commands.executeCommand('paperBoat.showInGallery', uri('shared'));
    const panels = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('paperBoat.gallery'));
    assert.equal(panels.length, 1);
  });

  const drops: readonly (readonly [string, string, string])[] = [
    ['drop.md', 'Look: ', '![A "paper" boat](boat%20one.png)'],
    ['drop.html', '<p>', '<img src="boat%20one.png" alt="A &quot;paper&quot; boat">'],
    ['drop.tsx', 'const a = <p>', '<img src="boat%20one.png" alt="A &quot;paper&quot; boat" />'],
    ['drop.css', 'a {\n  ', 'background-image: url("boat%20one.png");'],
  ];
  for (const [name, text, link] of drops)
    test(`an image that is dropped into ${name} becomes a link in its language`, async () => {
      const { document } = await writeAndOpen(workspacePath('shared', name), text);
      const filesOf = (ids: readonly string[]) => (ids.includes('boat') ? [{ image, uri: uri(image.path) }] : []);
      const transfer = new vscode.DataTransfer();
      transfer.set(dragType, new vscode.DataTransferItem(JSON.stringify(['boat', 7, 'stranger'])));
      const edit = await new DropImages({ filesOf, comments }).provideDocumentDropEdits(
        document,
        document.positionAt(text.length),
        transfer,
      );
      assert.equal(edit?.insertText, link);
    });

  test('takes no drag of a stranger', async () => {
    const { document } = await writeAndOpen(workspacePath('shared', 'drop.md'), 'x');
    const provider = new DropImages({ filesOf: () => [], comments });
    for (const data of ['', 'no JSON', '{"path":"/etc/passwd"}', '["stranger"]']) {
      const transfer = new vscode.DataTransfer();
      transfer.set(dragType, new vscode.DataTransferItem(data));
      assert.equal(await provider.provideDocumentDropEdits(document, new vscode.Position(0, 0), transfer), undefined);
    }
  });

  test('knows which documents use an image, by what is on disk, and finds the links in unsaved text too', async () => {
    const log = { error: () => undefined };
    const images = new Set<string>();
    const uses = new DocumentUses({
      ...{ roots: libraryRoots(), log, onChange: () => undefined },
      isImage: (path) => images.has(path),
    });
    await writeFile(workspacePath('shared', 'one.md'), 'a\n\n![One](boat%20one.png)\n');
    await writeFile(workspacePath('shared', 'two.html'), '<img alt="Two" src="/shared/boat one.png">');
    const documents = ['shared/one.md', 'shared/two.html'].map((path) => ({ root: 0, path, bytes: 50 }));
    await uses.read(documents);
    const before = uses.usesOf(uri(image.path)).length;
    images.add(uri(image.path).path);
    await uses.imagesChanged([uri(image.path).path]);
    const editor = await writeAndOpen(workspacePath('shared', 'three.md'), 'nothing yet\n');
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(1, 0), '![Three](./boat%20one.png)\n');
    });
    const links = await uses.linksTo(uri(image.path));
    uses.dispose();
    assert.deepEqual(
      {
        before,
        uses: uses.usesOf(uri(image.path)).map(({ label, alt }) => [label, alt]),
        written: links.map(({ written }) => written).sort(),
      },
      {
        before: 0,
        uses: [
          ['shared/one.md:3', 'One'],
          ['shared/two.html:1', 'Two'],
        ],
        written: ['./boat%20one.png', '/shared/boat one.png', 'boat%20one.png'],
      },
    );
  });

  test('reads its globs from settings that may hold anything', async () => {
    const restore = await changeSettings({
      'paperBoat.gallery.include': ['**/*.png', 7, '', 'x'.repeat(301)],
      'paperBoat.gallery.exclude': ['drafts'],
      'files.exclude': { '**/.git': true, '**/shown': false, '**/hidden': true },
    });
    try {
      const { include, exclude } = readGallerySettings(uri('.'));
      assert.deepEqual(
        { include, exclude: ['drafts', '**/hidden', '**/shown'].map((glob) => exclude.includes(glob)) },
        { include: ['**/*.png'], exclude: [true, true, false] },
      );
    } finally {
      await restore();
    }
  });

  test('walks every file system that VS Code knows', async () => {
    await writeFile(workspacePath('shared', 'tree.txt'), 'four');
    const tree = new EditorTree(uri('.'));
    const listed = await tree.list(uri('shared').path);
    const stat = await tree.stat(uri('shared/tree.txt').path);
    assert.deepEqual(
      {
        listed: listed.filter(({ name }) => name === 'tree.txt'),
        stat: [stat?.kind, stat?.bytes],
        gone: await tree.stat(uri('shared/gone').path),
        text: new TextDecoder().decode(await tree.read(uri('shared/tree.txt').path)),
      },
      { listed: [{ name: 'tree.txt', kind: 'file' }], stat: ['file', 4], gone: undefined, text: 'four' },
    );
  });

  test('tells what changed in its documents once, and nothing when nothing did', async () => {
    const log = { error: () => undefined };
    const told: number[] = [];
    const boat = uri(image.path);
    const uses: DocumentUses = new DocumentUses({
      ...{ roots: libraryRoots(), log, isImage: (path) => path === boat.path },
      onChange: () => told.push(uses.usesOf(boat).length),
    });
    const names = ['four.md', 'five.md', 'six.md'];
    for (const name of names) await writeFile(workspacePath('shared', name), '![](boat%20one.png)\n');
    await writeFile(workspacePath('shared', 'none.md'), 'other.png\n');
    const documents = [...names, 'none.md'].map((name) => ({ root: 0, path: `shared/${name}`, bytes: 20 }));
    await Promise.all([uses.read(documents.slice(0, 2)), uses.read(documents.slice(2))]);
    uses.forget(() => false);
    await uses.imagesChanged(Array.from({ length: 10_000 }, (_, index) => `/nowhere/${index}.png`));
    await uses.imagesChanged(['/nowhere/other.png']);
    uses.forget(({ path }) => path.endsWith('/five.md'));
    await uses.read(documents.slice(0, 1));
    uses.dispose();
    assert.deepEqual(told, [3, 2]);
  });
});

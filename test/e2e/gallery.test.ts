import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { copyWorkspace, sampleWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import type { Theme } from '../support/workbench/theme.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const twoThemes: readonly (readonly [string, Theme])[] = [
  ['dark', 'Default Dark Modern'],
  ['light', 'Default Light Modern'],
];

suite('The gallery, without a key', () => {
  let copy: WorkspaceCopy;
  let workbench: Workbench;
  let gallery: GalleryPage;
  const path = (...segments: readonly string[]) => join(copy.workspaces[0] ?? '', ...segments);

  const boat = 'a-paper-boat-floating-on-calm-water-at-sunrise.png';

  const whenDirty = (name: string): Promise<void> =>
    workbench.page.locator(`.tab.dirty[data-resource-name=${JSON.stringify(name)}]`).waitFor();

  const picture = async (name: string): Promise<void> => {
    for (const [label, theme] of twoThemes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(screenshotPath(`gallery-${name}-${label}`));
    }
  };

  before(async () => {
    copy = await copyWorkspace('workspace');
    const [workspace = ''] = copy.workspaces;
    workbench = await openWorkbench({ workspace, vsix });
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
  });

  test('opens beside the document, with a way to begin', async () => {
    await workbench.openFile('docs/guide.md');
    await workbench.selectText('The second one sails.');
    gallery = await GalleryPage.open(workbench);
    await gallery.button('Try the Placeholder').waitFor();
    await picture('empty');
    await gallery.button('Try the Placeholder').click();
    await gallery.button('Generate').and(gallery.page.locator(':enabled')).waitFor();
    assert.equal(await gallery.prompt.inputValue(), 'A paper boat floating on calm water at sunrise.');
  });

  test('makes a picture of the prompt, beside the document', async () => {
    await gallery.prompt.press('Control+Enter');
    await gallery.whenPictured(boat);
    await picture('first');
    assert.deepEqual(
      { files: await readdir(path('docs', 'images')), prompt: await gallery.prompt.inputValue() },
      { files: [boat], prompt: '' },
    );
  });

  test('inserts it where the cursor was, as one undo step', async () => {
    await gallery.cell('a-paper-boat').dblclick();
    await whenDirty('guide.md');
    const inserted = await workbench.savedText('docs/guide.md');
    await workbench.screenshot(screenshotPath('gallery-inserted'));
    await workbench.undo();
    const undone = await workbench.savedText('docs/guide.md');
    const link = `![A paper boat floating on calm water at sunrise](images/${boat})`;
    assert.deepEqual(
      {
        inserted: inserted.includes(link),
        undone: undone.includes('images/'),
        file: await readdir(path('docs', 'images')),
      },
      { inserted: true, undone: false, file: [boat] },
    );
  });

  test('inserts it into JSX with the syntax of JSX', async () => {
    await workbench.openFile('site/src/Harbour.tsx');
    await workbench.selectText('<h1>Harbour</h1>');
    await workbench.page.keyboard.press('ArrowRight');
    await gallery.cell(boat).click();
    await gallery.details.getByRole('button', { name: 'Insert', exact: true }).click();
    await whenDirty('Harbour.tsx');
    const text = await workbench.savedText('site/src/Harbour.tsx');
    await picture('jsx');
    await gallery.button('Close details').click();
    await workbench.undo();
    assert.deepEqual(
      { link: /<img [^>]*>/.exec(text)?.[0], undone: await workbench.savedText('site/src/Harbour.tsx') },
      {
        link: `<img src="../../docs/images/${boat}" alt="A paper boat floating on calm water at sunrise" width={1024} height={1024} />`,
        undone: await readFile(join(sampleWorkspace, 'site/src/Harbour.tsx'), 'utf8'),
      },
    );
  });

  test('shows a file that was added by hand, moved and deleted, with the history of its bytes', async () => {
    await copyFile(path('docs', 'images', boat), path('docs', 'copy.png'));
    await gallery.cell('copy.png').waitFor();
    const label = await gallery.cell('copy.png').getAttribute('aria-label');
    await rename(path('docs', 'copy.png'), path('code', 'moved.png'));
    await gallery.cell('moved.png').waitFor();
    await gallery.cell('copy.png').waitFor({ state: 'detached' });
    await picture('by-hand');
    await rm(path('code', 'moved.png'));
    await gallery.cell('moved.png').waitFor({ state: 'detached' });
    assert.match(label ?? '', /^copy\.png, A paper boat floating on calm water at sunrise\./);
  });

  test('renames a file; the links in documents follow, and one undo takes all of it back', async () => {
    await writeFile(path('notes.md'), `# Notes\n\n![One](docs/images/${boat})\n`);
    await writeFile(path('site', 'page.html'), `<img src="../docs/images/${boat}" alt="Two">\n`);
    await workbench.openFile('notes.md');
    await gallery.page.getByText('notes.md:3').or(gallery.cell(boat)).first().waitFor();
    await gallery.pickFromMenu(boat, 'Rename…');
    await workbench.quickInput.widget.filter({ hasText: 'Links that follow: 2.' }).waitFor();
    await workbench.screenshot(screenshotPath('gallery-rename'));
    await workbench.typeInInputBox('sunrise boat');
    await gallery.cell('sunrise boat.png').waitFor();
    const texts = () => Promise.all(['notes.md', 'site/page.html'].map((name) => readFile(path(name), 'utf8')));
    assert.deepEqual(
      { files: await readdir(path('docs', 'images')), texts: await texts() },
      {
        files: ['sunrise boat.png'],
        texts: [
          '# Notes\n\n![One](docs/images/sunrise%20boat.png)\n',
          '<img src="../docs/images/sunrise%20boat.png" alt="Two">\n',
        ],
      },
    );
    await workbench.page.locator('.tab[data-resource-name="notes.md"]').click();
    await workbench.undo();
    await workbench.screenshot(screenshotPath('gallery-rename-undo'));
  });
});

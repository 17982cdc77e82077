import assert from 'node:assert/strict';
import { copyFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { copyWorkspace, sampleWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { accessibilityFindings } from '../support/workbench/accessibility.ts';
import { becoming } from '../support/workbench/becoming.ts';
import { changed } from '../support/workbench/changed.ts';
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

  /** Back to the documents: a file that is opened from the panel's group would hide the panel. */
  const toTab = async (name: string): Promise<void> => {
    const tab = `.tab[data-resource-name=${JSON.stringify(name)}]`;
    await workbench.page.locator(tab).click();
    await workbench.page.locator(`.editor-group-container.active ${tab}.active`).waitFor();
  };

  const whenDirty = (name: string): Promise<void> =>
    workbench.page.locator(`.tab.dirty[data-resource-name=${JSON.stringify(name)}]`).waitFor();

  /** The gallery has seen the links of two documents. */
  const whenUsedInBoth = async (): Promise<void> => {
    await gallery.cell(boat).click();
    for (const use of ['notes.md:3', 'site/page.html:1']) await gallery.details.getByText(use).waitFor();
    await gallery.button('Close details').click();
  };

  /** By the gallery itself: VS Code swallows what it sees of a file that comes and goes within a moment. */
  const remove = async (name: string): Promise<void> => {
    await gallery.pickFromMenu(name, 'Delete');
    await workbench.clickDialogButton('Delete');
    await gallery.cell(name).waitFor({ state: 'detached' });
  };

  /** In two themes; answers what axe finds in them. */
  const picture = async (name: string): Promise<readonly string[]> => {
    const findings: string[] = [];
    for (const [label, theme] of twoThemes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(screenshotPath(`gallery-${name}-${label}`));
      findings.push(...(await accessibilityFindings(await gallery.frame())));
    }
    return findings;
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
    const findings = await picture('empty');
    await gallery.button('Try the Placeholder').click();
    await gallery.button('Generate').and(gallery.page.locator(':enabled')).waitFor();
    assert.deepEqual(
      { findings, prompt: await gallery.prompt.inputValue() },
      { findings: [], prompt: 'A paper boat floating on calm water at sunrise.' },
    );
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
    await toTab('guide.md');
    await workbench.openFile('site/src/Harbour.tsx');
    await workbench.selectText('<h1>Harbour</h1>');
    await workbench.page.keyboard.press('ArrowRight');
    await gallery.cell(boat).click();
    // By key: a notification of VS Code's own may lie over the button.
    await gallery.details.getByRole('button', { name: 'Insert', exact: true }).press('Enter');
    await whenDirty('Harbour.tsx');
    const text = await workbench.savedText('site/src/Harbour.tsx');
    await picture('jsx');
    await toTab('Harbour.tsx');
    await workbench.undo();
    assert.deepEqual(
      { link: /<img [^>]*>/.exec(text)?.[0], undone: await workbench.savedText('site/src/Harbour.tsx') },
      {
        link: `<img src="../../docs/images/${boat}" alt="A paper boat floating on calm water at sunrise" width={1024} height={1024} />`,
        undone: await readFile(join(sampleWorkspace, 'site/src/Harbour.tsx'), 'utf8'),
      },
    );
    await gallery.button('Close details').click();
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

  test('copies Markdown, path, prompt and picture', async () => {
    const clipboard = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    const copied: Record<string, string> = {};
    await toTab('guide.md');
    for (const entry of ['Copy Markdown', 'Copy Path', 'Copy Prompt']) {
      const before = await clipboard();
      await gallery.pickFromMenu(boat, entry);
      copied[entry] = await changed(clipboard, before);
    }
    await gallery.pickFromMenu(boat, 'Copy Image');
    const kinds = () =>
      workbench.page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types).join());
    const kind = await changed(kinds, 'text/plain');
    assert.deepEqual(
      { ...copied, kind },
      {
        'Copy Markdown': `![A paper boat floating on calm water at sunrise](images/${boat})`,
        'Copy Path': path('docs', 'images', boat),
        'Copy Prompt': 'A paper boat floating on calm water at sunrise.',
        kind: 'image/png',
      },
    );
  });

  test('makes the same again, and knows where it came from', async () => {
    await toTab('guide.md');
    await gallery.pickFromMenu(boat, 'Generate Again');
    const again = boat.replace('.png', '-2.png');
    await gallery.whenPictured(again);
    await remove(again);
    await gallery.pickFromMenu(boat, 'Use Prompt');
    const prompt = await changed(() => gallery.prompt.inputValue(), '');
    await gallery.prompt.fill('The same at night');
    await gallery.button('Generate').click();
    await gallery.whenPictured('the-same-at-night.png');
    await gallery.cell('the-same-at-night.png').press('Enter');
    await gallery.details.getByRole('button', { name: boat }).waitFor();
    await picture('lineage');
    await gallery.button('Close details').click();
    await remove('the-same-at-night.png');
    assert.equal(prompt, 'A paper boat floating on calm water at sunrise.');
  });

  test('renames a file; the links in documents follow, and one undo takes all of it back', async () => {
    await writeFile(path('notes.md'), `# Notes\n\n![One](docs/images/${boat})\n`);
    await writeFile(path('site', 'page.html'), `<img src="../docs/images/${boat}" alt="Two">\n`);
    await toTab('guide.md');
    await workbench.openFile('notes.md');
    await whenUsedInBoth();
    await gallery.pickFromMenu(boat, 'Rename…');
    await workbench.quickInput.widget.filter({ hasText: 'Links that follow: 2.' }).waitFor();
    await workbench.screenshot(screenshotPath('gallery-rename'));
    await workbench.typeInInputBox('sunrise boat');
    await gallery.cell('sunrise boat.png').waitFor();
    const onDisk = async () => ({
      files: await readdir(path('docs', 'images')),
      texts: await Promise.all(['notes.md', 'site/page.html'].map((name) => readFile(path(name), 'utf8'))),
    });
    const renamed = {
      files: ['sunrise boat.png'],
      texts: [
        '# Notes\n\n![One](docs/images/sunrise%20boat.png)\n',
        '<img src="../docs/images/sunrise%20boat.png" alt="Two">\n',
      ],
    };
    // VS Code renames first, and saves the documents after it.
    assert.deepEqual(await becoming(onDisk, renamed), renamed);
    await toTab('notes.md');
    await workbench.undo();
    await gallery.cell(boat).waitFor();
    for (const name of ['notes.md', 'page.html']) await whenDirty(name);
    await workbench.runCommand('File: Save All Files');
    await workbench.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    assert.deepEqual(await onDisk(), {
      files: [boat],
      texts: [`# Notes\n\n![One](docs/images/${boat})\n`, `<img src="../docs/images/${boat}" alt="Two">\n`],
    });
  });

  test('warns before it deletes what is used', async () => {
    await whenUsedInBoth();
    await gallery.pickFromMenu(boat, 'Delete');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    await workbench.screenshot(screenshotPath('gallery-delete'));
    const words = await dialog.innerText();
    await workbench.clickDialogButton('Delete');
    await gallery.cell(boat).waitFor({ state: 'detached' });
    assert.deepEqual(
      {
        files: await readdir(path('docs', 'images')),
        warned: ['notes.md:3', 'site/page.html:1'].map((use) => words.includes(use)),
      },
      { files: [], warned: [true, true] },
    );
  });

  test('is worked by the keyboard alone', async () => {
    for (const name of ['one', 'two', 'three']) await gallery.generate(name);
    for (const name of ['one', 'two', 'three']) await gallery.whenPictured(`${name}.png`);
    const { keyboard } = workbench.page;
    await gallery.cell('one.png').focus();
    await keyboard.press('Control+Home');
    await keyboard.press('Space');
    await keyboard.press('ArrowRight');
    await keyboard.press('Space');
    const selected = await gallery.page.locator('[role=gridcell][aria-selected=true]').count();
    await keyboard.press('Enter');
    await gallery.details.waitFor();
    await picture('keyboard-details');
    await gallery.button('Close details').focus();
    await keyboard.press('Escape');
    await gallery.details.waitFor({ state: 'hidden' });
    await picture('keyboard-selected');
    await gallery.cell('one.png').focus();
    await keyboard.press('F2');
    await workbench.typeInInputBox('renamed', 'No document links to it');
    await gallery.cell('renamed.png').waitFor();
    assert.equal(selected, 2);
  });

  test('stands as it was after a reload: prompt, search, selection', async () => {
    await gallery.prompt.fill('half a thought');
    await gallery.search.fill('two');
    await gallery.cell('renamed.png').waitFor({ state: 'detached' });
    await gallery.cell('two.png').click();
    await gallery.details.waitFor();
    await gallery.prompt.focus();
    await workbench.reload();
    await gallery.whenListed();
    await gallery.whenPictured('two.png');
    await gallery.details.waitFor();
    await picture('restored');
    assert.deepEqual(
      {
        prompt: await gallery.prompt.inputValue(),
        search: await gallery.search.inputValue(),
        names: await gallery.names(),
        details: await gallery.details.isVisible(),
      },
      { prompt: 'half a thought', search: 'two', names: ['two.png'], details: true },
    );
  });

  test('an image is dragged into a document and becomes a link there', async () => {
    await gallery.button('Close details').click();
    await toTab('Harbour.tsx');
    await workbench.selectText('<h1>Harbour</h1>');
    const line = workbench.editor.locator('.view-line', { hasText: '</main>' });
    const { mouse, keyboard } = workbench.page;
    const middleOf = async (place: Locator): Promise<readonly [number, number]> => {
      const { x, y, width, height } = (await place.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      return [x + width / 2, y + height / 2];
    };
    await mouse.move(...(await middleOf(gallery.cell('two.png'))));
    await mouse.down();
    const [x, y] = await middleOf(line);
    await keyboard.down('Shift');
    for (const step of [200, 100, 20, 0]) await mouse.move(x + step, y);
    await workbench.screenshot(screenshotPath('gallery-drag'));
    await mouse.up();
    await keyboard.up('Shift');
    await whenDirty('Harbour.tsx');
    await picture('dragged');
    assert.match(
      await workbench.savedText('site/src/Harbour.tsx'),
      /<img src="\.\.\/\.\.\/images\/two\.png" alt="two"/,
    );
  });
});

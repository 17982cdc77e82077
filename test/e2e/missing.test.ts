import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { after, afterEach, before, suite, test } from 'node:test';
import { accessibilityFindings } from '../support/workbench/accessibility.ts';
import { becoming } from '../support/workbench/becoming.ts';
import { changed } from '../support/workbench/changed.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { missingWorkspace, type MissingWorkspace } from '../support/workbench/missingWorkspace.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import type { Theme } from '../support/workbench/theme.ts';
import { vsix } from '../support/workbench/vsix.ts';
import { WantingDocument } from '../support/workbench/wantingDocument.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const threeThemes: readonly (readonly [string, Theme])[] = [
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['light', 'Default Light Modern'],
];

const boat = 'a-paper-boat-at-the-quay.png';
const guide = `# Harbour guide

The quay is quiet in the morning.

<!-- image: a paper boat at the quay -->

At night a lantern is lit.

![A lantern on the pier](images/lantern.png)
`;
const tour = `# Tour

![Low tide at dawn](images/tide.png)

![Gulls over the harbour](images/gulls.png)
`;

/** As the command “Go to Line/Column” takes it. */
function positionIn(document: string, text: string): string {
  const before = document.slice(0, document.indexOf(text)).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

suite('A document that wants images', () => {
  let workspace: MissingWorkspace;
  let workbench: Workbench;
  let wanting: WantingDocument;
  let first: Buffer;

  const images = async () => (await readdir(workspace.path('docs', 'images')).catch(() => [])).sort();

  const pictures = async (name: string): Promise<void> => {
    for (const [label, theme] of threeThemes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(screenshotPath(`missing-${name}-${label}`));
    }
  };

  before(async () => {
    workspace = await missingWorkspace({ 'docs/guide.md': guide, 'docs/tour.md': tour });
    const settings = { 'paperBoat.model': 'placeholder' };
    workbench = await openWorkbench({ workspace: workspace.folder, vsix, settings });
    wanting = new WantingDocument(workbench);
  });
  after(async () => {
    await workbench.close();
    await workspace.remove();
  });
  afterEach(() => workbench.runCommand('Notifications: Clear All Notifications'));

  test('offers to generate each, above its place', async () => {
    await workbench.openFile('docs/guide.md');
    await wanting.lens('Edit prompt').nth(1).waitFor();
    await pictures('lenses');
    const expected = ['Generate · Edit prompt', 'Generate · Edit prompt'];
    assert.deepEqual(await becoming(() => wanting.lenses(), expected), expected);
  });

  test('gets the link below the comment as one undo step, and offers to make it again', async () => {
    await wanting.lens('Generate').first().click();
    await workbench.waitForNotification('Saved docs/images/a-paper-boat-at-the-quay.png.');
    await wanting.lens('Regenerate').waitFor();
    const expected = ['Regenerate', 'Generate · Edit prompt'];
    const lenses = await becoming(() => wanting.lenses(), expected);
    await workbench.screenshot(screenshotPath('missing-served'));
    const text = await workbench.savedText('docs/guide.md');
    await workbench.undo();
    const undone = await workbench.savedText('docs/guide.md');
    assert.deepEqual(
      { lenses, text, undone, images: await images() },
      {
        lenses: expected,
        text: guide.replace('-->', `-->\n![a paper boat at the quay](images/${boat})`),
        undone: guide,
        images: [boat],
      },
    );
  });

  test('gets the image of a link by a quick fix, on a hint of our own, with no other change', async () => {
    await workbench.openFile('docs/tour.md');
    await wanting.lens('Edit prompt').nth(1).waitFor();
    await wanting.openQuickFixes(positionIn(tour, 'images/tide.png'));
    const titles = await wanting.quickFixTitles();
    await workbench.screenshot(screenshotPath('missing-quick-fix-light'));
    await wanting.pickQuickFix('Generate “Low tide at dawn”');
    await workbench.waitForNotification('Saved docs/images/tide.png.');
    await wanting.lens('Regenerate').waitFor();
    await workbench.screenshot(screenshotPath('missing-quick-fixed'));
    assert.deepEqual(
      { titles: titles.slice(0, 2), images: await images(), text: await workbench.savedText('docs/tour.md') },
      {
        titles: ['Generate “Low tide at dawn”', 'Generate all missing images of this document…'],
        images: [boat, 'tide.png'],
        text: tour,
      },
    );
  });

  test('gets it by a quick fix on what Markdown itself says of the link', async () => {
    await mkdir(workspace.path('.vscode'));
    await writeFile(workspace.path('.vscode', 'settings.json'), '{ "markdown.validate.enabled": true }\n');
    await workbench.editor.locator('.squiggly-warning').first().waitFor();
    await wanting.openQuickFixes(positionIn(tour, 'images/gulls.png'));
    const titles = await wanting.quickFixTitles();
    await workbench.screenshot(screenshotPath('missing-quick-fix-markdown'));
    await wanting.pickQuickFix('Generate “Gulls over the harbour”');
    await workbench.waitForNotification('Saved docs/images/gulls.png.');
    await workbench.editor.locator('.squiggly-warning').first().waitFor({ state: 'detached' });
    await wanting.lens('Regenerate').nth(1).waitFor();
    assert.deepEqual(
      { first: titles[0], images: await images(), text: await workbench.savedText('docs/tour.md') },
      {
        first: 'Generate “Gulls over the harbour”',
        images: [boat, 'gulls.png', 'tide.png'],
        text: tour,
      },
    );
  });

  test('tells at a link how its image was made', async () => {
    const hover = await wanting.hover(positionIn(tour, 'images/tide.png'));
    await workbench.screenshot(screenshotPath('missing-hover-light'));
    const words = await hover.innerText();
    assert.deepEqual(
      ['Low tide at dawn', 'placeholder', '1024 × 1024', 'Regenerate'].filter((word) => !words.includes(word)),
      [],
      words,
    );
    await workbench.page.keyboard.press('Escape');
  });

  test('makes an image again at the same path, and keeps the one before', async () => {
    first = await readFile(workspace.path('docs', 'images', 'tide.png'));
    await wanting.lens('Regenerate').first().click();
    await workbench.quickInput.row('Edit the prompt…').waitFor();
    await workbench.screenshot(screenshotPath('missing-regenerate'));
    await workbench.pickQuickPick('Edit the prompt…');
    await workbench.typeInInputBox('High tide at noon', 'Prompt for placeholder');
    await workbench.waitForNotification('Regenerated docs/images/tide.png. The earlier version is kept.');
    const now = await readFile(workspace.path('docs', 'images', 'tide.png'));
    assert.deepEqual(
      {
        isOther: !now.equals(first),
        images: await images(),
        text: await workbench.savedText('docs/tour.md'),
      },
      { isOther: true, images: [boat, 'gulls.png', 'tide.png'], text: tour },
    );
  });

  test('compares the two, and puts the earlier one back', async () => {
    const file = workspace.path('docs', 'images', 'tide.png');
    const now = await readFile(file);
    await wanting.lens('Compare').click();
    const gallery = new GalleryPage(workbench);
    const compare = gallery.page.getByRole('dialog', { name: 'Compare tide.png' });
    await compare.locator('img.is-loaded').nth(1).waitFor();
    const findings: string[] = [];
    for (const [label, theme] of threeThemes) {
      await workbench.setTheme(theme);
      for (const mode of ['Side by side', 'Slider']) {
        await gallery.button(mode).click();
        await workbench.screenshot(
          screenshotPath(`missing-compare-${mode.replaceAll(' ', '-').toLowerCase()}-${label}`),
        );
        findings.push(...(await accessibilityFindings(await gallery.frame())));
      }
    }
    await gallery.button('Restore').click();
    const restored = await changed(async () => (await readFile(file)).toString('base64'), now.toString('base64'));
    await compare.locator('figure', { hasText: 'Now' }).getByText('Low tide at dawn').waitFor();
    await compare.locator('img.is-loaded').nth(1).waitFor();
    await workbench.screenshot(screenshotPath('missing-restored'));
    assert.deepEqual(
      { findings, isFirst: Buffer.from(restored, 'base64').equals(first) },
      { findings: [], isFirst: true },
    );
  });
});

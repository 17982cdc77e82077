import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, suite, test } from 'node:test';
import { ChecklistPage } from '../support/workbench/checklistPage.ts';
import { missingWorkspace, type MissingWorkspace } from '../support/workbench/missingWorkspace.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import type { Theme } from '../support/workbench/theme.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const threeThemes: readonly (readonly [string, Theme])[] = [
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['light', 'Default Light Modern'],
];

const documents = {
  'docs/pier.md': `# Pier

<!-- image: a wooden pier in fog -->

The planks are wet.

<!-- image: two mooring posts {size=512x512 file=docs/images/posts.png} -->
`,
  'docs/tide.md': '# Tide\n\n![Low tide at dawn](images/tide.png)\n\n![Crabs](images/crabs.png)\n',
  'site/index.html': '<h1>Harbour</h1>\n<img src="https://placehold.co/320x200" alt="The harbour from above">\n',
};

suite('The list of missing images', () => {
  let workspace: MissingWorkspace;
  let workbench: Workbench;
  let checklist: ChecklistPage;

  const text = (name: string) => readFile(workspace.path(name), 'utf8');
  const texts = () => Promise.all(Object.keys(documents).map(text));
  /** A changed document gets its tab a moment after its change, and only what has one is saved. */
  const saveAll = async (...changed: readonly string[]): Promise<void> => {
    for (const name of changed)
      await workbench.page.locator(`.tab.dirty[data-resource-name=${JSON.stringify(name)}]`).waitFor();
    await workbench.runCommand('File: Save All Files');
    await workbench.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  };

  before(async () => {
    workspace = await missingWorkspace(documents);
    const settings = { 'paperBoat.model': 'placeholder' };
    workbench = await openWorkbench({ workspace: workspace.folder, vsix, settings });
    checklist = new ChecklistPage(workbench);
  });
  after(async () => {
    await workbench.close();
    await workspace.remove();
  });
  afterEach(() => workbench.runCommand('Notifications: Clear All Notifications'));

  test('opens from the Explorer with what a folder wants', async () => {
    await checklist.listFromExplorer('site');
    await checklist.row('The harbour from above').waitFor();
    assert.deepEqual(await checklist.rows(), [
      'site/index.html: 1',
      'The harbour from above: line 2 · 320 × 200 · free',
    ]);
  });

  test('shows line, size, file and price of each, and generates nothing yet', async () => {
    await workbench.openFile('docs/pier.md');
    await checklist.list('The workspace');
    await checklist.row('a wooden pier').waitFor();
    for (const [label, theme] of threeThemes) {
      await workbench.setTheme(theme);
      await workbench.screenshot(screenshotPath(`missing-checklist-${label}`));
    }
    assert.deepEqual(
      { total: await checklist.total(), rows: await checklist.rows(), texts: await texts() },
      {
        total: 'To generate: 5 of 5 · free.',
        rows: [
          'docs/pier.md: 2',
          'a wooden pier in fog: line 3 · free',
          'two mooring posts: line 7 · 512 × 512 · docs/images/posts.png · free',
          'docs/tide.md: 2',
          'Low tide at dawn: line 3 · docs/images/tide.png · free',
          'Crabs: line 5 · docs/images/crabs.png · free',
          'site/index.html: 1',
          'The harbour from above: line 2 · 320 × 200 · free',
        ],
        texts: Object.values(documents),
      },
    );
  });

  test('generates what is checked, with the prompts as they were edited', async () => {
    await checklist.toggle('docs/pier.md');
    await checklist.waitForTotal('To generate: 3 of 5');
    await checklist.toggle('docs/pier.md');
    await checklist.waitForTotal('To generate: 5 of 5');
    await checklist.toggle('Crabs');
    await checklist.editPrompt('Low tide at dawn', 'Spring tide at noon');
    await workbench.screenshot(screenshotPath('missing-checklist-edited'));
    await checklist.generate();
    await workbench.waitForNotification('Images generated: 4.');
    await checklist.waitForNothingChecked();
    await workbench.screenshot(screenshotPath('missing-checklist-done'));
    await saveAll('pier.md', 'index.html');
    assert.deepEqual(
      {
        texts: await texts(),
        rows: await checklist.rows(),
        crabs: existsSync(workspace.path('docs/images/crabs.png')),
      },
      {
        texts: [
          documents['docs/pier.md']
            .replace('fog -->', 'fog -->\n![a wooden pier in fog](images/a-wooden-pier-in-fog.png)')
            .replace('png} -->', 'png} -->\n![two mooring posts](images/posts.png)'),
          documents['docs/tide.md'],
          documents['site/index.html'].replace('https://placehold.co/320x200', 'images/the-harbour-from-above.png'),
        ],
        rows: [
          'docs/pier.md: 2 of 2',
          'a wooden pier in fog: line 3 · docs/images/a-wooden-pier-in-fog.png',
          'two mooring posts: line 7 · docs/images/posts.png',
          'docs/tide.md: 1 of 2',
          'Spring tide at noon: line 3 · docs/images/tide.png',
          'Crabs: line 5 · docs/images/crabs.png · free',
          'site/index.html: 1 of 1',
          'The harbour from above: line 2 · site/images/the-harbour-from-above.png',
        ],
        crabs: false,
      },
    );
  });

  test('lists at a second run only what is left, and then that every image is there', async () => {
    await checklist.list('The workspace');
    await checklist.row('Spring tide at noon').waitFor({ state: 'detached' });
    const left = await checklist.rows();
    await checklist.generate();
    await workbench.waitForNotification('Images generated: 1.');
    await checklist.waitForTotal('Nothing is left to generate.');
    await workbench.screenshot(screenshotPath('missing-checklist-all-done'));
    await workbench.runCommand('Notifications: Clear All Notifications');
    await checklist.list('The workspace');
    await workbench.waitForNotification('3 documents: every image is there.');
    await workbench.screenshot(screenshotPath('missing-checklist-nothing'));
    assert.deepEqual(
      { left, crabs: existsSync(workspace.path('docs/images/crabs.png')) },
      { left: ['docs/tide.md: 1', 'Crabs: line 5 · docs/images/crabs.png · free'], crabs: true },
    );
  });

  test('takes the links of a document back with one undo', async () => {
    await workbench.openFile('docs/pier.md');
    await workbench.undo();
    const pier = await workbench.savedText('docs/pier.md');
    await workbench.openFile('site/index.html');
    await workbench.undo();
    const index = await workbench.savedText('site/index.html');
    assert.deepEqual(
      { pier, index, file: existsSync(workspace.path('docs/images/posts.png')) },
      { pier: documents['docs/pier.md'], index: documents['site/index.html'], file: true },
    );
  });
});

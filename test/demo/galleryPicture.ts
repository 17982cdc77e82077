/**
 * The README's picture of the gallery, made by using it: `npm run demo:gallery -- media/gallery.png`. The placeholder
 * draws, so it needs no key and is the same every time.
 */
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { projectRoot } from '../support/vscode/role.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';

const prompts = [
  'A lighthouse in fog',
  'Gulls over the pier',
  'Rain on a tin roof',
  'The harbour at night',
  'A rope on a wooden deck',
  'Low tide',
  'Winter sun',
  'A paper boat floating on calm water at sunrise',
];

const outFolder = join(projectRoot, 'out', 'demo-gallery');
const workspace = join(outFolder, 'workspace');
const picture = resolve(process.argv[2] ?? join(outFolder, 'gallery.png'));

await rm(outFolder, { recursive: true, force: true });
await cp(join(projectRoot, 'test', 'fixtures', 'workspace'), workspace, { recursive: true });
const workbench = await openWorkbench({
  workspace,
  extensionPath: projectRoot,
  settings: { 'paperBoat.model': 'placeholder' },
});
try {
  await workbench.page.setViewportSize({ width: 1440, height: 900 });
  await workbench.openFile('docs/guide.md');
  await workbench.selectText('The second one sails.');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  const gallery = await GalleryPage.open(workbench);
  for (const prompt of prompts) {
    await gallery.generate(prompt);
    await gallery.whenPictured(prompt.toLowerCase().replaceAll(' ', '-'));
  }
  await gallery.cell('a-paper-boat').dblclick();
  await workbench.page.locator('.tab.dirty').waitFor();
  await workbench.save();
  await gallery.cell('a-paper-boat').focus();
  await mkdir(dirname(picture), { recursive: true });
  await workbench.screenshot(picture);
  process.stdout.write(`${picture}\n`);
} finally {
  await workbench.close();
}

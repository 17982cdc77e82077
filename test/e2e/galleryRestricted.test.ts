import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { picture } from '../support/imageApi/pictures.ts';
import { copyWorkspace, type WorkspaceCopy } from '../support/vscode/workspaceCopy.ts';
import { accessibilityFindings } from '../support/workbench/accessibility.ts';
import { GalleryPage } from '../support/workbench/galleryPage.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { screenshotPath } from '../support/workbench/screenshots.ts';
import { vsix } from '../support/workbench/vsix.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

suite('The gallery in Restricted Mode', () => {
  let copy: WorkspaceCopy;
  let workbench: Workbench;

  before(async () => {
    copy = await copyWorkspace('workspace');
    const [workspace = ''] = copy.workspaces;
    const bytes = picture('png', { pixels: { width: 300, height: 200 }, seed: 'tide' });
    await writeFile(join(workspace, 'tide.png'), bytes);
    const settings = { 'security.workspace.trust.startupPrompt': 'never' };
    workbench = await openWorkbench({ workspace, vsix, workspaceTrust: true, settings });
  });
  after(async () => {
    await workbench.close();
    await copy.remove();
  });

  test('shows what is there, and makes nothing', async () => {
    const gallery = await GalleryPage.open(workbench);
    await gallery.whenPictured('tide.png');
    await gallery.prompt.fill('a boat');
    await gallery.page.getByText('Images cannot be generated in Restricted Mode.').waitFor();
    await workbench.screenshot(screenshotPath('gallery-restricted'));
    assert.deepEqual(
      {
        isEnabled: await gallery.button('Generate').isEnabled(),
        findings: await accessibilityFindings(await gallery.frame()),
      },
      { isEnabled: false, findings: [] },
    );
  });
});

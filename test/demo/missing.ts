import { readFile } from 'node:fs/promises';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { WantingPart } from '../../src/missing/wantedReader.ts';
import { scanOnDisk } from '../support/scanOnDisk.ts';
import { projectRoot, vscodeVersions } from '../support/vscode/role.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const outFolder = join(projectRoot, 'out', 'demo');
const site = join(outFolder, 'site');
const longestSaveMs = 20_000;

/** What the sample site holds, counted by hand. */
interface SiteLabels {
  readonly documents: number;
  readonly missing: number;
}

export interface MissingDemo {
  readonly documents: number;
  readonly missing: number;
  readonly generated: number;
  readonly failed: number;
  /** `guide.md:12 images/Boat.png (otherCase)` */
  readonly skipped: readonly string[];
  readonly secondRunMissing: number;
}

interface DemoOptions {
  readonly screenshot?: string | undefined;
  readonly tell: (line: string) => void;
}

/**
 * Generates every missing image of the sample site with the placeholder, in a real VS Code: the command, the checklist,
 * its button, and the same again. What is missing before and after is counted on the disk.
 */
export async function demonstrateMissing({ screenshot, tell }: DemoOptions): Promise<MissingDemo> {
  await rm(outFolder, { recursive: true, force: true });
  await cp(join(projectRoot, 'test', 'fixtures', 'site'), site, { recursive: true });
  const labels = JSON.parse(await readFile(join(projectRoot, 'test', 'fixtures', 'site.json'), 'utf8')) as SiteLabels;
  const before = await scanOnDisk(site);
  const missing = entriesOf(before.parts);
  tell(`${before.documents} documents want ${missing} images.`);
  if (missing !== labels.missing)
    throw new Error(`${labels.missing} images were counted by hand, and ${missing} found.`);
  tell('Starting VS Code (the first time, it is fetched).');
  const workbench = await openWorkbench({
    workspace: site,
    extensionPath: projectRoot,
    settings: { 'paperBoat.model': 'placeholder', 'files.autoSave': 'afterDelay' },
  });
  try {
    const path = screenshot === undefined ? join(outFolder, 'checklist.png') : resolve(screenshot);
    const { generated, failed } = await generateAll(workbench, path, tell);
    tell('Looking again.');
    await lookAgain(workbench);
    const after = await scanOnceSaved();
    return {
      ...{ documents: before.documents, missing, generated, failed },
      skipped: before.parts.flatMap(skippedIn),
      secondRunMissing: entriesOf(after.parts),
    };
  } catch (error) {
    await workbench.screenshot(join(outFolder, 'failure.png'));
    throw error;
  } finally {
    await workbench.close();
  }
}

async function generateAll(
  workbench: Workbench,
  screenshot: string,
  tell: (line: string) => void,
): Promise<{ readonly generated: number; readonly failed: number }> {
  await workbench.openFile('README.md');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Generate' }).first().waitFor();
  await listWorkspace(workbench);
  await workbench.page.locator('.custom-view-tree-node-item-checkbox').first().waitFor();
  await mkdir(dirname(screenshot), { recursive: true });
  await workbench.screenshot(screenshot);
  tell(
    `The list is in ${relative(process.cwd(), screenshot)}. Generating what is checked, with VS Code ${vscodeVersions.newest}.`,
  );
  await workbench.runCommand('Paper Boat: Generate Checked Images');
  const toast = workbench.notification(/Images generated: \d+\./).first();
  await toast.waitFor({ timeout: 300_000 });
  const words = await toast.locator('.notification-list-item-message').innerText();
  tell(words.trim());
  const count = (pattern: RegExp): number => Number(pattern.exec(words)?.[1] ?? 0);
  return { generated: count(/Images generated: (\d+)/), failed: count(/Failed: (\d+)/) };
}

/** VS Code saves the changed documents by itself, each a second after its change, and tells nobody. */
async function scanOnceSaved(): ReturnType<typeof scanOnDisk> {
  for (const deadline = Date.now() + longestSaveMs; ;) {
    const result = await scanOnDisk(site);
    if (entriesOf(result.parts) === 0 || Date.now() > deadline) return result;
  }
}

/** The same command again; the list may be closed by hand, and a new one takes its place. */
async function lookAgain(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Notifications: Clear All Notifications');
  await listWorkspace(workbench);
  await workbench.waitForNotification('every image is there');
}

async function listWorkspace(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Paper Boat: Generate Missing Images…');
  await workbench.pickQuickPick('The workspace');
}

/** A file that is linked several times is one image. */
function entriesOf(parts: readonly WantingPart[]): number {
  const ids = parts.flatMap(({ path, part, wanted }) =>
    wanted.map((each) => (each.kind === 'missing' ? each.path : `${path}#${part.cell ?? ''} ${each.key}`)),
  );
  return new Set(ids).size;
}

function skippedIn({ path, part, passedOver }: WantingPart): readonly string[] {
  return passedOver.map(({ spot, reason }) => {
    const { start, end } = spot.kind === 'link' ? spot.address : spot.whole;
    const line = part.text.slice(0, start).split('\n').length;
    const cell = part.cell === undefined ? '' : `#${part.cell}`;
    return `${relative(site, path)}${cell}:${line} ${part.text.slice(start, end)} (${reason})`;
  });
}

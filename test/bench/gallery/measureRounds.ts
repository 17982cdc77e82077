import { join, relative } from 'node:path';
import { projectRoot } from '../../support/vscode/role.ts';
import { screenshotPath } from '../../support/workbench/screenshots.ts';
import { BenchWindow } from './benchWindow.ts';
import { countNodes, measureGallery } from './measureGallery.ts';
import type { GalleryMeasures } from './measureGallery.ts';
import { openPanel } from './openPanel.ts';
import type { BenchOptions } from './options.ts';
import { createImageWorkspace } from './pictures/imageWorkspace.ts';
import { openBareGrid, packageProbe } from './probeExtension.ts';
import type { BareGridMeasures } from './result.ts';

/** One pass through everything that is measured. */
export interface Round {
  readonly first: GalleryMeasures;
  readonly second: GalleryMeasures;
  readonly bareGrid: BareGridMeasures;
  readonly domNodesAt100: number;
}

export interface Rounds {
  readonly rounds: readonly Round[];
  /** What was thrown in the windows and not caught. */
  readonly errors: readonly string[];
}

type Tell = (line: string) => void;

/** @param folder an empty one */
export async function measureRounds(folder: string, { images, rounds }: BenchOptions, tell: Tell): Promise<Rounds> {
  tell(`Drawing ${images} images.`);
  const [few, many] = [join(folder, 'few'), join(folder, 'many')];
  await createImageWorkspace(few, 100);
  const windows = new Windows(
    await packageProbe(join(folder, 'probe'), await createImageWorkspace(many, images)),
    tell,
  );
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    tell(`Round ${round} of ${rounds}: the bare grid.`);
    const bareGrid = await windows.use(many, measureBareGrid);
    tell('The gallery with 100 images.');
    const { domNodes: domNodesAt100 } = await windows.use(few, measureGallery);
    tell(`The gallery with ${images} images, for the first time and again.`);
    const [first, second] = await windows.use(many, measureTwice);
    measured.push({ first, second, bareGrid, domNodesAt100 });
  }
  return { rounds: measured, errors: windows.errors };
}

/** Opens a VS Code of its own for each case. */
class Windows {
  readonly errors: string[] = [];
  readonly #probe: string;
  readonly #tell: Tell;

  constructor(probe: string, tell: Tell) {
    this.#probe = probe;
    this.#tell = tell;
  }

  async use<Measures>(workspace: string, measure: (window: BenchWindow) => Promise<Measures>): Promise<Measures> {
    const window = await BenchWindow.open(workspace, this.#probe);
    try {
      return await measure(window);
    } catch (error) {
      await this.#show(window);
      throw error;
    } finally {
      this.errors.push(...window.errors);
      await window.close();
    }
  }

  /** Leaves a picture of what went wrong, if there is still something to see. */
  async #show({ workbench }: BenchWindow): Promise<void> {
    const path = screenshotPath('bench-gallery');
    const seen = await workbench.screenshot(path).then(
      () => `What the window showed is in ${relative(projectRoot, path)}`,
      () => 'The window shows nothing any more.',
    );
    this.#tell(seen);
  }
}

async function measureBareGrid(window: BenchWindow): Promise<BareGridMeasures> {
  await window.settle();
  const { frame, opening } = await openPanel(window.workbench, openBareGrid);
  return { ...opening, domNodes: await countNodes(frame), heapMB: await window.heapMB() };
}

async function measureTwice(window: BenchWindow): Promise<readonly [GalleryMeasures, GalleryMeasures]> {
  const first = await measureGallery(window);
  await window.restart();
  return [first, await measureGallery(window)];
}

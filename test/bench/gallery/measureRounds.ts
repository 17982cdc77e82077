import { join } from 'node:path';
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

/** @param folder an empty one */
export async function measureRounds(
  folder: string,
  options: BenchOptions,
  tell: (line: string) => void,
): Promise<Rounds> {
  tell(`Drawing ${options.images} images.`);
  const [many, few] = [join(folder, 'many'), join(folder, 'few')];
  await createImageWorkspace(few, 100);
  const probe = await packageProbe(join(folder, 'probe'), await createImageWorkspace(many, options.images));
  const errors: string[] = [];
  const inWindow = async <T>(workspace: string, measure: (window: BenchWindow) => Promise<T>): Promise<T> => {
    const window = await BenchWindow.open(workspace, probe);
    try {
      return await measure(window);
    } finally {
      errors.push(...window.errors);
      await window.close();
    }
  };
  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    tell(`Round ${round} of ${options.rounds}: the bare grid.`);
    const bareGrid = await inWindow(many, measureBareGrid);
    tell('The gallery with 100 images.');
    const { domNodes: domNodesAt100 } = await inWindow(few, measureGallery);
    tell(`The gallery with ${options.images} images, for the first time and again.`);
    const [first, second] = await inWindow(many, measureTwice);
    rounds.push({ first, second, bareGrid, domNodesAt100 });
  }
  return { rounds, errors };
}

async function measureBareGrid(window: BenchWindow): Promise<BareGridMeasures> {
  await window.settle();
  const { frame, opening } = await openPanel(window.workbench, openBareGrid);
  return { ...opening, domNodes: await countNodes(frame) };
}

async function measureTwice(window: BenchWindow): Promise<readonly [GalleryMeasures, GalleryMeasures]> {
  const first = await measureGallery(window);
  await window.restart();
  return [first, await measureGallery(window)];
}

import type { Machine } from '../machine.ts';
import type { GalleryMeasures } from './measureGallery.ts';
import type { Opening } from './openPanel.ts';

export interface BareGridMeasures extends Opening {
  readonly domNodes: number;
  /** The scripts' memory, VS Code's own included: what a gallery has beyond that is its own. */
  readonly heapMB: number;
}

/** What the benchmark ends with. */
export interface BenchResult {
  readonly images: number;
  readonly rounds: number;
  readonly first: GalleryMeasures;
  readonly second: GalleryMeasures;
  readonly bareGrid: BareGridMeasures;
  /** First thumbnail from the command, first opening: the gallery's time by the bare grid's. */
  readonly ratioToBareGrid: number;
  readonly domNodesAt100: number;
  readonly machine: Machine;
}

/** What must hold on every machine, however slow: a sentence about each number that does not. */
export function findFaults({ first, second, domNodesAt100, images }: BenchResult): readonly string[] {
  return Object.entries({ first, second }).flatMap(([name, { domNodes, mostRequestsForOneImage }]) => [
    ...(Math.abs(domNodes - domNodesAt100) <= domNodesAt100 * 0.1
      ? []
      : [`The ${name} opening has ${domNodes} nodes for ${images} images, and ${domNodesAt100} for 100.`]),
    ...(mostRequestsForOneImage <= 1
      ? []
      : [`The ${name} opening asked ${mostRequestsForOneImage} times for one whole image.`]),
  ]);
}

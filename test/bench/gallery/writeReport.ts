import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format } from 'prettier';
import { projectRoot } from '../../support/vscode/role.ts';
import { measuredOn } from '../machine.ts';
import type { GalleryMeasures } from './measureGallery.ts';
import type { BareGridMeasures, BenchResult } from './result.ts';

const path = join(projectRoot, 'docs', 'bench-gallery.md');

/** What is measured, and how its number is found; undefined where the bare grid has none. */
type Row = readonly [string, (measures: GalleryMeasures) => number, ((measures: BareGridMeasures) => number)?];

const rows: readonly Row[] = [
  ['first cells, from the command (ms)', (m) => m.firstPaintMs, (m) => m.firstPaintMs],
  ['first thumbnail, from the command (ms)', (m) => m.firstThumbnailsMs, (m) => m.firstThumbnailsMs],
  ['all thumbnails in view, from the command (ms)', (m) => m.visibleThumbnailsMs, (m) => m.visibleThumbnailsMs],
  ['first cells, from the page (ms)', (m) => m.fromPage.firstPaintMs, (m) => m.fromPage.firstPaintMs],
  ['first thumbnail, from the page (ms)', (m) => m.fromPage.firstThumbnailsMs, (m) => m.fromPage.firstThumbnailsMs],
  [
    'all thumbnails in view, from the page (ms)',
    (m) => m.fromPage.visibleThumbnailsMs,
    (m) => m.fromPage.visibleThumbnailsMs,
  ],
  ['nodes of the page', (m) => m.domNodes, (m) => m.domNodes],
  ['whole images asked for', (m) => m.imageRequests],
  ['stored thumbnails asked for', (m) => m.thumbnailRequests],
  ['memory of the scripts, VS Code’s own included (MB)', (m) => m.heapMB, (m) => m.heapMB],
  ['scrolling to the end, a screen a frame (ms)', (m) => m.scrollToEndMs],
  ['gaps over 50 ms between frames of it', (m) => m.lateFrames],
  ['longest task of the page in it (ms)', (m) => m.longestTaskMs],
  ['a letter typed into the search box, median (ms)', (m) => m.filterMs],
  ['the same, worst (ms)', (m) => m.longestFilterMs],
  ['longest block of the extension host, by the clock (ms)', (m) => m.hostLongestBlockMs],
  ['the same, by its own work (ms)', (m) => m.hostLongestWorkMs],
  ['the same by the clock, host idle (ms)', (m) => m.hostIdleBlockMs],
];

/** Writes docs/bench-gallery.md. */
export async function writeReport(result: BenchResult): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await format(report(result), { parser: 'markdown' }));
}

function report({ images, rounds, first, second, bareGrid, ratioToBareGrid, domNodesAt100, machine }: BenchResult) {
  const lines = rows.map(([name, ofGallery, ofBareGrid]) =>
    ['', name, ofGallery(first), ofGallery(second), ofBareGrid?.(bareGrid) ?? '', ''].join(' | '),
  );
  return `# The gallery with ${images.toLocaleString('en')} images

Written by \`npm run bench:gallery -- --images ${images} --rounds ${rounds} --write\`: the packaged extension in a real VS Code, on
PNGs of 256×256 in 48 nested folders. The first opening has an empty profile; the second one follows a restart of the
window and finds the thumbnails of the first. The bare grid is the least that can be done: a windowed grid of plain
\`<img>\` in the same VS Code, with every address known beforehand and no walk, index, thumbnails or search.${rounds > 1 ? ` The numbers are medians of ${rounds} rounds.` : ''}

| | first opening | second opening | bare grid |
| --- | ---: | ---: | ---: |
${lines.join('\n')}

To its first thumbnail the gallery takes ${ratioToBareGrid} times as long as the bare grid. With 100 images its page has
${domNodesAt100} nodes.

${measuredOn(machine)}
`;
}

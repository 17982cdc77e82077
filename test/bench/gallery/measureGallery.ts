import type { Frame } from 'playwright-core';
import { subjects } from './pictures/imageWorkspace.ts';
import type { BenchWindow } from './benchWindow.ts';
import { median } from '../median.ts';
import { openPanel } from './openPanel.ts';
import type { Opening } from './openPanel.ts';
import { watchFilter } from './page/filtering.ts';
import { longestTasks } from './page/longestTasks.ts';
import { scrollToEnd } from './page/scrollToEnd.ts';

const command = 'Paper Boat: Open Gallery';
const limitMs = 60_000;

/** A gallery that was opened, scrolled to its end and searched. */
export interface GalleryMeasures extends Opening, ScrollMeasures, FilterMeasures {
  /** The most of what the page had after opening and after scrolling. */
  readonly domNodes: number;
  /** Whole images, and stored thumbnails, that were asked for from opening to the end. */
  readonly imageRequests: number;
  readonly mostRequestsForOneImage: number;
  readonly thumbnailRequests: number;
  /** The scripts' memory with the gallery opened, VS Code's own included. */
  readonly heapMB: number;
  /** The extension host's, before the gallery is opened, and while it opens and scrolls. */
  readonly hostIdleBlockMs: number;
  readonly hostLongestBlockMs: number;
  /** The same by the work of the thread instead of the clock. */
  readonly hostLongestWorkMs: number;
}

interface ScrollMeasures {
  readonly scrollToEndMs: number;
  /** While scrolling: tasks of the page, tasks of the page or the window around it, frames. */
  readonly longestTaskMs: number;
  readonly longestWindowTaskMs: number;
  readonly longestFrameGapMs: number;
  /** Gaps over 50 ms. */
  readonly lateFrames: number;
}

interface FilterMeasures {
  /** From a letter typed into the search box to the frame that shows its images: the median, and the worst. */
  readonly filterMs: number;
  readonly longestFilterMs: number;
}

/** @throws when a step does not happen, however long it is waited for */
export async function measureGallery(window: BenchWindow): Promise<GalleryMeasures> {
  const idle = await window.settle();
  window.requests.take();
  await window.takeHostBlocks();
  const { frame, opening } = await openPanel(window.workbench, command);
  const nodesAfterOpening = await countNodes(frame);
  const heapMB = await window.heapMB();
  const scroll = await measureScroll(frame);
  const host = await window.takeHostBlocks();
  const nodesAfterScrolling = await countNodes(frame);
  const filter = await measureFilter(window, frame);
  const { images, mostForOneImage, thumbnails } = window.requests.take();
  return {
    ...opening,
    ...scroll,
    ...filter,
    domNodes: Math.max(nodesAfterOpening, nodesAfterScrolling),
    imageRequests: images,
    mostRequestsForOneImage: mostForOneImage,
    thumbnailRequests: thumbnails,
    heapMB,
    hostIdleBlockMs: idle.longestMs,
    hostLongestBlockMs: host.longestMs,
    hostLongestWorkMs: host.longestWorkMs,
  };
}

export async function countNodes(frame: Frame): Promise<number> {
  return frame.locator('*').count();
}

async function measureScroll(frame: Frame): Promise<ScrollMeasures> {
  const scroll = await frame.evaluate(scrollToEnd, limitMs);
  const tasks = await frame.evaluate(longestTasks, scroll.startedAt);
  return {
    scrollToEndMs: scroll.durationMs,
    longestTaskMs: tasks.page,
    longestWindowTaskMs: tasks.window,
    longestFrameGapMs: scroll.longestGapMs,
    lateFrames: scroll.lateFrames,
  };
}

/** Types five words, letter by letter, each when the one before has been answered. */
async function measureFilter({ workbench }: BenchWindow, frame: Frame): Promise<FilterMeasures> {
  const box = frame.locator('input[type=search]');
  await box.focus();
  const letters: number[] = [];
  const clearings: number[] = [];
  const press = async (key: string): Promise<number> => {
    const watch = await frame.evaluateHandle(watchFilter, limitMs);
    await workbench.page.keyboard.press(key);
    return watch.evaluate(({ durationMs }) => durationMs);
  };
  for (const word of subjects.slice(0, 5)) {
    for (const letter of word) letters.push(await press(letter));
    await box.selectText();
    clearings.push(await press('Backspace'));
  }
  return { filterMs: median(letters), longestFilterMs: Math.max(...letters, ...clearings) };
}

import type { Frame } from 'playwright-core';
import type { Workbench } from '../../support/workbench/workbench.ts';
import { readMarks } from './page/marks.ts';

const limitMs = 180_000;

/** When a panel showed what, in milliseconds. */
export interface OpeningTimes {
  /** A frame with real cells. */
  readonly firstPaintMs: number;
  /** The first picture in the grid. */
  readonly firstThumbnailsMs: number;
  /** All cells in view have their pictures. */
  readonly visibleThumbnailsMs: number;
}

export interface Opening extends OpeningTimes {
  /** The same from the beginning of the panel's own page; the times beside it count from the command. */
  readonly fromPage: OpeningTimes;
}

export interface OpenPanel {
  readonly opening: Opening;
  readonly frame: Frame;
}

const marks = {
  firstPaintMs: 'paper-boat:first-paint',
  firstThumbnailsMs: 'paper-boat:first-thumbnail',
  visibleThumbnailsMs: 'paper-boat:thumbnails',
} as const;

/** Opens a panel with the keyboard. @throws when its page has no grid, or does not mark what it shows */
export async function openPanel(workbench: Workbench, command: string): Promise<OpenPanel> {
  const { page, quickInput, webview } = workbench;
  await quickInput.open('F1', `>${command}`);
  await quickInput.row(command).and(page.locator('.focused')).waitFor();
  const commandAt = Date.now();
  await page.keyboard.press('Enter');
  const grid = await webview.locator('[role=grid]').first().elementHandle({ timeout: limitMs });
  const frame = await grid.ownerFrame();
  if (frame === null) throw new Error(`"${command}" has opened no panel.`);
  const { startedAt, at } = await frame.evaluate(readMarks, { names: Object.values(marks), limitMs });
  const timeSince = (start: number, mark: string): number => (at[mark] ?? NaN) - start;
  const timesSince = (start: number): OpeningTimes => ({
    firstPaintMs: timeSince(start, marks.firstPaintMs),
    firstThumbnailsMs: timeSince(start, marks.firstThumbnailsMs),
    visibleThumbnailsMs: timeSince(start, marks.visibleThumbnailsMs),
  });
  return { frame, opening: { ...timesSince(commandAt), fromPage: timesSince(startedAt) } };
}

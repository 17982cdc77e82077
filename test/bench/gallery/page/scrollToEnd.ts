/** A walk through the whole grid, one screen a frame. Times are milliseconds of the page's clock. */
export interface Scroll {
  readonly startedAt: number;
  /** Until the last cells have their pictures. */
  readonly durationMs: number;
  readonly longestGapMs: number;
  /** Frames that came more than 50 ms after the one before. */
  readonly lateFrames: number;
}

/**
 * Runs in the page, and so uses nothing from outside of itself.
 * @param limitMs how long the end may take to show its pictures
 * @throws when it does not
 */
export async function scrollToEnd(limitMs: number): Promise<Scroll> {
  const grid = document.querySelector('[role=grid]');
  let scroller = grid;
  while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
  if (grid === null || scroller === null) throw new Error('The page has no grid that scrolls.');
  const startedAt = performance.now();
  let [frameAt, longestGapMs, lateFrames] = [startedAt, 0, 0];
  const nextFrame = async () => {
    const at = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    longestGapMs = Math.max(longestGapMs, at - frameAt);
    if (at - frameAt > 50) lateFrames++;
    frameAt = at;
  };
  const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
  const hasPicture = (cell: Element) =>
    [...cell.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0);
  const cellsInView = () => {
    const view = scroller.getBoundingClientRect();
    return [...grid.querySelectorAll('[role=gridcell]')].filter((cell) => {
      const { width, top, bottom } = cell.getBoundingClientRect();
      return width > 0 && bottom > view.top && top < view.bottom;
    });
  };
  while (!isAtEnd()) {
    scroller.scrollTop += scroller.clientHeight;
    await nextFrame();
  }
  const endedAt = performance.now();
  for (;;) {
    // The frame after the last step is the first that can show its cells.
    await nextFrame();
    const cells = cellsInView();
    const filled = cells.filter(hasPicture);
    if (cells.length > 0 && filled.length === cells.length) break;
    if (performance.now() - endedAt > limitMs)
      throw new Error(`${filled.length} of ${cells.length} cells at the end have a picture after ${limitMs / 1000} s.`);
  }
  return { startedAt, durationMs: performance.now() - startedAt, longestGapMs, lateFrames };
}

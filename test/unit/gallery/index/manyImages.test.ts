import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { test, type TestContext } from 'node:test';
import { pngHeader } from '../../images/headers.ts';
import { show, temporaryFolder, type Shown } from './shownFolder.ts';

const count = 10_000;

async function writeImages(folder: string): Promise<void> {
  for (let set = 0; set < 10; set++) await mkdir(join(folder, `set${set}`));
  for (let start = 0; start < count; start += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, place) => {
        const number = start + place;
        return writeFile(join(folder, `set${number % 10}/${number}.png`), pngHeader(1 + number, 1));
      }),
    );
}

/** Times are told, not asserted: the machine has other things to do. */
async function measured(context: TestContext, name: string, act: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const start = performance.now();
  delay.enable();
  await act();
  delay.disable();
  const longest = (delay.max / 1e6).toFixed(1);
  context.diagnostic(`${name}: ${(performance.now() - start).toFixed(0)} ms, longest stall ${longest} ms`);
}

test('10,000 images are listed without reading one, and told once', async (context) => {
  const [folder, storage] = [await temporaryFolder(context), await temporaryFolder(context)];
  await writeImages(folder);
  const first = show(folder, { storage });
  await measured(context, 'first walk', () => first.index.walk());
  assert.deepEqual([first.page.images.length, first.tree.reads.length], [count, 0]);
  const told = (shown: Shown): number => shown.page.changes.reduce((sum, { changed }) => sum + changed.length, 0);
  assert.equal(told(first), count);

  const ids = first.page.images.map(({ id }) => id);
  await measured(context, 'all looked at', async () => {
    first.index.look(ids);
    const known = () =>
      first.page.changes.reduce((sum, { changed }) => sum + changed.filter(({ facts }) => facts).length, 0);
    await first.page.until(() => known() === count);
    await first.facts.saved();
  });

  const second = show(folder, { storage });
  await measured(context, 'second walk', () => second.index.walk());
  assert.deepEqual([second.page.images, second.tree.reads], [first.page.images, []]);
  const { paths } = second.page;
  await measured(context, 'everything touched', () => second.touch(...paths));
  assert.equal(told(second), count);
});

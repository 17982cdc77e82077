import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { ImageSpool } from '../../../src/journal/imageSpool.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { noise } from '../../support/walk/noise.ts';

const run = promisify(execFile);

/** How long an image is, in which pieces it comes, and after which of them there is time for the disk. */
const arrivals = fc.array(
  fc.record({ length: fc.oneof(fc.integer({ min: 0, max: 90_000 }), fc.constant(700_000)), isSlow: fc.boolean() }),
  { maxLength: 12 },
);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

suite('The spool', () => {
  test('has every byte on disk, however the pieces come', async (context) => {
    const spool = new ImageSpool(await temporaryFolder(context), (line) => assert.fail(line));
    const property = fc.asyncProperty(arrivals, async (pieces) => {
      const bytes = noise(pieces.reduce((sum, { length }) => sum + length, 0));
      const image = spool.begin();
      let at = 0;
      for (const { length, isSlow } of pieces) {
        const wait = image.write(bytes.subarray(at, (at += length)));
        await wait;
        if (isSlow) await setImmediate();
      }
      const { path = '', length, hash } = await image.end();
      assert.equal(sha256(await readFile(path)), sha256(bytes));
      assert.deepEqual({ length, hash }, { length: bytes.length, hash: sha256(bytes) });
    });
    await fc.assert(property, { numRuns: 100 });
  });

  test('leaves nothing of images that nobody wants', async (context) => {
    const folder = await temporaryFolder(context);
    const spool = new ImageSpool(folder, (line) => assert.fail(line));
    const [unwanted, untouched, wanted] = [spool.begin(), spool.begin(), spool.begin()];
    await unwanted.write(noise(2_000_000));
    await Promise.all([unwanted.discard(), untouched.discard()]);
    await wanted.write(noise(10));
    await wanted.end();
    assert.deepEqual(await readdir(folder), ['2.image']);
  });

  test('holds images in memory where there is no folder', async () => {
    const image = new ImageSpool(undefined, (line) => assert.fail(line)).begin();
    const bytes = noise(1_500_000);
    await image.write(bytes.subarray(0, 1_200_000));
    await image.write(bytes.subarray(1_200_000));
    const content = await image.end();
    assert.deepEqual([content.path, sha256(await content.read(0, content.length))], [undefined, sha256(bytes)]);
  });

  for (const [when, pieces] of [
    ['before the first byte', 0],
    ['between two pieces', 1],
    ['after the last byte', 2],
  ] as const)
    test(`loses nothing when the folder goes ${when}`, async (context) => {
      const folder = join(await temporaryFolder(context), 'entry');
      await mkdir(folder);
      const log: string[] = [];
      const image = new ImageSpool(folder, (line) => log.push(line)).begin();
      const bytes = noise(3_000_000);
      const parts = [bytes.subarray(0, 1_500_000), bytes.subarray(1_500_000)];
      for (const part of parts.slice(0, pieces)) await image.write(part);
      await rm(folder, { recursive: true });
      for (const part of parts.slice(pieces)) await image.write(part);
      const content = await image.end();
      assert.deepEqual(
        { path: content.path, hash: sha256(await content.read(0, content.length)), lines: log.length },
        { path: undefined, hash: sha256(bytes), lines: 1 },
      );
    });

  test('loses nothing when another window takes the folder away in the middle', async (context) => {
    const parent = await temporaryFolder(context);
    const folder = join(parent, 'entry');
    await mkdir(folder);
    const image = new ImageSpool(folder, () => undefined).begin();
    const bytes = noise(1_200_000);
    await image.write(bytes);
    await rename(folder, join(parent, 'taken'));
    const content = await image.end();
    assert.equal(sha256(await content.read(0, content.length)), sha256(bytes));
  });

  // In blocks of 512 bytes; the image has 4000 of them.
  for (const blocks of [0, 1, 200, 2500, 3999])
    test(`loses nothing when the disk takes ${blocks} blocks and no more`, async (context) => {
      const child = join(import.meta.dirname, 'spoolChild.ts');
      const limited = ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, child];
      const { stdout } = await run('/bin/sh', [...limited, await temporaryFolder(context)]);
      assert.deepEqual(JSON.parse(stdout), { isInMemory: true, isWhole: true, left: [], lines: 1 });
    });
});

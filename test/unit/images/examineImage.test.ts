import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { walkSource } from '../../../src/images/byteWalk.ts';
import { examination, examineImage, type ExaminedImage } from '../../../src/images/examineImage.ts';
import { isDrawableSize } from '../../../src/images/imageSize.ts';
import { imageSize, imageType, isComplete } from '../../../src/images/imageType.ts';
import { avifFixture, gifFixture, jpegFixture, webpFixture } from '../../support/imageApi/fixtures.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { CountedSource, endlessSource, sourceOf } from './byteSources.ts';
import { avifOf, box, exif, jpegOf, pngHeader, segment, webpExtended, webpLossy } from './headers.ts';
import { brokenImages, png, wholeImages } from './samples.ts';

const window = 65_536;
const pixels = (width: number, height: number) => ({ width, height });

/** What is told of the same bytes when all of them are in memory. */
function inMemory(bytes: Uint8Array): ExaminedImage {
  const isBinary = bytes.subarray(0, 512).includes(0);
  const type = imageType(bytes);
  if (!type) return { isComplete: false, isBinary };
  const size = imageSize(bytes, type);
  return { type, ...(size && { size }), isComplete: isComplete(bytes, type), isBinary };
}

test('A small image is told by one read', async () => {
  const answers = wholeImages.map(async ([, bytes]) => {
    const source = sourceOf(bytes);
    return [await examineImage(source), source.asked];
  });
  assert.deepEqual(
    await Promise.all(answers),
    wholeImages.map(([type, bytes]) => [
      { type, size: pixels(8, 8), isComplete: true, isBinary: type !== 'svg' },
      [[0, bytes.length]],
    ]),
  );
});

const framed: readonly Uint8Array[] = [
  jpegOf({ width: 640, height: 480 }),
  Buffer.concat([jpegOf({ width: 30, height: 20, orientation: 6 }), jpegFixture]),
  webpLossy(550, 368),
  webpExtended(16_384, 9000),
  pngHeader(99_999, 99_999),
  Buffer.concat([avifOf([64, 64], [120, 80]), box('free')]),
  Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avif')),
    Buffer.from('\0\0\0\x01mdat\0\0\0\0\0\0\0\x12ab', 'latin1'),
  ]),
  Buffer.from('<!-- drawn by hand --><svg width="3" height="2"/>'),
];

test('An image that is cut off anywhere is told alike at rest and in memory, wherever the windows end', async () => {
  const originals = [...wholeImages.map(([, bytes]) => bytes), ...framed];
  const cuts = originals.flatMap((bytes) =>
    Array.from({ length: bytes.length + 1 }, (_, length) => bytes.subarray(0, length)),
  );
  const answers = cuts.map((bytes, index) =>
    walkSource(sourceOf(bytes), examination(bytes.length), [1, 2, 5, 16, 61][index % 5]),
  );
  assert.deepEqual(await Promise.all(answers), cuts.map(inMemory));
});

test('Any bytes are told alike at rest and in memory, in windows of any length', async () => {
  await fc.assert(
    fc.asyncProperty(brokenImages, fc.integer({ min: 1, max: 80 }), async (bytes, length) => {
      const answer = await walkSource(sourceOf(bytes), examination(bytes.length), length);
      assert.deepEqual(answer, inMemory(bytes));
    }),
    { numRuns: 1000 },
  );
});

test('The images that are hard to judge are told as what they are', async () => {
  const fourChannels = segment(0xc0, '\x08\0\x14\0\x1e\x04\x01\x11\0\x02\x11\x01\x03\x11\x01\x04\x11\0');
  const adobe = segment(0xee, 'Adobe\0\x64\0\0\0\0\x02');
  const [start, end] = [jpegFixture.subarray(0, 2), jpegFixture.subarray(-2)];
  const frame = gifFixture.subarray(25, -1);
  const animated = webpExtended(8, 8);
  const page = '<!DOCTYPE html><html><body>';
  const heic = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'));
  const told = (type: ExaminedImage['type'], size?: ReturnType<typeof pixels>) =>
    ({ ...(type && { type }), ...(size && { size }), isComplete: type !== undefined, isBinary: true }) as const;
  const cases: readonly (readonly [name: string, bytes: Uint8Array, told: ExaminedImage])[] = [
    ['29 one pixel', picture('png', { pixels: pixels(1, 1), seed: 'dot' }), told('png', pixels(1, 1))],
    ['30 a bomb', Buffer.concat([pngHeader(99_999, 99_999), png.subarray(33)]), told('png', pixels(99_999, 99_999))],
    ['31 a cut PNG', png.subarray(0, -1), { ...told('png', pixels(8, 8)), isComplete: false }],
    ['32 a WebP that moves', animated, told('webp', pixels(8, 8))],
    [
      '32 a GIF that moves',
      Buffer.concat([gifFixture.subarray(0, -1), frame, Buffer.from(';')]),
      told('gif', pixels(8, 8)),
    ],
    ['33 CMYK', Buffer.concat([start, adobe, fourChannels, end]), told('jpeg', pixels(30, 20))],
    ['33 turned', Buffer.concat([start, exif(8), fourChannels, end]), told('jpeg', pixels(20, 30))],
    ['34 AVIF', avifFixture, told('avif', pixels(8, 8))],
    ['34 HEIC', heic, told(undefined)],
    [
      '35 a script in an SVG',
      Buffer.from('<svg width="8" height="8"><script>alert(1)</script></svg>'),
      { ...told('svg', pixels(8, 8)), isBinary: false },
    ],
    ['36 PNG, then a page', Buffer.concat([png, Buffer.from(page)]), told('png', pixels(8, 8))],
    ['36 a page, then PNG', Buffer.concat([Buffer.from(page), png]), told(undefined)],
    ['a page', Buffer.from(page), { ...told(undefined), isBinary: false }],
    ['nothing', new Uint8Array(), { ...told(undefined), isBinary: false }],
  ];
  const answers = cases.map(async ([name, bytes]) => [name, bytes, await examineImage(sourceOf(bytes))]);
  assert.deepEqual(await Promise.all(answers), cases);
  const sizes = cases.flatMap(([name, , { size }]) => (size && !isDrawableSize(size) ? [name] : []));
  assert.deepEqual(sizes, ['30 a bomb']);
});

const million = 1_000_000;

test('A large image is read at its front and at its end', async () => {
  const chunk = Buffer.from('\0\0\0\0IDAT', 'latin1');
  chunk.writeUInt32BE(20 * million);
  const cases = {
    jpeg: Buffer.concat([jpegFixture.subarray(0, -2), Buffer.alloc(20 * million, 'a'), jpegFixture.subarray(-2)]),
    png: Buffer.concat([png.subarray(0, 33), chunk, Buffer.alloc(20 * million + 4), png.subarray(-12)]),
    webp: Buffer.concat([webpFixture, Buffer.alloc(20 * million)]),
    avif: Buffer.concat([
      avifFixture.subarray(0, 28),
      box('mdat', Buffer.alloc(20 * million)),
      avifFixture.subarray(28),
    ]),
  };
  const answers = Object.values(cases).map(async (bytes) => {
    const source = sourceOf(bytes);
    const { type, size, isComplete } = await examineImage(source);
    return { type, size, isComplete, reads: source.asked.length, isShort: source.longestAsked <= window };
  });
  const told = { size: pixels(8, 8), isComplete: true, isShort: true };
  assert.deepEqual(await Promise.all(answers), [
    { ...told, type: 'jpeg', reads: 2 },
    { ...told, type: 'png', reads: 2 },
    { ...told, type: 'webp', reads: 1 },
    { ...told, type: 'avif', reads: 4 },
  ]);
});

test('A hostile image costs reads in proportion to its length, and memory for one window', async () => {
  const jpegStart = Buffer.from('\xff\xd8\xff', 'latin1');
  const cases: readonly (readonly [name: string, head: Uint8Array, repeated: string])[] = [
    ['empty chunks', png.subarray(0, 33), '\0\0\0\0teXtcrc!'],
    ['blocks of one byte', Buffer.concat([gifFixture.subarray(0, 25), Buffer.from('\x21\xfe')]), '\x01\x01'],
    ['extensions without data', gifFixture.subarray(0, 25), '\x21\xf9\0'],
    ['small frames', gifFixture.subarray(0, 25), gifFixture.subarray(33, -1).toString('latin1')],
    ['empty boxes after the image', avifFixture, '\0\0\0\x08free'],
    ['empty boxes before the size', avifFixture.subarray(0, 28), '\0\0\0\x08free'],
    ['empty segments', jpegStart.subarray(0, 2), '\xff\xe1\0\x02'],
    ['metadata over and over', jpegStart.subarray(0, 2), '\xff\xe1\0\x0aExif\0\0MM'],
    ['fill bytes', jpegStart, '\xff'],
    ['comments', Buffer.from('<svg>'), '</svg><!---->'],
  ];
  const judged = cases.map(async ([name, head, repeated]) => {
    const lengths = [2 ** 20, 16 * 2 ** 20];
    const costs = lengths.map(async (length) => {
      const source = endlessSource(head, repeated, length);
      await examineImage(source);
      const mostReads = 2 * Math.ceil(length / (window - 16)) + 2;
      return { isLinear: source.asked.length <= mostReads, isShort: source.longestAsked <= window };
    });
    return [name, ...(await Promise.all(costs))];
  });
  const cost = { isLinear: true, isShort: true };
  assert.deepEqual(
    await Promise.all(judged),
    cases.map(([name]) => [name, cost, cost]),
  );
});

test('Others get their turn between the windows, even when all bytes are in memory', async () => {
  const source = endlessSource(png.subarray(0, 33), '\0\0\0\0teXtcrc!', 8 * 2 ** 20);
  let turns = 0;
  const takeTurn = () => {
    turns += 1;
    turning = setImmediate(takeTurn);
  };
  let turning = setImmediate(takeTurn);
  await examineImage(source);
  clearImmediate(turning);
  assert.ok(turns >= source.asked.length - 1, `${turns} turns for ${source.asked.length} reads`);
});

test('A source with fewer bytes than it said is answered, never thrown about', async () => {
  const shrunk = wholeImages.flatMap(([, bytes]) =>
    Array.from(bytes, (_, length) => {
      const left = bytes.subarray(0, length);
      return new CountedSource(bytes.length, (start, end) => left.subarray(start, end));
    }),
  );
  const answers = await Promise.all(shrunk.map((source) => walkSource(source, examination(source.length), 16)));
  assert.deepEqual(new Set(answers.map(({ isComplete }) => typeof isComplete)), new Set(['boolean']));
});

test('What a source cannot read is not told', async () => {
  const failure = new Error('EIO');
  const broken = { length: 100, read: () => Promise.reject(failure) };
  await assert.rejects(examineImage(broken), failure);
});

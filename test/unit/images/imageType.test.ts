import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ImageType } from '../../../src/images/image.ts';
import { extensionOf, imageSize, imageType, isComplete, mimeTypeOf } from '../../../src/images/imageType.ts';
import { avifFixture, gifFixture, jpegFixture, svgFixture, webpFixture } from '../../support/imageApi/fixtures.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { avifOf, jpegOf, pngHeader, webpExtended, webpLossy } from './headers.ts';

const png = picture('png', { pixels: { width: 8, height: 8 }, seed: 'boat' });
const whole: readonly (readonly [ImageType, Uint8Array])[] = [
  ['png', png],
  ['jpeg', jpegFixture],
  ['webp', webpFixture],
  ['gif', gifFixture],
  ['avif', avifFixture],
  ['svg', svgFixture],
];

test('A whole image tells its type, its size and that it is whole', () => {
  const told = whole.map(([, bytes]) => {
    const type = imageType(bytes);
    return type && { type, size: imageSize(bytes, type), isComplete: isComplete(bytes, type) };
  });
  assert.deepEqual(
    told,
    whole.map(([type]) => ({ type, size: { width: 8, height: 8 }, isComplete: true })),
  );
});

test('A type has one extension and one media type', () => {
  assert.deepEqual(
    whole.map(([type]) => [extensionOf(type), mimeTypeOf(type)]),
    [
      ['png', 'image/png'],
      ['jpg', 'image/jpeg'],
      ['webp', 'image/webp'],
      ['gif', 'image/gif'],
      ['avif', 'image/avif'],
      ['svg', 'image/svg+xml'],
    ],
  );
});

test('The bytes may lie in the middle of a larger buffer', () => {
  const answers = whole.map(([type, bytes]) => {
    const around = new Uint8Array(bytes.length + 7).fill(1);
    around.set(bytes, 3);
    const within = around.subarray(3, 3 + bytes.length);
    return [imageType(within), imageSize(within, type), isComplete(within, type)];
  });
  assert.deepEqual(
    answers,
    whole.map(([type]) => [type, { width: 8, height: 8 }, true]),
  );
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>';
const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');

test('What is no image has no type', () => {
  const others = {
    nothing: '',
    'one byte': '\x89',
    'the half of a signature': '\x89PNG',
    text: 'A paper boat',
    JSON: '{"error":{"message":"no"}}',
    'a page': '<!DOCTYPE html><html><body>Bad gateway</body></html>',
    'a page with a drawing': `<!DOCTYPE html><html><body>${svg}</body></html>`,
    'another XML': '<?xml version="1.0"?><rss version="2.0"/>',
    'text about a drawing': `See ${svg}`,
    'an element with a longer name': '<svgs/>',
    'a comment without an end': `<!-- ${svg}`,
    'sound in a RIFF': 'RIFF\x24\0\0\0WAVEfmt ',
    'a film': '\0\0\0\x18ftypmp42\0\0\0\0mp42isom',
  };
  const answers = Object.entries(others).map(([name, text]) => [name, imageType(Buffer.from(text, 'latin1'))]);
  assert.deepEqual(
    [...answers, ['HEIC', imageType(heic)]],
    [...Object.keys(others).map((name) => [name, undefined]), ['HEIC', undefined]],
  );
});

test('An SVG may begin with all that XML allows before its root', () => {
  const prologues = [
    '',
    '\uFEFF',
    '\n\t ',
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n',
    '<!-- Generator: a > b -->\n<!---->',
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
    '<!DOCTYPE svg [ <!ENTITY ns "http://a/?a=>"> ]>\n',
    `<!-- ${'long '.repeat(5000)}-->`,
  ];
  assert.deepEqual(
    prologues.map((prologue) => imageType(Buffer.from(prologue + svg))),
    prologues.map(() => 'svg'),
  );
});

test('The first header wins over what follows it', () => {
  const after = Buffer.concat([Buffer.from(`<html>${svg}`), jpegFixture]);
  const polyglots = whole.slice(0, 5).map(([, bytes]) => imageType(Buffer.concat([bytes, after])));
  assert.deepEqual(polyglots, ['png', 'jpeg', 'webp', 'gif', 'avif']);
});

test('A photograph that lies on its side is measured as it is shown', () => {
  const orientations = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const [upright, turned] = [
    { width: 30, height: 20 },
    { width: 20, height: 30 },
  ];
  assert.deepEqual(
    orientations.map((orientation) => imageSize(jpegOf({ width: 30, height: 20, orientation }), 'jpeg')),
    orientations.map((orientation) => (orientation >= 5 && orientation <= 8 ? turned : upright)),
  );
});

test('The size is what the header says, when it says one', () => {
  const cases: readonly (readonly [ImageType, Uint8Array | string, readonly [number, number] | undefined])[] = [
    ['png', pngHeader(99_999, 99_999), [99_999, 99_999]],
    ['png', pngHeader(0, 5), undefined],
    ['png', png.subarray(0, 20), undefined],
    ['png', Buffer.concat([png.subarray(0, 8), png.subarray(33)]), undefined],
    ['jpeg', jpegOf({ width: 640, height: 480 }), [640, 480]],
    ['jpeg', jpegOf({ width: 640, height: 0 }), undefined],
    ['jpeg', Buffer.from('\xff\xd8\xff\xd9', 'latin1'), undefined],
    ['webp', webpLossy(550, 368), [550, 368]],
    ['webp', webpExtended(16_384, 9000), [16_384, 9000]],
    ['gif', Buffer.from('GIF89a\x05\0\x07\0', 'latin1'), [5, 7]],
    ['gif', Buffer.from('GIF89a\0\0\x07\0', 'latin1'), undefined],
    ['avif', avifOf([64, 64], [120, 80], [64, 64]), [120, 80]],
    ['avif', avifOf(), undefined],
    ['svg', '<svg width="120px" height="1in">', [120, 96]],
    ['svg', '<svg viewBox="0 0 24 12">', [24, 12]],
    ['svg', '<svg width="100%" height="100%" viewBox="0 0 24 12">', [24, 12]],
    ['svg', '<svg width="48" viewBox="0 0 24 12">', [48, 24]],
    ['svg', '<svg><svg width="5" height="5"/></svg>', undefined],
    ['svg', '<svg data-text=">" width="7" height="9">', [7, 9]],
    ['svg', '<svg width="7"', undefined],
    ['svg', '<svg>', undefined],
  ];
  const measured = cases.map(([type, bytes]) => [type, bytes, imageSize(Buffer.from(bytes), type)]);
  assert.deepEqual(
    measured,
    cases.map(([type, bytes, size]) => [type, bytes, size && { width: size[0], height: size[1] }]),
  );
});

test('An image that was cut off anywhere is not complete', () => {
  const wronglyWhole = whole.flatMap(([type, bytes]) => {
    const trimmed = type === 'svg' ? bytes.subarray(0, -1) : bytes;
    const lengths = Array.from({ length: trimmed.length }, (_, length) => length);
    return lengths.filter((length) => isComplete(trimmed.subarray(0, length), type)).map((length) => [type, length]);
  });
  assert.deepEqual(wronglyWhole, []);
});

test('What follows the end does not make an image incomplete', () => {
  const cases: readonly (readonly [ImageType, Uint8Array])[] = [
    ['png', Buffer.concat([png, Buffer.from('trailing')])],
    ['jpeg', Buffer.concat([jpegFixture, Buffer.alloc(100)])],
    ['jpeg', Buffer.concat([jpegFixture, Buffer.from('\r\n')])],
    ['webp', Buffer.concat([webpFixture, Buffer.alloc(1)])],
    ['gif', Buffer.concat([gifFixture, Buffer.alloc(3)])],
    ['avif', Buffer.concat([avifFixture, Buffer.alloc(16)])],
    ['svg', Buffer.from(`${svgFixture.toString()}<!-- made by hand -->\n<!---->`)],
    ['svg', Buffer.from('<svg width="1" height="1" />')],
    ['svg', Buffer.from('<svg><text>&lt;/svg&gt;</text></svg >')],
  ];
  assert.deepEqual(
    cases.filter(([type, bytes]) => !isComplete(bytes, type)),
    [],
  );
});

/** A real image with some bytes changed, cut or followed by others. */
const mutated = fc
  .record({
    image: fc.constantFrom(...whole),
    changes: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 12 }),
    cut: fc.option(fc.nat(400), { nil: undefined }),
    tail: fc.uint8Array({ maxLength: 40 }),
  })
  .map(({ image: [, original], changes, cut, tail }) => {
    const bytes = Buffer.concat([original.subarray(0, cut), tail]);
    for (const [at, value] of changes) {
      bytes[at % (bytes.length || 1)] = value;
    }
    return bytes;
  });

test('Broken and foreign bytes are answered, never thrown about', () => {
  fc.assert(
    fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })), fc.constantFrom(...whole), (bytes, [type]) => {
      imageType(bytes);
      isComplete(bytes, type);
      const size = imageSize(bytes, type);
      return size === undefined || (Number.isInteger(size.width) && size.width > 0 && size.height > 0);
    }),
    { numRuns: 2000 },
  );
});

test('Bytes made to be slow are answered soon', () => {
  const million = 1_000_000;
  const hostile: readonly (readonly [ImageType, Uint8Array])[] = [
    ['svg', Buffer.from('<!--'.repeat(million))],
    ['svg', Buffer.from('<!---->'.repeat(million))],
    ['svg', Buffer.from(`<svg>${'</svg><!---->'.repeat(million)}x`)],
    ['svg', Buffer.from(`<svg ${'a="'.repeat(million)}`)],
    ['svg', Buffer.from('<svg '.repeat(million))],
    ['svg', Buffer.from(`<!DOCTYPE svg [${'] '.repeat(million)}`)],
    ['png', Buffer.concat([png.subarray(0, 33), Buffer.alloc(4 * million)])],
    ['jpeg', Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(20 * million)])],
    ['jpeg', Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(million, '\xff\xd9', 'latin1')])],
    ['gif', Buffer.concat([gifFixture.subarray(0, 25), Buffer.alloc(4 * million, '\x21\xf9\0', 'latin1')])],
    ['avif', avifOf(...Array.from({ length: 50_000 }, () => [8, 8] as const))],
    ['avif', Buffer.concat([avifFixture, Buffer.alloc(4 * million, '\0\0\0\x08free', 'latin1')])],
  ];
  const started = performance.now();
  for (const [type, bytes] of hostile) {
    imageType(bytes);
    imageSize(bytes, type);
    isComplete(bytes, type);
  }
  assert.ok(performance.now() - started < 10_000);
});

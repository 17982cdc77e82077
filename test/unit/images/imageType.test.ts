import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ImageSize, ImageType } from '../../../src/images/image.ts';
import { isDrawableSize } from '../../../src/images/imageSize.ts';
import { extensionOf, imageSize, imageType, isComplete, mimeTypeOf } from '../../../src/images/imageType.ts';
import { avifFixture, gifFixture, jpegFixture, svgFixture, webpFixture } from '../../support/imageApi/fixtures.ts';
import { avifOf, box, exif, jpegOf, pngHeader, segment, webpExtended, webpLossy } from './headers.ts';
import { brokenImages, png, wholeImages as whole } from './samples.ts';

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

test('The size of a photograph is found among other segments', () => {
  const frame = segment(0xc2, '\x08\0\x14\0\x1e\x01\x01\x11\0');
  const [upright, turned] = [
    { width: 30, height: 20 },
    { width: 20, height: 30 },
  ];
  const intel = 'II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\0\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0';
  const profile = Array.from({ length: 20 }, () => segment(0xe2, 'a'.repeat(65_000)));
  const cases: readonly (readonly [name: string, parts: readonly Uint8Array[], size: ImageSize | undefined])[] = [
    ['the frame first', [frame], upright],
    ['a profile of many segments', [...profile, frame], upright],
    ['fill bytes', [Buffer.alloc(9, 0xff), frame], upright],
    ['bytes that belong nowhere', [Buffer.from('\0\0\xff\x01\xff\xd0lost', 'latin1'), frame], upright],
    ['other metadata beside EXIF', [segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0'), exif(6), frame], turned],
    ['a thumbnail with a frame', [segment(0xe0, `JFXX\0\x10${jpegFixture.toString('latin1')}`), frame], upright],
    ['EXIF in the other byte order', [segment(0xe1, `Exif\0\0${intel}`), frame], turned],
    ['EXIF twice', [exif(6), exif(1), frame], turned],
    ['EXIF that is cut off', [segment(0xe1, 'Exif\0\0MM\0*'), frame], upright],
    ['EXIF that points outside', [segment(0xe1, 'Exif\0\0MM\0*\xff\xff\xff\xff'), frame], upright],
    ['EXIF with fewer entries than it says', [segment(0xe1, 'Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01'), frame], upright],
    ['pixels without a frame', [segment(0xda, ''), frame], undefined],
    ['a frame after the end', [Buffer.from('\xff\xd9', 'latin1'), frame], undefined],
    ['a frame that is cut off', [frame.subarray(0, 8)], undefined],
    ['a frame too far away', [Buffer.alloc(3_000_000), frame], undefined],
  ];
  const start = Buffer.from('\xff\xd8', 'latin1');
  assert.deepEqual(
    cases.map(([name, parts]) => [name, imageSize(Buffer.concat([start, ...parts]), 'jpeg')]),
    cases.map(([name, , size]) => [name, size]),
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
    ['avif', Buffer.concat([box('ftyp'), box('mdat', Buffer.alloc(3_000_000)), avifOf([6, 4])]), [6, 4]],
    ['avif', Buffer.concat([box('ftyp'), box('iprp', box('ipco', avifOf([6, 4])))]), undefined],
    ['avif', avifOf([6, 4]).subarray(0, -12), undefined],
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

test('An image is drawn up to 64 megapixels and 16384 pixels a side', () => {
  const sizes = [
    [1, 1],
    [8192, 8192],
    [16_384, 4096],
    [8193, 8192],
    [16_385, 1],
    [1, 16_385],
    [99_999, 99_999],
    [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ] as const;
  assert.deepEqual(
    sizes.map(([width, height]) => isDrawableSize({ width, height })),
    [true, true, true, false, false, false, false, false],
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

test('Broken and foreign bytes are answered, never thrown about', () => {
  fc.assert(
    fc.property(brokenImages, fc.constantFrom(...whole), (bytes, [type]) => {
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

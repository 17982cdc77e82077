import { isDrawableSize } from '../../../src/images/imageSize.ts';
import { avifFixture, gifFixture, jpegFixture, webpFixture } from '../../support/imageApi/fixtures.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import { exif } from '../../unit/images/headers.ts';
import { defineCase } from '../case.ts';
import { imagesAnswer, sent } from '../images.ts';
import { tableScene, type Expected, type Scene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { partIsKept, savedOne } from '../words.ts';

const saved = (image: Buffer, extension = 'png'): Expected => ({
  ...{ outcome: 'saved', images: [image], asked: 1 },
  message: savedOne.message.replace('png', extension),
  disk: savedOne.disk.replace('png', extension),
});
const kept = (image: Buffer, message: string, extension: string): Expected => ({
  ...{ outcome: 'kept', images: [image], asked: 1, message: `${message} ${partIsKept}` },
  disk: `a-paper-boat.${extension} (kept), cost`,
});
const keptCutOff = (image: Buffer): Expected => kept(image, 'The image arrived cut off.', 'png');
const keptUnknown = (image: Buffer): Expected =>
  kept(image, 'What the service sent as an image is of no known kind.', 'bin');

type Form = readonly [name: string, image: Buffer, expected: Expected];

const form = (name: string, image: Buffer, expected: (image: Buffer) => Expected): Form => [
  name,
  image,
  expected(image),
];

/** Whatever the bytes are: they are paid for, and stay as they came. */
function imagesCase(number: number, title: string, forms: readonly Form[]) {
  return defineCase(number, title, async (stage) => {
    const scenes: Scene[] = [];
    for (const [name, image, expected] of forms) {
      const setting = await startSetting(stage);
      setting.api.script(imagesAnswer(image));
      scenes.push({ name, seen: await setting.run(), expected });
    }
    return scenes;
  });
}

const dot = picture('png', { pixels: { width: 1, height: 1 }, seed: 'dot' });
const page = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

export const imageCases = [
  imagesCase(29, 'Image of 1×1', [form('', dot, saved)]),
  defineCase(30, 'Header that says 99999×99999', async (stage) => {
    const setting = await startSetting(stage);
    const huge = hugePng();
    setting.api.script(imagesAnswer(huge));
    return [
      { name: 'saved', seen: await setting.run(), expected: saved(huge) },
      tableScene(([width, height]) => isDrawableSize({ width, height }), drawable, 'decoded or not'),
    ];
  }),
  imagesCase(31, 'Truncated PNG', [
    form('in the middle', sent.subarray(0, 2000), keptCutOff),
    form('its last byte', sent.subarray(0, -1), keptCutOff),
    form('after its signature', sent.subarray(0, 8), keptCutOff),
  ]),
  imagesCase(32, 'Animated WebP, GIF', [
    form('WebP', animatedWebp(), (image) => saved(image, 'webp')),
    form('GIF', animatedGif(), (image) => saved(image, 'gif')),
  ]),
  imagesCase(33, 'CMYK or EXIF-rotated JPEG', [
    form('CMYK', cmykJpeg(), (image) => saved(image, 'jpg')),
    form('rotated', rotatedJpeg(), (image) => saved(image, 'jpg')),
  ]),
  imagesCase(34, 'AVIF, HEIC', [
    form('AVIF', avifFixture, (image) => saved(image, 'avif')),
    form('HEIC', heic(), keptUnknown),
  ]),
  defineCase(35, 'SVG with script', async (stage) => {
    const asked = await startSetting(stage);
    asked.api.script(imagesAnswer(svg));
    const unasked = await startSetting(stage);
    unasked.api.script(imagesAnswer(svg));
    return [
      { name: 'asked for', seen: await asked.run({ outputFormat: 'svg' }), expected: saved(svg, 'svg') },
      {
        ...{ name: 'nobody asked for it', seen: await unasked.run() },
        expected: kept(svg, 'The service sent an SVG, which may hold a script and was not asked for.', 'svg'),
      },
    ];
  }),
  imagesCase(36, 'PNG + HTML polyglot', [
    form('PNG first', Buffer.concat([sent, page]), saved),
    form('HTML first', Buffer.concat([page, sent]), keptUnknown),
  ]),
];

/** 64 megapixels, and 16384 pixels a side. */
const drawable: readonly (readonly [size: readonly [width: number, height: number], isDrawable: boolean])[] = [
  [[1, 1], true],
  [[8000, 8000], true],
  [[16_384, 2048], true],
  [[16_385, 1], false],
  [[9000, 9000], false],
  [[99_999, 99_999], false],
];

function hugePng(): Buffer {
  const bytes = Buffer.from(sent);
  bytes.writeUInt32BE(99_999, 16);
  bytes.writeUInt32BE(99_999, 20);
  return bytes;
}

/** The frame of the fixture a second time; before it are 13 bytes of header and a palette of 4 colours. */
function animatedGif(): Buffer {
  return Buffer.concat([gifFixture.subarray(0, -1), gifFixture.subarray(25)]);
}

/** Two frames, each the picture of the fixture: https://developers.google.com/speed/webp/docs/riff_container */
function animatedWebp(): Buffer {
  const place = Buffer.from([0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 100, 0, 0, 0]);
  const frame = riffChunk('ANMF', Buffer.concat([place, webpFixture.subarray(12)]));
  const head = riffChunk('VP8X', Buffer.from([2, 0, 0, 0, 7, 0, 0, 7, 0, 0]));
  const parts = [Buffer.from('WEBP'), head, riffChunk('ANIM', Buffer.alloc(6)), frame, frame];
  return riffChunk('RIFF', Buffer.concat(parts));
}

function riffChunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(content.length % 2)]);
}

function rotatedJpeg(): Buffer {
  return Buffer.concat([jpegFixture.subarray(0, 2), exif(6), jpegFixture.subarray(2)]);
}

/** Four components, with the mark of Adobe's inverted CMYK. */
function cmykJpeg(): Buffer {
  const adobe = '\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x02';
  const frame = '\xff\xc0\0\x14\x08\0\x08\0\x08\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0';
  return Buffer.from(`\xff\xd8${adobe}${frame}\xff\xd9`, 'latin1');
}

/** The container of AVIF under its other brand. */
function heic(): Buffer {
  const bytes = Buffer.from(avifFixture);
  bytes.write('heic', 8, 'latin1');
  bytes.write('mif1heic', 16, 'latin1');
  return bytes;
}

import fc from 'fast-check';
import type { ImageType } from '../../../src/images/image.ts';
import { avifFixture, gifFixture, jpegFixture, svgFixture, webpFixture } from '../../support/imageApi/fixtures.ts';
import { picture } from '../../support/imageApi/pictures.ts';

export const png = picture('png', { pixels: { width: 8, height: 8 }, seed: 'boat' });

/** One of each type, all of 8 x 8 pixels. */
export const wholeImages: readonly (readonly [ImageType, Buffer])[] = [
  ['png', png],
  ['jpeg', jpegFixture],
  ['webp', webpFixture],
  ['gif', gifFixture],
  ['avif', avifFixture],
  ['svg', svgFixture],
];

/** Real images with some bytes changed, cut or followed by others, and bytes that are no image at all. */
export const brokenImages: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc
    .record({
      image: fc.constantFrom(...wholeImages),
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
    }),
  fc.uint8Array({ maxLength: 300 }),
);

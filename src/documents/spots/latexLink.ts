import { withoutEscapes } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { describedBy } from './describedLink.ts';
import { isLiteralAddress, isRelativeAddress } from './imageAddress.ts';
import type { LinkSpot } from './imageSpot.ts';
import { optionOf } from './latexArguments.ts';
import type { FigureImage } from './latexFigures.ts';
import { latexWords } from './latexWords.ts';

/** LaTeX looks for these by itself; the first is the one to make, the others are as good when they are there. */
const extensions = ['png', 'pdf', 'jpg', 'jpeg', 'eps', 'svg', 'PNG', 'JPG', 'webp', 'gif', 'avif'];
const knownExtension = /\.(?:png|jpe?g|pdf|eps|svg|ps|mps|bmp|gif|webp|avif|tiff?|jp2|jbig2|pgf|tikz)$/i;

/** An image while the document is read: what its figure says comes later. */
export interface OpenImage extends FigureImage {
  readonly whole: OffsetRange;
  readonly target: string;
  readonly address: OffsetRange;
  readonly options: string;
  readonly folders: readonly string[];
  readonly isSvg: boolean;
}

/** What our own markup writes for characters that TeX would read. */
const ownEscape = /\\(?:csname @\w{5,13}\\endcsname |space |string[#$&^~])/g;

/** Undefined when only a run of TeX would tell: macros, parameters. */
export function targetOf(written: string): string | undefined {
  // `{a.name}.png` is how dots are kept out of the extension.
  const plain = written.replace(/^\{([^{}\\]*)\}/, '$1').replace(/^"(.*)"(\.\w+)?$/, '$1$2');
  const target = withoutEscapes(plain);
  const isDynamic = /[\\#{}\r\n]/.test(plain.replace(ownEscape, ''));
  return isDynamic || !isLiteralAddress(target) ? undefined : target;
}

export function linkOf({ whole, address, target, options, folders, isSvg, caption }: OpenImage): LinkSpot {
  const isBare = !knownExtension.test(target) && !/^[a-z]+:\/\//i.test(target);
  const pixels = (name: string): string | undefined => /^\d+\s?px$/.exec(optionOf(options, name))?.[0].replace(' ', '');
  return {
    ...{ kind: 'link', reads: 'file', target, whole, address },
    ...(folders.length > 0 && isRelativeAddress(target) && { folders }),
    ...(isBare && { extensions: isSvg ? ['svg'] : extensions }),
    ...describedBy({
      alt: options.includes('alt') ? latexWords(optionOf(options, 'alt')) : '',
      caption,
      width: pixels('width'),
      height: pixels('height'),
    }),
  };
}

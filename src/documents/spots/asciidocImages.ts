import { withoutEntities } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { attributeList, type AsciidocAttributes, type AttributeList } from './asciidocAttributes.ts';
import { asciidocWords } from './asciidocWords.ts';
import { describedBy } from './describedLink.ts';
import { isLiteralAddress, isRelativeAddress } from './imageAddress.ts';
import type { LinkSpot } from './imageSpot.ts';

/** A macro as it is written: `image::harbour.png[A harbour,320]`. */
export interface WrittenImage {
  readonly whole: OffsetRange;
  readonly address: OffsetRange;
  /** Between the brackets. */
  readonly attributes: string;
}

/** What the lines above a block say of it. */
export interface AboveBlock {
  readonly title: string | undefined;
  readonly named: AttributeList['named'];
}

const blockMacro = /^image::([^\s[](?:[^[]*[^\s[])?)\[(.*)\]$/;
/** A cell may hold a block. */
const cellMacro = /\|[ \t]*image::([^\s[\]|](?:[^[\]|]{0,500}[^\s[\]|])?)\[([^\]]*)\]/g;

/** The macro that a line is, if it is one. */
export function blockImage({ start, end }: OffsetRange, line: string): WrittenImage | undefined {
  const [, target, attributes] = blockMacro.exec(line) ?? [];
  if (target === undefined || attributes === undefined) return undefined;
  return { whole: { start, end }, address: addressAt(start, target), attributes };
}

/** The macros in the cells of a line. */
export function cellImages({ start }: OffsetRange, line: string): readonly WrittenImage[] {
  return Array.from(line.matchAll(cellMacro), ({ index, 0: written, 1: target = '', 2: attributes = '' }) => {
    const from = start + index + written.indexOf('image::');
    return {
      whole: { start: from, end: start + index + written.length },
      address: addressAt(from, target),
      attributes,
    };
  });
}

function addressAt(start: number, target: string): OffsetRange {
  const from = start + 'image::'.length;
  return { start: from, end: from + target.length };
}

/**
 * The link that a macro is where it stands; undefined when its address is only known to the document's converter.
 *
 * @param above of a block; absent within a paragraph
 */
export function linkOf(
  { whole, address, attributes: written }: WrittenImage,
  {
    text,
    attributes,
    above,
  }: { readonly text: string; readonly attributes: AsciidocAttributes; readonly above?: AboveBlock },
): LinkSpot | undefined {
  const name = attributes.resolve(withoutEntities(text.slice(address.start, address.end)));
  const folder = attributes.imageFolder;
  if (name === undefined || !isLiteralAddress(name)) return undefined;
  const isRelative = isRelativeAddress(name);
  if (isRelative && folder === undefined) return undefined;
  const isRemote = isRelative && /^[a-z][a-z\d+.-]+:\/\//i.test(folder ?? '');
  const target = isRemote ? `${(folder ?? '').replace(/\/$/, '')}/${name}` : name;
  const list = attributeList(written.replaceAll('\\]', ']').replace(/\r?\n/g, ' '));
  const value = (key: string): string | undefined => list.named.get(key) ?? above?.named.get(key);
  const words = (marked = ''): string => withoutEntities(attributes.resolve(marked) ?? marked);
  const [alt, width, height] = list.positional;
  return {
    ...{ kind: 'link', reads: 'url', target, whole, address },
    ...(isRelative && !isRemote && folder && { folders: [folder] }),
    ...describedBy({
      alt: words(value('alt') ?? alt),
      title: words(value('title')),
      caption: above?.title === undefined ? '' : asciidocWords(words(above.title)),
      width: value('width') ?? width,
      height: value('height') ?? height,
    }),
  };
}

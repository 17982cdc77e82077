import { plainLine } from '../markup/altText.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { namesImage } from './imageAddress.ts';
import type { AddressKind, LinkSpot } from './imageSpot.ts';
import { srcsetCandidates, type SrcsetCandidate } from './srcset.ts';

/** An attribute of a tag in any language that has tags. */
export interface TagAttribute {
  /** As it is written. */
  readonly name: string;
  /** Within the quotes; absent for what is computed. */
  readonly value?: TagValue;
}

export interface TagValue {
  readonly range: OffsetRange;
  readonly written: string;
  /** Escapes undone. */
  readonly text: string;
  /** Default: a URL. */
  readonly reads?: AddressKind;
}

/** A tag, and what is around it that tells of its image. */
export interface ImageTag {
  readonly name: string;
  readonly whole: OffsetRange;
  readonly attributes: readonly TagAttribute[];
  /** Of the `img` of its `picture`. */
  readonly alt?: string;
  /** Of its figure. */
  readonly caption?: string;
}

/** A template engine or a component fills it in. */
const computed = /\{\{|\{%|<[%?]|\$\{|\{[^}]*\}|^\s*$/;

const imageName = /img|image|picture|photo|avatar|thumbnail|icon|logo/i;

/** The images that a tag shows by literal addresses; several for a `srcset`. */
export function imagesOfTag(tag: ImageTag): readonly LinkSpot[] {
  const spots: LinkSpot[] = [];
  for (const { name, value } of tag.attributes) {
    if (!value) continue;
    const kind = kindOf(name, value.text, tag);
    if (kind === 'one') spots.push(spotOf(tag, value));
    if (kind === 'set') spots.push(...spotsOfSet(tag, value));
  }
  return spots.filter(({ target }) => !computed.test(target) && !/^\s*(?:data|blob|about|javascript):/i.test(target));
}

/** The text of an attribute that is literal. */
export function attributeOf(tag: Pick<ImageTag, 'attributes'>, name: string): string | undefined {
  return tag.attributes.find((each) => each.name.toLowerCase() === name)?.value?.text;
}

function kindOf(attribute: string, text: string, tag: ImageTag): 'one' | 'set' | undefined {
  const name = attribute.toLowerCase();
  const tagName = tag.name.toLowerCase();
  switch (name) {
    case 'src':
    case 'data-src':
      return showsSource(tag, text) ? 'one' : undefined;
    case 'srcset':
    case 'data-srcset':
      return tagName === 'source' && tag.alt === undefined && !isImageSource(tag) ? undefined : 'set';
    case 'imagesrcset':
      return tagName === 'link' ? 'set' : undefined;
    case 'poster':
      return tagName === 'video' ? 'one' : undefined;
    case 'href':
    case 'xlink:href':
    case 'xlinkhref':
      return hasImageAddress(tag, tagName) ? 'one' : undefined;
    case 'background':
      return /^(?:body|table|t[dhr])$/.test(tagName) ? 'one' : undefined;
    case 'content':
      return isImageMeta(tag, tagName) ? 'one' : undefined;
    default:
      return undefined;
  }
}

/** Of a `picture`; those of audio and video have types of their own. */
function isImageSource(tag: ImageTag): boolean {
  return !/^(?:audio|video)\//.test(attributeOf(tag, 'type') ?? '');
}

function showsSource(tag: ImageTag, text: string): boolean {
  const { name } = tag;
  if (/^(?:script|iframe|embed|audio|video|track|source|frame)$/i.test(name)) return false;
  if (/^input$/i.test(name)) return attributeOf(tag, 'type') === 'image';
  return /^img$/i.test(name) || imageName.test(name) || namesImage(text);
}

/** `<image href>` of SVG, and links of a page's head that show an image. */
function hasImageAddress(tag: ImageTag, tagName: string): boolean {
  if (tagName === 'image' || tagName === 'feimage') return true;
  if (tagName !== 'link') return false;
  const rel = (attributeOf(tag, 'rel') ?? '').toLowerCase();
  return (
    /\b(?:icon|apple-touch-icon|mask-icon)\b/.test(rel) || (rel === 'preload' && attributeOf(tag, 'as') === 'image')
  );
}

function isImageMeta(tag: ImageTag, tagName: string): boolean {
  const name = attributeOf(tag, 'property') ?? attributeOf(tag, 'name') ?? '';
  return tagName === 'meta' && /^(?:og:image(?::url|:secure_url)?|twitter:image(?::src)?)$/i.test(name);
}

function spotOf(
  tag: ImageTag,
  { range, text, reads = 'url' }: Pick<TagValue, 'range' | 'text' | 'reads'>,
  size = sizeOf(tag),
): LinkSpot {
  const { whole, caption } = tag;
  const lines = {
    alt: plainLine(attributeOf(tag, 'alt') ?? tag.alt ?? ''),
    title: plainLine(attributeOf(tag, 'title') ?? ''),
    caption: plainLine(caption ?? ''),
    hint: plainLine(attributeOf(tag, 'data-ai-hint') ?? ''),
  };
  const known = Object.fromEntries(
    Object.entries(lines).filter(([, line]) => line !== '' && !/\{\{|\{%|<[%?]/.test(line)),
  );
  return { kind: 'link', whole, address: range, target: text.trim(), reads, ...known, ...size };
}

/** Every candidate of a set is a file of its own. */
function spotsOfSet(tag: ImageTag, value: TagValue): readonly LinkSpot[] {
  const size = sizeOf(tag);
  return srcsetCandidates(value).map((candidate) => spotOf(tag, candidate, candidateSize(candidate, size)));
}

type OwnSize = Pick<LinkSpot, 'width' | 'height'>;

/** By its descriptor, in the shape that the tag has. */
function candidateSize({ width: wide, density }: SrcsetCandidate, { width, height }: OwnSize): OwnSize {
  if (density !== undefined && width && height)
    return { width: Math.round(width * density), height: Math.round(height * density) };
  if (wide === undefined) return { ...(width && { width }), ...(height && { height }) };
  return { width: wide, ...(width && height && { height: Math.round((wide * height) / width) }) };
}

function sizeOf(tag: ImageTag): OwnSize {
  const [width, height] = ['width', 'height'].map((name) => wholePixels(attributeOf(tag, name)));
  return { ...(width && { width }), ...(height && { height }) };
}

/** `300`, `300px`; undefined for other units. */
export function wholePixels(text: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,5})(?:px)?\s*$/.exec(text ?? '')?.[1];
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits);
}

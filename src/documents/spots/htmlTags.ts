import type { SyntaxNode } from '@lezer/common';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { addFound, nothingFound, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot } from './imageSpot.ts';
import { imagesOfTag, type ImageTag, type TagAttribute, type TagValue } from './imageTag.ts';
import { PieceCache } from './pieceCache.ts';
import { movedValue, type ImageImports, type NamedImages } from './scriptValues.ts';
import { findInDeclarations, type StyleFinder } from './styleSpots.ts';

/** HTML, and what components and template engines make of it. */
export interface HtmlDialect {
  /** For comments. */
  readonly languageId: string;
  /** What an attribute means whose name or value is of a dialect; undefined for what is computed. */
  readonly readAttribute?: (attribute: WrittenAttribute, tag: WrittenTag) => TagAttribute | undefined;
  /** Where something else than the page was parsed. */
  readonly written?: string;
  readonly imports?: Pick<ImageImports, 'get' | 'has'> | undefined;
}

export interface WrittenTag {
  /** Its attributes' ranges begin at it, unless they are those of an import. */
  readonly text: string;
  readonly imports: NamedImages;
}

export interface WrittenAttribute {
  readonly name: string;
  /** Without its quotes. */
  readonly value: TagValue | undefined;
}

/** Ranges begin at the tag. */
export interface TagPiece {
  readonly image: ImageTag;
  /** Without what is around the tag. */
  readonly links: readonly LinkSpot[];
  readonly styled: FoundSpots;
  /** The names it would show an image of, were it imported. */
  readonly asked: readonly string[];
}

/** A page that was parsed. */
export interface TagSource {
  readonly text: string;
  readonly dialect: HtmlDialect;
}

/** Reads the tags of a page, and those that did not change not again. */
export class TagReader {
  readonly #styles: StyleFinder;
  readonly #known = new PieceCache<string, TagPiece>();

  constructor(styles: StyleFinder) {
    this.#styles = styles;
  }

  read(tag: SyntaxNode, source: TagSource): TagPiece {
    const { from, to } = tag;
    const { imports, written = source.text } = source.dialect;
    const text = written.slice(from, to);
    const parsed = source.text.slice(from, to);
    const key = parsed === text ? text : `${parsed}\0${text}`;
    const known = this.#known.at(key, () => this.#readAnew(tag, { text, imports: new Map() }, source));
    // What shows an import changes with it.
    if (!imports || !known.asked.some((name) => imports.has(name))) return known;
    return this.#readAnew(tag, { text, imports }, source);
  }

  /** The document was read to its end. */
  turn(): void {
    this.#known.turn();
  }

  #readAnew(tag: SyntaxNode, { text, imports }: WrittenTag, source: TagSource): TagPiece {
    const { readAttribute = plainAttribute } = source.dialect;
    const asked: string[] = [];
    const get = (name: string): TagValue | undefined => {
      asked.push(name);
      return imports.get(name);
    };
    const attributes = writtenAttributes(tag, source.text).flatMap(
      (attribute) => readAttribute(attribute, { text, imports: { get } }) ?? [],
    );
    const styled = nothingFound();
    for (const { name, value } of attributes)
      if (name.toLowerCase() === 'style' && value)
        addFound(styled, findInDeclarations(withQuotes(value.written), this.#styles), value.range.start);
    const image = { name: tagName(tag, source.text), attributes, whole: { start: 0, end: tag.to - tag.from } };
    return { image, links: imagesOfTag(image), styled, asked };
  }
}

/** React writes `url(&quot;a.png&quot;)`. The references keep their length, outside of the quotes. */
function withQuotes(declarations: string): string {
  let isOpen = false;
  return declarations.replaceAll('&quot;', () => {
    isOpen = !isOpen;
    return isOpen ? '     "' : '"     ';
  });
}

export function tagName(tag: SyntaxNode, text: string): string {
  const name = tag.firstChild?.nextSibling;
  return name?.name === 'TagName' ? text.slice(name.from, name.to) : '';
}

/** Ranges begin at the tag. */
function writtenAttributes(tag: SyntaxNode, text: string): readonly WrittenAttribute[] {
  return tag.getChildren('Attribute').flatMap((attribute) => {
    const name = attribute.getChild('AttributeName');
    if (!name) return [];
    return [{ name: text.slice(name.from, name.to), value: movedValue(valueOf(attribute, text), -tag.from) }];
  });
}

export function plainAttribute({ name, value }: WrittenAttribute): TagAttribute {
  return { name, ...(value && { value }) };
}

export function plainAttributes(tag: SyntaxNode, text: string): readonly TagAttribute[] {
  return writtenAttributes(tag, text).map(plainAttribute);
}

function valueOf(attribute: SyntaxNode, text: string): TagValue | undefined {
  const quoted = attribute.getChild('AttributeValue');
  const bare = attribute.getChild('UnquotedAttributeValue');
  const node = quoted ?? bare;
  if (!node) return undefined;
  const isClosed = quoted && text.charAt(quoted.to - 1) === text.charAt(quoted.from) && quoted.to > quoted.from + 1;
  const range = { start: node.from + (quoted ? 1 : 0), end: node.to - (isClosed ? 1 : 0) };
  const written = text.slice(range.start, range.end);
  return { range, written, text: withoutEntities(written) };
}

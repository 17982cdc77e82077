import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { parser } from '@lezer/html';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { commentsIn } from './codeSpots.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import { ancestorNamed, elementName, openingOf } from './htmlElements.ts';
import { htmlSource } from './htmlSource.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import {
  plainAttribute,
  plainAttributes,
  tagName,
  TagReader,
  type HtmlDialect,
  type TagSource,
  type WrittenAttribute,
} from './htmlTags.ts';
import { attributeOf, imagesOfTag, type TagAttribute } from './imageTag.ts';
import { parsePatiently } from './patientParse.ts';
import { ScriptFinder } from './scriptSpots.ts';
import { StyleFinder } from './styleSpots.ts';

const marks: CommentMarks = { line: [], block: [['<!--', '-->']] };

const html: HtmlDialect = { languageId: 'html' };

export function readHtml(text: string): SpotReading {
  return readingOf(findInHtml(htmlSource(text)), text);
}

/** HTML of a template engine or between PHP, with comments of its own. */
export function pageReader(languageId: string): SpotReader {
  const { line, block } = knownCommentMarks(languageId);
  const own = { line, block: block.filter(([open]) => open !== '<!--') };
  const dialect = /razor|cshtml/.test(languageId) ? { languageId, readAttribute: razorAttribute } : { languageId };
  return (text) => {
    const found = findInHtml(htmlSource(text, languageId), dialect);
    if (languageId === 'php') found.comments.push(...commentsIn(outsideBlanked(text), languageId, own));
    else found.comments.push(...commentsIn(text, languageId, { ...own, line: [] }));
    return readingOf(found, text);
  };
}

/** `@Model.Image` is computed. */
function razorAttribute({ name, value }: WrittenAttribute): TagAttribute | undefined {
  return value?.text.startsWith('@') ? { name } : plainAttribute({ name, value });
}

function outsideBlanked(text: string): string {
  const code = /<\?[^]*?(?:\?>|$)/g;
  let result = '';
  for (const { 0: written, index } of text.matchAll(code))
    result +=
      text.slice(result.length, index).replace(/[^\n]/g, ' ') +
      written.replace(/^<\?(?:php\b|=)?|\?>$/g, (mark) => ' '.repeat(mark.length));
  return result;
}

/** Finds the images of pages, and of the scripts and style sheets in them that did not change not again. */
export class HtmlFinder {
  readonly scripts = new ScriptFinder();
  readonly styles = new StyleFinder();
  readonly #tags = new TagReader(this.styles);

  find(text: string, dialect: HtmlDialect = html, tree: Tree = parsePatiently(parser, text)): FoundSpots {
    const found = nothingFound();
    const walk = { text, dialect, found, scripts: this.scripts, styles: this.styles, tags: this.#tags };
    tree.iterate({
      enter: (ref) => {
        takeNode(ref, walk);
      },
    });
    return found;
  }

  /** The document was read to its end. */
  turn(): void {
    this.scripts.turn();
    this.styles.turn();
    this.#tags.turn();
  }
}

/** A page, or a piece of one. */
export function findInHtml(text: string, dialect?: HtmlDialect): FoundSpots {
  return new HtmlFinder().find(text, dialect);
}

interface Walk extends TagSource {
  readonly found: FoundSpots;
  readonly scripts: ScriptFinder;
  readonly styles: StyleFinder;
  readonly tags: TagReader;
}

function takeNode(ref: SyntaxNodeRef, walk: Walk): void {
  const { text, dialect, found, scripts, styles } = walk;
  const { name, from, to } = ref;
  switch (name) {
    case 'OpenTag':
    case 'SelfClosingTag':
      // Without an attribute, it shows nothing.
      if (text.slice(from, to).includes('=')) takeTag(ref.node, walk);
      return;
    case 'Comment':
      found.comments.push({ start: from, end: to, languageId: dialect.languageId, marks });
      return;
    case 'StyleText':
      addFound(found, styles.find(text.slice(from, to), styleLanguage(ref.node, text)), from);
      return;
    case 'ScriptText':
      addFound(found, scripts.find(text.slice(from, to), scriptLanguage(ref.node, text)), from);
      return;
    case 'Element':
      takeBlock(ref.node, walk);
  }
}

function takeTag(tag: SyntaxNode, walk: Walk): void {
  const { text, found, tags } = walk;
  const { image, links, styled } = tags.read(tag, walk);
  addFound(found, styled, tag.from);
  const alt = image.name.toLowerCase() === 'source' ? pictureAlt(tag, walk) : undefined;
  const caption = links.length > 0 || alt !== undefined ? captionOf(tag, text) : undefined;
  const around = { ...(alt !== undefined && { alt }), ...(caption !== undefined && { caption }) };
  const shown = alt === undefined && caption === undefined ? links : imagesOfTag({ ...image, ...around });
  addFound(found, { ...nothingFound(), links: [...shown] }, tag.from);
}

/** What the image of the `picture` around a source says. */
function pictureAlt(tag: SyntaxNode, walk: Walk): string | undefined {
  const { text } = walk;
  const picture = ancestorNamed(tag, 'picture', text);
  if (!picture) return undefined;
  for (const child of picture.getChildren('Element')) {
    const own = openingOf(child);
    if (own && /^img$|image/i.test(tagName(own, text)))
      return attributeOf(walk.tags.read(own, walk).image, 'alt') ?? '';
  }
  return '';
}

function captionOf(tag: SyntaxNode, text: string): string | undefined {
  const figure = ancestorNamed(tag, 'figure', text);
  const caption = figure?.getChildren('Element').find((child) => elementName(child, text) === 'figcaption');
  return caption && wordsIn(caption, text);
}

const headings = /^h[1-6]$/;
const paragraphs = /^(?:p|li|figcaption|blockquote|dd|td)$/;

function takeBlock(element: SyntaxNode, { text, found }: Walk): void {
  const name = elementName(element, text);
  const kind = headings.test(name) ? 'heading' : paragraphs.test(name) ? 'paragraph' : undefined;
  if (kind) found.blocks.push({ kind, start: element.from, end: element.to, text: wordsIn(element, text) });
}

const mostWords = 2000;

/** Without tags and comments. */
function wordsIn(element: SyntaxNode, text: string): string {
  const inner = text.slice(element.from, Math.min(element.to, element.from + mostWords));
  return withoutEntities(inner.replace(/<!--[^]*?(?:-->|$)|<[^<>]*(?:>|$)|\{\{x*/g, ' '));
}

/** By the tag before the text. */
function scriptLanguage(node: SyntaxNode, text: string): string {
  const opening = node.parent?.getChild('OpenTag');
  const attributes = opening ? plainAttributes(opening, text) : [];
  const lang = attributeOf({ attributes }, 'lang') ?? attributeOf({ attributes }, 'type') ?? '';
  if (/^(?:tsx)$/.test(lang)) return 'typescriptreact';
  if (/^(?:jsx|text\/babel)$/.test(lang)) return 'javascriptreact';
  if (/^(?:ts|typescript|text\/typescript)$/.test(lang)) return 'typescript';
  return lang === '' || /module|javascript/.test(lang) ? 'javascript' : '';
}

function styleLanguage(node: SyntaxNode, text: string): string {
  const opening = node.parent?.getChild('OpenTag');
  return attributeOf({ attributes: opening ? plainAttributes(opening, text) : [] }, 'lang') ?? 'css';
}

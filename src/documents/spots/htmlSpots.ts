import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { parser } from '@lezer/html';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { commentsIn } from './codeSpots.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import { htmlSource } from './htmlSource.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import { attributeOf, imagesOfTag, type TagAttribute, type TagValue } from './imageTag.ts';
import { parsePatiently } from './patientParse.ts';
import { findInScript } from './scriptSpots.ts';
import { findInDeclarations, findInStyleSheet } from './styleSpots.ts';

/** HTML, and what components and template engines make of it. */
export interface HtmlDialect {
  /** For comments. */
  readonly languageId: string;
  /** What an attribute means whose name or value is of a dialect; undefined for what is computed. */
  readonly readAttribute?: (attribute: WrittenAttribute) => TagAttribute | undefined;
}

export interface WrittenAttribute {
  readonly name: string;
  /** Without its quotes. */
  readonly value: TagValue | undefined;
}

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

/** A page, or a piece of one. */
export function findInHtml(
  text: string,
  dialect: HtmlDialect = html,
  tree: Tree = parsePatiently(parser, text),
): FoundSpots {
  const found = nothingFound();
  tree.iterate({
    enter: (ref) => {
      takeNode(ref, { text, dialect, found });
    },
  });
  return found;
}

interface Walk {
  readonly text: string;
  readonly dialect: HtmlDialect;
  readonly found: FoundSpots;
}

function takeNode(ref: SyntaxNodeRef, { text, dialect, found }: Walk): void {
  const { name, from, to } = ref;
  switch (name) {
    case 'OpenTag':
    case 'SelfClosingTag':
      takeTag(ref.node, { text, dialect, found });
      return;
    case 'Comment':
      found.comments.push({ start: from, end: to, languageId: dialect.languageId, marks });
      return;
    case 'StyleText':
      addFound(found, findInStyleSheet(text.slice(from, to), styleLanguage(ref.node, text)), from);
      return;
    case 'ScriptText':
      addFound(found, findInScript(text.slice(from, to), scriptLanguage(ref.node, text)), from);
      return;
    case 'Element':
      takeBlock(ref.node, { text, dialect, found });
  }
}

function takeTag(tag: SyntaxNode, { text, dialect, found }: Walk): void {
  const name = tagName(tag, text);
  const attributes = attributesOf(tag, text, dialect);
  const alt = name.toLowerCase() === 'source' ? pictureAlt(tag, text, dialect) : undefined;
  const caption = captionOf(tag, text);
  const around = { ...(alt !== undefined && { alt }), ...(caption !== undefined && { caption }) };
  found.links.push(...imagesOfTag({ ...{ name, attributes, whole: { start: tag.from, end: tag.to } }, ...around }));
  for (const { name: attribute, value } of attributes)
    if (attribute.toLowerCase() === 'style' && value)
      addFound(found, findInDeclarations(withQuotes(value.written)), value.range.start);
}

/** React writes `url(&quot;a.png&quot;)`. The references keep their length, outside of the quotes. */
function withQuotes(declarations: string): string {
  let isOpen = false;
  return declarations.replaceAll('&quot;', () => {
    isOpen = !isOpen;
    return isOpen ? '     "' : '"     ';
  });
}

function tagName(tag: SyntaxNode, text: string): string {
  const name = tag.firstChild?.nextSibling;
  return name?.name === 'TagName' ? text.slice(name.from, name.to) : '';
}

function attributesOf(tag: SyntaxNode, text: string, { readAttribute }: HtmlDialect): readonly TagAttribute[] {
  return tag.getChildren('Attribute').flatMap((attribute) => {
    const name = attribute.getChild('AttributeName');
    if (!name) return [];
    const written = { name: text.slice(name.from, name.to), value: valueOf(attribute, text) };
    const read = readAttribute ? readAttribute(written) : plainAttribute(written);
    return read ? [read] : [];
  });
}

export function plainAttribute({ name, value }: WrittenAttribute): TagAttribute {
  return { name, ...(value && { value }) };
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

/** What the image of the `picture` around a source says. */
function pictureAlt(tag: SyntaxNode, text: string, dialect: HtmlDialect): string | undefined {
  const picture = ancestorNamed(tag, 'picture', text);
  if (!picture) return undefined;
  for (const child of picture.getChildren('Element')) {
    const own = openingOf(child);
    if (own && /^img$|image/i.test(tagName(own, text)))
      return attributeOf({ attributes: attributesOf(own, text, dialect) }, 'alt') ?? '';
  }
  return '';
}

function captionOf(tag: SyntaxNode, text: string): string | undefined {
  const figure = ancestorNamed(tag, 'figure', text);
  const caption = figure?.getChildren('Element').find((child) => elementName(child, text) === 'figcaption');
  return caption && wordsIn(caption, text);
}

/** Not far away: a page that is one figure has no caption for all of its images. */
const farthestAncestor = 6;

function ancestorNamed(tag: SyntaxNode, name: string, text: string): SyntaxNode | undefined {
  let node = tag.parent?.parent;
  for (let steps = 0; node && steps < farthestAncestor; steps++) {
    if (node.name === 'Element' && elementName(node, text) === name) return node;
    node = node.parent;
  }
  return undefined;
}

function openingOf(element: SyntaxNode): SyntaxNode | null {
  // Looking for a child by its name takes longer the deeper it stands.
  const first = element.firstChild;
  return first && /^(?:Open|SelfClosing)Tag$/.test(first.name) ? first : null;
}

function elementName(element: SyntaxNode, text: string): string {
  const opening = openingOf(element);
  return opening ? tagName(opening, text).toLowerCase() : '';
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
  const attributes = opening ? attributesOf(opening, text, html) : [];
  const lang = attributeOf({ attributes }, 'lang') ?? attributeOf({ attributes }, 'type') ?? '';
  if (/^(?:tsx)$/.test(lang)) return 'typescriptreact';
  if (/^(?:jsx|text\/babel)$/.test(lang)) return 'javascriptreact';
  if (/^(?:ts|typescript|text\/typescript)$/.test(lang)) return 'typescript';
  return lang === '' || /module|javascript/.test(lang) ? 'javascript' : '';
}

function styleLanguage(node: SyntaxNode, text: string): string {
  const opening = node.parent?.getChild('OpenTag');
  return attributeOf({ attributes: opening ? attributesOf(opening, text, html) : [] }, 'lang') ?? 'css';
}

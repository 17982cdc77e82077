import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { CommentMarks } from '../comments/comments.ts';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { addFound, movedBy, nothingFound, type FoundSpots } from './foundSpots.ts';
import { ancestorNamed, elementName, openingOf } from './htmlElements.ts';
import { plainAttributes, tagName, type TagReader, type TagSource } from './htmlTags.ts';
import { attributeOf, imagesOfTag } from './imageTag.ts';
import { withoutImported, type ImportedLink } from './importedLinks.ts';
import type { ScriptFinder } from './scriptSpots.ts';
import type { StyleFinder } from './styleSpots.ts';
import type { TextBlock } from './surroundings.ts';

const marks: CommentMarks = { line: [], block: [['<!--', '-->']] };

/** A piece of a page that is read. */
export interface HtmlWalk extends TagSource {
  readonly found: FoundSpots;
  /** Imports are far away from all that is in the piece: at less than 0. */
  readonly imported: ImportedLink[];
  readonly asked: string[];
  readonly scripts: ScriptFinder;
  readonly styles: StyleFinder;
  readonly tags: TagReader;
}

export function takeNode(ref: SyntaxNodeRef, walk: HtmlWalk): void {
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
    case 'Element': {
      const block = blockOf(ref.node, text);
      if (block) found.blocks.push(block);
    }
  }
}

function takeTag(tag: SyntaxNode, walk: HtmlWalk): void {
  const { text, dialect, found, tags } = walk;
  const { image, links, styled, asked } = tags.read(tag, walk);
  walk.asked.push(...asked);
  addFound(found, styled, tag.from);
  const alt = image.name.toLowerCase() === 'source' ? pictureAlt(tag, walk) : undefined;
  const caption = links.length > 0 || alt !== undefined ? captionOf(tag, text) : undefined;
  const around = { ...(alt !== undefined && { alt }), ...(caption !== undefined && { caption }) };
  const shown = alt === undefined && caption === undefined ? links : imagesOfTag({ ...image, ...around });
  const { own, imported } = withoutImported(shown, asked, dialect.imports);
  addFound(found, { ...nothingFound(), links: [...own] }, tag.from);
  for (const { link, name } of imported)
    walk.imported.push({ name, link: { ...link, whole: movedBy(link.whole, tag.from) } });
}

/** What the image of the `picture` around a source says. */
function pictureAlt(tag: SyntaxNode, walk: HtmlWalk): string | undefined {
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

export function blockOf(element: SyntaxNode, text: string): TextBlock | undefined {
  const name = elementName(element, text);
  const kind = headings.test(name) ? 'heading' : paragraphs.test(name) ? 'paragraph' : undefined;
  return kind && { kind, start: element.from, end: element.to, text: wordsIn(element, text) };
}

/** Of a block; all that is looked at. */
export const mostWords = 2000;

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

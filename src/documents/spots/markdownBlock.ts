import type { SyntaxNode, SyntaxNodeRef } from '@lezer/common';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { plainLine } from '../markup/altText.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { addFound, nothingFound, type FoundSpots } from './foundSpots.ts';
import { findInHtml } from './htmlFinder.ts';
import { isLiteralAddress } from './imageAddress.ts';
import type { LinkSpot } from './imageSpot.ts';
import { wholePixels } from './imageTag.ts';
import { markdownWords, withoutMarkdownEscapes } from './markdownWords.ts';

/** What one block of a document holds. All ranges begin at the block. */
export interface MarkdownBlock extends FoundSpots {
  /** Images whose address is defined elsewhere. */
  readonly references: readonly ShownReference[];
  readonly definitions: readonly ReferenceDefinition[];
}

export interface ShownReference extends Pick<LinkSpot, 'whole' | 'alt' | 'width' | 'height'> {
  /** Normalized. */
  readonly label: string;
}

export interface ReferenceDefinition extends Pick<LinkSpot, 'address' | 'target'> {
  readonly label: string;
  readonly title?: string;
}

const marks: CommentMarks = knownCommentMarks('markdown');

/** @param text of the block */
export function readMarkdownBlock(block: SyntaxNode, text: string): MarkdownBlock {
  const walk: Walk = {
    ...{ text, base: block.from, found: nothingFound(), references: [], definitions: [], tags: [], codes: [] },
  };
  block.cursor().iterate((ref) => takeNode(ref, walk));
  const { found, references, definitions, tags, codes } = walk;
  if (tags.length > 0) addFound(found, findInHtml(htmlOf(text, tags, codes)));
  return { ...found, references, definitions };
}

interface Walk {
  readonly text: string;
  /** Where the block begins in its document. */
  readonly base: number;
  readonly found: FoundSpots;
  readonly references: ShownReference[];
  readonly definitions: ReferenceDefinition[];
  /** Of HTML. */
  readonly tags: OffsetRange[];
  readonly codes: OffsetRange[];
}

/** Answers false where nothing below is looked at. */
function takeNode({ name, from, to, node }: SyntaxNodeRef, walk: Walk): boolean {
  const range = { start: from - walk.base, end: to - walk.base };
  switch (name) {
    case 'FencedCode':
    case 'CodeBlock':
    case 'InlineCode':
    case 'QuoteMark':
      walk.codes.push(range);
      return false;
    case 'Image':
      takeImage(node, walk);
      // An image within is a part of the alternative text.
      return false;
    case 'LinkReference':
      takeDefinition(node, range, walk);
      return false;
    case 'HTMLBlock':
    case 'HTMLTag':
      walk.tags.push(range);
      // There may be quote marks within.
      return true;
    case 'CommentBlock':
    case 'Comment':
      takeComment(range, walk);
      return false;
    default:
      takeBlock(name, range, walk);
      return true;
  }
}

/** A block may go on behind its comment. */
function takeComment({ start, end }: OffsetRange, { text, found, tags }: Walk): void {
  const close = text.indexOf('-->', start);
  const commentEnd = close === -1 ? end : Math.min(end, close + 3);
  found.comments.push({ start, end: commentEnd, languageId: 'markdown', marks });
  if (commentEnd < end) tags.push({ start: commentEnd, end });
}

/** What is between tags is text for HTML as well; code and the rest give way to spaces, so that offsets stay. */
function htmlOf(text: string, tags: readonly OffsetRange[], codes: readonly OffsetRange[]): string {
  const start = tags[0]?.start ?? 0;
  const end = tags.at(-1)?.end ?? 0;
  let html = ' '.repeat(start);
  for (const code of codes) {
    if (code.start < html.length || code.end > end) continue;
    html += text.slice(html.length, code.start) + ' '.repeat(code.end - code.start);
  }
  return html + text.slice(html.length, end);
}

function takeImage(image: SyntaxNode, { text, base, found, references }: Walk): void {
  const slice = (from: number, to: number): string => text.slice(from - base, to - base);
  const [open, close] = image.getChildren('LinkMark');
  if (!open || !close) return;
  const whole = { start: image.from - base, end: image.to - base };
  const inner = slice(open.to, close.from);
  const alt = plainLine(markdownWords(inner));
  const described = { ...(alt !== '' && { alt }), ...sizeBehind(text.slice(whole.end, whole.end + 200)) };
  const url = image.getChild('URL');
  if (!url) {
    const label = image.getChild('LinkLabel');
    const written = label ? slice(label.from + 1, label.to - 1) : '';
    references.push({ label: normalized(written.trim() === '' ? inner : written), whole, ...described });
    return;
  }
  const title = titleOf(image, slice);
  const address = withoutAngles({ start: url.from - base, end: url.to - base }, text);
  const target = withoutMarkdownEscapes(text.slice(address.start, address.end));
  if (isNoFile(target)) return;
  found.links.push({
    ...{ kind: 'link', whole, address, target, reads: 'url' },
    ...described,
    ...(title !== undefined && { title }),
  });
}

function takeDefinition(node: SyntaxNode, range: OffsetRange, { text, base, found, definitions }: Walk): void {
  const slice = (from: number, to: number): string => text.slice(from - base, to - base);
  const label = node.getChild('LinkLabel');
  const url = node.getChild('URL');
  if (!label || !url) return;
  const name = normalized(slice(label.from + 1, label.to - 1));
  // A comment that no output holds: `[//]: # (image: a boat)`
  if (name === '//' || name === 'COMMENT') {
    const { length } = text.slice(range.start, range.end).trimEnd();
    const title = node.getChild('LinkTitle');
    if (!title) return;
    const own: CommentMarks = { line: [], block: [[slice(node.from, title.from + 1), slice(title.to - 1, title.to)]] };
    found.comments.push({ start: range.start, end: range.start + length, languageId: 'markdown', marks: own });
    return;
  }
  const address = withoutAngles({ start: url.from - base, end: url.to - base }, text);
  const title = titleOf(node, slice);
  const target = withoutMarkdownEscapes(text.slice(address.start, address.end));
  if (isNoFile(target)) return;
  definitions.push({ label: name, address, target, ...(title !== undefined && { title }) });
}

function titleOf(node: SyntaxNode, slice: (from: number, to: number) => string): string | undefined {
  const title = node.getChild('LinkTitle');
  const line = title ? plainLine(withoutMarkdownEscapes(slice(title.from + 1, title.to - 1))) : '';
  return line === '' ? undefined : line;
}

function withoutAngles({ start, end }: OffsetRange, text: string): OffsetRange {
  return text.charAt(start) === '<' ? { start: start + 1, end: end - 1 } : { start, end };
}

/** Data, places in the document, and what a template engine or PHP fills in. */
function isNoFile(target: string): boolean {
  return !isLiteralAddress(target) || /^#|<\?/.test(target);
}

/** https://spec.commonmark.org/0.31.2/#matches */
function normalized(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** `{width=300 height=200}` of Pandoc, `{: width="300"}` of kramdown. */
function sizeBehind(text: string): Pick<LinkSpot, 'width' | 'height'> {
  const list = /^\{:?([^{}\n]*)\}/.exec(text)?.[1];
  if (list === undefined) return {};
  const [width, height] = ['width', 'height'].map((name) =>
    wholePixels(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']?([^\\s"']+)`).exec(list)?.[1]),
  );
  return { ...(width && { width }), ...(height && { height }) };
}

function takeBlock(name: string, range: OffsetRange, { text, found }: Walk): void {
  const isHeading = /^(?:ATX|Setext)Heading\d$/.test(name);
  if (!isHeading && name !== 'Paragraph') return;
  const written = text.slice(range.start, Math.min(range.end, range.start + 2000));
  const words = plainLine(withoutEntities(markdownWords(isHeading ? withoutHeadingMarks(written) : written, true)));
  found.blocks.push({ kind: isHeading ? 'heading' : 'paragraph', ...range, text: words });
}

function withoutHeadingMarks(text: string): string {
  return text.replace(/^#{1,6}[ \t]+|[ \t]+#+[ \t]*$|\n[ \t>]*[=-]+[ \t]*$/g, '');
}

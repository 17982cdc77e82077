import { knownCommentMarks } from '../comments/commentTable.ts';
import { plainLine } from '../markup/altText.ts';
import { nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { LineComments } from './lineComments.ts';
import { wholePixels } from './imageTag.ts';
import { isBlank, textLines, type TextLine } from './textLines.ts';

const marks = knownCommentMarks('org');
const verbatim = /^\s*#\+begin_(src|example|export|comment)\b/i;
const imageExtension = /\.(?:png|jpe?g|webp|gif|avif|svg)$/i;
/** https://orgmode.org/manual/Link-Format.html; a link whose description is words is a link. */
const links = /\[\[((?:\\.|[^\\[\]\r\n]){1,1000})\](?:\[([^\r\n]{0,1000}?)\])?\]/g;
const plainFile = /(?<![\w/[\]"':])file:([^\s[\]<>"']+\.(?:png|jpe?g|webp|gif|avif|svg))(?![\w/.-])/gi;

/** Keyword lines above a link. */
type Keywords = Map<string, string>;

export function readOrg(text: string): SpotReading {
  const found = nothingFound();
  const lines = textLines(text);
  const comments = new LineComments(text, 'org', marks);
  let keywords: Keywords = new Map();
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const block = verbatim.exec(line.text)?.[1];
    if (block !== undefined) {
      const end = endOfBlock(lines, index, block);
      const last = lines[end] ?? line;
      if (/^comment$/i.test(block)) comments.takeBlock({ start: line.start, end: last.start + last.text.length });
      index = end;
      continue;
    }
    const [, keyword, value = ''] = /^\s*#\+(\w+):[ \t]*(.*)$/.exec(line.text) ?? [];
    if (keyword !== undefined) {
      keywords.set(keyword.toLowerCase(), value.trim());
      continue;
    }
    if (/^\s*# /.test(line.text)) {
      const start = line.start + line.text.search(/\S/);
      comments.takeLine({ start, end: line.start + line.text.trimEnd().length });
    } else takeLine(line, keywords, found);
    keywords = new Map();
  }
  found.comments.push(...comments.found);
  return readingOf(found, text);
}

function endOfBlock(lines: readonly TextLine[], start: number, name: string): number {
  const close = new RegExp(`^\\s*#\\+end_${name}\\b`, 'i');
  for (let index = start + 1; index < lines.length; index++) if (close.test(lines[index]?.text ?? '')) return index;
  return lines.length - 1;
}

function takeLine(line: TextLine, keywords: Keywords, found: FoundSpots): void {
  const { text, start } = line;
  const end = start + text.trimEnd().length;
  if (/^\s*:(?:\s|$)/.test(text)) return;
  const heading = /^\*+[ \t]+(?:(?:TODO|DONE)[ \t]+)?(.+?)(?:[ \t]+:[\w@:]+:)?[ \t]*$/.exec(text)?.[1];
  if (heading !== undefined) found.blocks.push({ kind: 'heading', start, end, text: heading });
  const plain = text.replace(/(?<![\w])[=~][^=~\s](?:[^=~]*[^=~\s])?[=~](?!\w)/g, (code) => ' '.repeat(code.length));
  for (const match of plain.matchAll(links)) {
    const [whole, written = '', description] = match;
    if (description !== undefined && !imageExtension.test(description.trim())) continue;
    const inner = start + match.index + 2;
    const isFile = /^file:/i.test(written);
    // Without a dot or a slash it is a search within the document.
    if (!isFile && !/^(?:\.{0,2}\/|~\/|https?:)/i.test(written)) continue;
    const address = { start: inner + (isFile ? 5 : 0), end: inner + written.length };
    takeAddress(
      { whole: { start: start + match.index, end: start + match.index + whole.length }, address },
      written.slice(isFile ? 5 : 0),
      keywords,
      found,
    );
  }
  for (const match of plain.replace(links, (link) => ' '.repeat(link.length)).matchAll(plainFile)) {
    const from = start + match.index;
    const address = { start: from + 5, end: from + match[0].length };
    takeAddress({ whole: { start: from, end: address.end }, address }, match[1] ?? '', keywords, found);
  }
  takeParagraph(line, found, heading !== undefined);
}

function takeAddress(
  ranges: Pick<LinkSpot, 'whole' | 'address'>,
  written: string,
  keywords: Keywords,
  found: FoundSpots,
): void {
  const target = written.replace(/\\([[\]\\])/g, '$1');
  const isRemote = /^https?:\/\//i.test(target);
  if (!isRemote && (!imageExtension.test(target) || /^[a-z][\w+.-]+:/i.test(target))) return;
  if (isRemote && !imageExtension.test(target) && !/placehold|picsum|dummyimage|lorem\.space/i.test(target)) return;
  found.links.push({ kind: 'link', reads: 'file', target, ...ranges, ...described(keywords) });
}

function described(keywords: Keywords): Partial<LinkSpot> {
  const attributes = `${keywords.get('attr_html') ?? ''} `;
  const value = (name: string): string =>
    new RegExp(`(?:^|\\s):${name}\\s+(.*?)(?=\\s+:[-\\w]+(?:\\s|$)|\\s*$)`).exec(attributes)?.[1] ?? '';
  const alt = plainLine(value('alt').replaceAll('\u200B:', ':'));
  const title = plainLine(value('title'));
  const caption = plainLine((keywords.get('caption') ?? '').replace(/\[\[[^\]]*\]\[([^\]]*)\]\]|[*/_=~]/g, '$1'));
  const [width, height] = ['width', 'height'].map((name) => wholePixels(value(name)));
  return {
    ...(alt !== '' && { alt }),
    ...(title !== '' && { title }),
    ...(caption !== '' && { caption }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function takeParagraph(line: TextLine, { blocks }: FoundSpots, isHeading: boolean): void {
  const { start, text } = line;
  const words = text.replace(links, '').replace(/(?<!\w)[*/_=~](\S(?:[^*/_=~]*\S)?)[*/_=~](?!\w)/g, '$1');
  if (isHeading || isBlank({ text: words })) return;
  const last = blocks.at(-1);
  const end = start + text.length;
  if (last?.kind === 'paragraph' && last.end + 2 >= start)
    blocks[blocks.length - 1] = { ...last, end, text: `${last.text} ${words}` };
  else blocks.push({ kind: 'paragraph', start, end, text: words });
}

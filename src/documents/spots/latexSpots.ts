import type { CommentMarks } from '../comments/comments.ts';
import { withoutEscapes } from '../imageReferenceEscapes.ts';
import { includedImages } from '../imageReferenceLatex.ts';
import { plainLine } from '../markup/altText.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { wholePixels } from './imageTag.ts';

const marks: CommentMarks = { line: ['%'], block: [['\\begin{comment}', '\\end{comment}']] };

/** What TeX does not read as text: verbatim environments and commands, comments, and what a false condition leaves out. */
const unread =
  /\\begin\{(verbatim\*?|lstlisting|minted|Verbatim|alltt|filecontents\*?|comment)\}[^]*?(?:\\end\{\1\}|$)|\\(?:verb|lstinline)\*?([^\w\s*])[^\n]*?\2|\\iffalse\b[^]*?(?:\\fi\b|$)|\\end\{document\}[^]*$|(?<!\\)(?:\\\\)*(%[^\n]*(?:\n[ \t]*%[^\n]*)*)/g;

/** LaTeX looks for these by itself; the first is the one to make, the others are as good when they are there. */
const extensions = ['png', 'pdf', 'jpg', 'jpeg', 'eps', 'svg', 'PNG', 'JPG', 'webp', 'gif', 'avif'];

export function readLatex(text: string): SpotReading {
  const found = nothingFound();
  const plain = withoutUnread(text, found);
  const folders = graphicFolders(plain);
  for (const { path, options } of includedImages(plain)) {
    const link = linkAt(path, { text, plain, options, folders });
    if (link) found.links.push(link);
  }
  takeBlocks(plain, found);
  return readingOf(found, text);
}

/** Gives way to spaces, so that offsets stay. */
function withoutUnread(text: string, found: FoundSpots): string {
  return text.replace(unread, (whole: string, environment: string | undefined, ...rest: unknown[]) => {
    const [, lines, offset] = rest as [string | undefined, string | undefined, number];
    if (environment === 'comment') takeComment({ start: offset, end: offset + whole.length }, found);
    if (lines !== undefined) takeLines(text, offset + whole.length - lines.length, lines, found);
    return whole.replace(/[^\n]/g, ' ');
  });
}

function takeComment(range: OffsetRange, { comments }: FoundSpots): void {
  comments.push({ ...range, languageId: 'latex', marks });
}

/** A run of comment lines is one comment, up to the next that asks for an image. */
function takeLines(text: string, start: number, lines: string, found: FoundSpots): void {
  let from = start;
  for (const { index } of lines.matchAll(/\n[ \t]*(?=%+\s*(?:todo\b.*?)?(?:image|picture|@image))/gi)) {
    const end = start + index;
    takeComment({ start: from, end: from + text.slice(from, end).trimEnd().length }, found);
    from = end + (/^\n[ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
  }
  const end = start + lines.length;
  takeComment({ start: from, end: from + text.slice(from, end).trimEnd().length }, found);
}

function graphicFolders(text: string): readonly string[] {
  const list = [...text.matchAll(/\\graphicspath\s*\{((?:\s*\{[^{}\n]{1,300}\}){1,8})\s*\}/g)].at(-1)?.[1] ?? '';
  return Array.from(list.matchAll(/\{([^{}]*)\}/g), ([, folder = '']) => folder.trim());
}

interface LatexPlace {
  readonly text: string;
  /** The same, with spaces for what is not read. */
  readonly plain: string;
  readonly options: string;
  readonly folders: readonly string[];
}

function linkAt(address: OffsetRange, { text, plain, options, folders }: LatexPlace): LinkSpot | undefined {
  const written = text.slice(address.start, address.end);
  const target = withoutEscapes(written);
  // A macro that is not one of ours.
  if (/\\[a-z]/i.test(target) || /#\d/.test(target) || /^data:/i.test(target)) return undefined;
  const start = plain.lastIndexOf('\\include', address.start);
  const alt = plainLine(optionOf(options, 'alt'));
  const caption = plainLine(texWords(captionAround(plain, address.start)));
  const [width, height] = ['width', 'height'].map((name) => wholePixels(/^\d+px$/.exec(optionOf(options, name))?.[0]));
  return {
    ...{ kind: 'link', reads: 'file', target, address, whole: { start, end: address.end + 1 } },
    ...(folders.length > 0 && { folders }),
    ...(!/\.[a-z]{2,4}$/i.test(target) && { extensions }),
    ...(alt !== '' && { alt }),
    ...(caption !== '' && { caption }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function optionOf(options: string, name: string): string {
  const value = new RegExp(`(?:^|,)\\s*${name}\\s*=\\s*(?:\\{((?:[^{}\\\\]|\\\\[^]|\\{\\})*)\\}|([^,]*))`).exec(
    options,
  );
  return withoutEscapes((value?.[1] ?? value?.[2] ?? '').trim());
}

/** Of the figure environment around a place. */
function captionAround(text: string, offset: number): string {
  const open = text.lastIndexOf('\\begin{', offset);
  const figure = [
    ...text
      .slice(Math.max(0, open - 2000), offset)
      .matchAll(/\\(begin|end)\{(?:[a-z]*figure\*?|wrapfigure|SCfigure)\}/g),
  ].at(-1);
  if (figure?.[1] !== 'begin') return '';
  const start = Math.max(0, open - 2000) + figure.index;
  const close = text.slice(offset, offset + 4000).search(/\\end\{[a-z]*figure\*?\}/i);
  return close === -1 ? '' : (argumentOf(text.slice(start, offset + close), /\\caption\*?\s*(?:\[[^\]]*\])?\{/) ?? '');
}

/** What stands between the braces that a command opens. */
function argumentOf(text: string, command: RegExp): string | undefined {
  const match = command.exec(text);
  if (!match) return undefined;
  let depth = 1;
  const from = match.index + match[0].length;
  for (let index = from; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return text.slice(from, index);
  }
  return undefined;
}

function takeBlocks(text: string, { blocks }: FoundSpots): void {
  for (const match of text.matchAll(
    /\\(?:part|chapter|(?:sub){0,2}section|title|frametitle)\*?(?:\[[^\]\n]*\])?\{([^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*)\}/g,
  )) {
    const [whole, title = ''] = match;
    blocks.push({ kind: 'heading', start: match.index, end: match.index + whole.length, text: texWords(title) });
  }
  for (const match of text.matchAll(/(?:[^\n]*\S[^\n]*\n?)+/g)) {
    const words = texWords(match[0]);
    const isText = !/^\s*\\(?:begin|end|documentclass|usepackage|title|graphicspath|(?:sub)*section|chapter|part)/.test(
      match[0],
    );
    if (isText && /\p{L}/u.test(words))
      blocks.push({ kind: 'paragraph', start: match.index, end: match.index + match[0].length, text: words });
  }
}

/** Without commands, their options and braces; what they hold stays. */
function texWords(text: string): string {
  return text
    .replace(
      /\\(?:label|ref|cite\w*|include(?:graphics|svg)\*?(?:\[[^\]]*\])?|vspace|hspace|index|footnote)\s*\{[^{}]*\}/g,
      ' ',
    )
    .replace(/\\[a-z]+\*?(?:\[[^\]]*\])?/gi, ' ')
    .replace(/\\([^a-z])/gi, '$1')
    .replace(/[{}~]/g, ' ')
    .replace(/(?:``|'')/g, '"')
    .replace(/---?/g, '–');
}

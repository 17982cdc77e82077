import { knownCommentMarks } from '../comments/commentTable.ts';
import { withoutEntities } from '../imageReferenceEscapes.ts';
import { plainLine } from '../markup/altText.ts';
import { nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { LineComments } from './lineComments.ts';
import { wholePixels } from './imageTag.ts';
import { isBlank, textLines, type TextLine } from './textLines.ts';

/** Blocks whose lines are taken as they are: https://docs.asciidoctor.org/asciidoc/latest/blocks/delimited/ */
const verbatim = /^(?:-{4,}|\.{4,}|\+{4,}|```.*|~~~.*)$/;
const comment = /^\/{4,}$/;
const marks = knownCommentMarks('asciidoc');
const images = /(?<![\w\\:])image:(:?)([^\s[\]:](?:[^[\]\r\n]{0,1000}?[^\s[\]])?)\[((?:[^\]\\]|\\.){0,2000})\]/g;

const attributeReference = /\{([\w-]+)\}/g;

interface Walk {
  readonly found: FoundSpots;
  readonly comments: LineComments;
  readonly attributes: Map<string, string>;
  /** Title line of the block that comes next. */
  title: string | undefined;
}

export function readAsciidoc(text: string): SpotReading {
  const comments = new LineComments(text, 'asciidoc', marks);
  const walk: Walk = { found: nothingFound(), comments, attributes: new Map(), title: undefined };
  const lines = textLines(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line) break;
    const isVerbatim = verbatim.test(line.text.trimEnd());
    if (isVerbatim || comment.test(line.text.trimEnd())) {
      const end = closingLine(lines, index);
      if (!isVerbatim) takeComment(line, lines[end] ?? line, walk);
      index = end;
    } else if (isLiteral(line, lines[index - 1])) index = endOfLiteral(lines, index);
    else takeLine(line, walk);
  }
  takeParagraphs(lines, walk);
  walk.found.comments.push(...comments.found);
  return readingOf(walk.found, text);
}

/** The same delimiter again, or the end of the text. */
function closingLine(lines: readonly TextLine[], start: number): number {
  const open = lines[start]?.text.trimEnd() ?? '';
  const mark = /^(?:`{3,}|~{3,})/.exec(open)?.[0] ?? open;
  for (let index = start + 1; index < lines.length; index++) if (lines[index]?.text.trimEnd() === mark) return index;
  return lines.length - 1;
}

/** An indented line behind a blank one begins a literal paragraph, unless it is an item of a list. */
function isLiteral(line: TextLine, before: TextLine | undefined): boolean {
  return /^[ \t]+(?![*\-.]+[ \t]|\d+\.[ \t]|\S.*::(?:[ \t]|$))\S/.test(line.text) && (!before || isBlank(before));
}

function endOfLiteral(lines: readonly TextLine[], start: number): number {
  let index = start;
  for (let next = lines[index + 1]; next && !isBlank(next); next = lines[index + 1]) index++;
  return index;
}

function takeComment(first: TextLine, last: TextLine, { comments }: Walk): void {
  comments.takeBlock({ start: first.start, end: last.start + last.text.length });
}

function takeLine(line: TextLine, walk: Walk): void {
  const { text, start } = line;
  const attribute = /^:(!?)([\w-]+)(!?):(?:[ \t]+(.*))?$/.exec(text);
  if (attribute) {
    const [, before, name = '', behind, value = ''] = attribute;
    if (before || behind) walk.attributes.delete(name);
    else walk.attributes.set(name, value.trim());
    return;
  }
  if (/^\/\/(?!\/)/.test(text)) {
    walk.comments.takeLine({ start, end: start + text.trimEnd().length });
    return;
  }
  const heading = /^(={1,6}|#{1,6})[ \t]+(.+)$/.exec(text)?.[2];
  if (heading) walk.found.blocks.push({ kind: 'heading', start, end: start + text.length, text: heading });
  const title = /^\.([^\s.].*)$/.exec(text)?.[1];
  takeImages(line, walk);
  walk.title = title ?? (/^\[.*\]$/.test(text.trim()) ? walk.title : undefined);
}

function takeImages({ text, start }: TextLine, { found, attributes, title }: Walk): void {
  const plain = text.replace(/``.*?``|`[^`]*`|\+\+\+.*?\+\+\+|(?<!\w)\+[^+\s][^+]*\+(?!\w)/g, (code) =>
    ' '.repeat(code.length),
  );
  for (const match of plain.matchAll(images)) {
    const [whole, block = '', written = '', list = ''] = match;
    const isBlock = block !== '';
    if (isBlock && (match.index !== text.search(/\S/) || text.slice(match.index + whole.length).trim() !== ''))
      continue;
    const target = resolved(withoutEntities(written), attributes);
    if (target === undefined || /^data:/i.test(target)) continue;
    const address = start + match.index + 'image:'.length + block.length;
    const folder = attributes.get('imagesdir') ?? '';
    const known = resolved(folder, attributes);
    found.links.push({
      ...{ kind: 'link', reads: 'url', target },
      whole: { start: start + match.index, end: start + match.index + whole.length },
      address: { start: address, end: address + written.length },
      ...(known && { folders: [known] }),
      ...described(list, isBlock ? title : undefined),
    });
  }
}

/** With the attributes of the document; undefined where one is not known. */
function resolved(text: string, attributes: ReadonlyMap<string, string>): string | undefined {
  const names = Array.from(text.matchAll(attributeReference), ([, name = '']) => name);
  if (!names.every((name) => attributes.has(name))) return undefined;
  return text.replace(attributeReference, (_, name: string) => attributes.get(name) ?? '');
}

/** `alt, width, height, title="…"` */
function described(list: string, blockTitle: string | undefined): Partial<LinkSpot> {
  const attributes = list.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g)?.map((each) => each.trim()) ?? [];
  const isEmptyFirst = list.trimStart().startsWith(',');
  const named = new Map<string, string>();
  const positional: string[] = isEmptyFirst ? [''] : [];
  for (const attribute of attributes) {
    const [, name, value = ''] = /^([\w-]+)\s*=\s*([^]*)$/.exec(attribute) ?? [];
    if (name === undefined) positional.push(unquoted(attribute));
    else named.set(name, unquoted(value));
  }
  const alt = plainLine(named.get('alt') ?? positional[0] ?? '');
  const title = plainLine(named.get('title') ?? '');
  const caption = plainLine(blockTitle ?? '');
  const width = wholePixels(named.get('width') ?? positional[1]);
  const height = wholePixels(named.get('height') ?? positional[2]);
  return {
    ...(alt !== '' && { alt }),
    ...(title !== '' && { title }),
    ...(caption !== '' && { caption }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function unquoted(text: string): string {
  const inner = /^"([^]*)"$/.exec(text)?.[1]?.replace(/\\(["\]])/g, '$1') ?? text.replaceAll('\\]', ']');
  return withoutEntities(inner);
}

/** What stands between blank lines and is neither a heading nor a macro. */
function takeParagraphs(lines: readonly TextLine[], { found }: Walk): void {
  let block: TextLine[] = [];
  for (const line of [...lines, { start: -1, text: '' }]) {
    if (!isBlank(line) && !/^(?:=|:[\w!-]+:|\/\/|\[|\.\w|image::|[-.+/]{4,}|```)/.test(line.text)) block.push(line);
    else if (block.length > 0) {
      const [first, last] = [block[0], block.at(-1)];
      const text = block
        .map((each) => each.text)
        .join(' ')
        .replace(/image:[^[\]]*\[[^\]]*\]|[*_`]/g, '');
      if (first && last)
        found.blocks.push({ kind: 'paragraph', start: first.start, end: last.start + last.text.length, text });
      block = [];
    }
  }
}

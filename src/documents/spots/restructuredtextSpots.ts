import { knownCommentMarks } from '../comments/commentTable.ts';
import { plainLine } from '../markup/altText.ts';
import { nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { wholePixels } from './imageTag.ts';
import { indentationOf, isBlank, textLines, type TextLine } from './textLines.ts';

const marks = knownCommentMarks('restructuredtext');
/** https://docutils.sourceforge.io/docs/ref/rst/directives.html#images, and substitutions that are images. */
const image = /^(\s*(?:[-*+] |\d+\. |#\. )?)\.\.[ \t]+(?:\|[^|]{1,100}\|[ \t]+)?(image|figure)::[ \t]+(\S.*?)[ \t]*$/;
/** Directives whose content is not read as text. */
const literalDirective =
  /^\s*\.\.[ \t]+(?:code|code-block|sourcecode|highlight|literalinclude|parsed-literal|math|raw|graphviz|mermaid|doctest|testcode|prompt|csv-table)::/;
const anyDirective = /^\s*\.\.[ \t]+(?:\|[^|]{1,100}\|[ \t]+)?[\w:+.-]+::/;
const explicit = /^\s*\.\.[ \t]+(?:_|\[)/;
const adornment = /^([=\-`:.'"~^_*+#<>!$%&(),/;?@[\\\]{|}])\1{2,}[ \t]*$/;

export function readRestructuredtext(text: string): SpotReading {
  const found = nothingFound();
  const lines = textLines(text);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (!line || isBlank(line)) continue;
    const directive = image.exec(line.text);
    if (directive) {
      if (isUsed(line, text)) takeImage(lines, index, directive, found);
    } else if (literalDirective.test(line.text)) {
      index = endOfIndented(lines, index);
    } else if (/^\s*\.\.(?:[ \t]|$)/.test(line.text) && !anyDirective.test(line.text) && !explicit.test(line.text)) {
      const end = endOfIndented(lines, index);
      const last = lines[end] ?? line;
      const range = { start: line.start + indentationOf(line), end: last.start + last.text.trimEnd().length };
      found.comments.push({ ...range, languageId: 'restructuredtext', marks });
      index = end;
    } else {
      takeText(lines, index, found);
      if (/::[ \t]*$/.test(line.text) && !anyDirective.test(line.text)) index = endOfLiteral(lines, index);
    }
  }
  return readingOf(found, text);
}

/** A substitution that nothing refers to shows nothing. */
function isUsed(line: TextLine, text: string): boolean {
  const name = /^\s*\.\.[ \t]+(\|[^|]{1,100}\|)/.exec(line.text)?.[1];
  return name === undefined || text.split(name).length > 2;
}

/** The last line that is indented more than the first. */
function endOfIndented(lines: readonly TextLine[], start: number): number {
  const first = lines[start];
  const indentation = first ? indentationOf(first) : 0;
  let last = start;
  for (let index = start + 1; index < lines.length; index++) {
    const line = lines[index];
    if (!line || isBlank(line)) continue;
    if (indentationOf(line) <= indentation) break;
    last = index;
  }
  return last;
}

/** The paragraph may go on for some lines; the literal block is what is indented behind the blank one. */
function endOfLiteral(lines: readonly TextLine[], start: number): number {
  const next = lines[start + 1];
  return !next || isBlank(next) ? endOfIndented(lines, start) : start;
}

function takeImage(lines: readonly TextLine[], index: number, match: RegExpExecArray, found: FoundSpots): void {
  const line = lines[index];
  const [whole, before = '', kind, written = ''] = match;
  if (!line) return;
  const start = line.start + whole.lastIndexOf(written);
  const end = endOfIndented(lines, index);
  const content = lines.slice(index + 1, end + 1);
  const last = lines[end] ?? line;
  const target = written.replace(/\\(.)/g, '$1');
  if (/^data:/i.test(target)) return;
  found.links.push({
    ...{ kind: 'link', reads: 'file', target },
    whole: { start: line.start + before.length, end: last.start + last.text.trimEnd().length },
    address: { start, end: start + written.length },
    ...described(content, kind === 'figure'),
  });
}

function described(content: readonly TextLine[], isFigure: boolean): Partial<LinkSpot> {
  const options = new Map<string, string>();
  let index = 0;
  let name = '';
  for (; index < content.length; index++) {
    const line = content[index];
    if (!line || isBlank(line)) break;
    const [, option, value = ''] = /^\s*:([\w-]+):[ \t]*(.*)$/.exec(line.text) ?? [];
    if (option !== undefined) options.set((name = option), value.trim());
    else if (name !== '') options.set(name, `${options.get(name) ?? ''} ${line.text.trim()}`);
    else break;
  }
  const rest = content.slice(index).map(({ text }) => text.trim());
  const first = rest.findIndex((text) => text !== '');
  const blank = rest.indexOf('', first);
  const paragraph = first === -1 ? [] : rest.slice(first, blank === -1 ? undefined : blank);
  const alt = plainLine(options.get('alt') ?? '');
  const caption = isFigure ? plainLine(withoutMarks(paragraph.join(' '))) : '';
  const [width, height] = ['width', 'height'].map((each) => wholePixels(options.get(each)));
  return {
    ...(alt !== '' && { alt }),
    ...(caption !== '' && caption !== '..' && { caption }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

function takeText(lines: readonly TextLine[], index: number, { blocks }: FoundSpots): void {
  const line = lines[index];
  const next = lines[index + 1];
  if (!line || adornment.test(line.text)) return;
  const end = line.start + line.text.length;
  const isHeading =
    next !== undefined && adornment.test(next.text) && next.text.trimEnd().length >= line.text.trim().length;
  if (isHeading) {
    blocks.push({ kind: 'heading', start: line.start, end, text: line.text });
    return;
  }
  const last = blocks.at(-1);
  const words = withoutMarks(line.text);
  if (last?.kind === 'paragraph' && last.end + 2 >= line.start)
    blocks[blocks.length - 1] = { ...last, end, text: `${last.text} ${words}` };
  else blocks.push({ kind: 'paragraph', start: line.start, end, text: words });
}

const withoutMarks = (text: string): string =>
  text
    .replace(/:[\w:.+-]+:`([^`<]*?)(?:\s*<[^>]*>)?`/g, '$1')
    .replace(/`([^`<]*?)(?:\s*<[^>]*>)?`_{0,2}/g, '$1')
    .replace(/\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}/g, '$1')
    .replace(/::[ \t]*$/, ':');

import type { CommentMarks } from '../comments/comments.ts';
import { plainLine } from '../markup/altText.ts';
import { nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { isBlank, textLines } from './textLines.ts';
import { imageCalls } from './typstCode.ts';

const marks: CommentMarks = { line: ['//'], block: [['/*', '*/']] };

/** A token that hides what is in it, or the start of a call. */
const token = /\/\/[^\n]*|\/\*|(`+)|"(?:[^"\\]|\\[^])*"|\b(image|figure)\(/g;

export function readTypst(text: string): SpotReading {
  const found = nothingFound();
  const plain = withoutHidden(text, found);
  for (const call of imageCalls(plain)) {
    const start = call + (/^image\(\s*"/.exec(plain.slice(call, call + 200))?.[0].length ?? 0);
    const link = linkAt(text, plain, { start, call });
    if (link) found.links.push(link);
  }
  takeBlocks(plain, found);
  return readingOf(found, text);
}

/** Comments and raw text give way to spaces, so that offsets stay. What is in strings stays, but for brackets. */
function withoutHidden(text: string, found: FoundSpots): string {
  let result = '';
  let run: { start: number; end: number } | undefined;
  const endRun = (): void => {
    if (run) found.comments.push({ ...run, languageId: 'typst', marks });
    run = undefined;
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { index, 0: whole, 1: ticks } = match;
    let end = index + whole.length;
    if (whole.startsWith('//')) {
      // Not the two slashes of an address.
      if (text.charAt(index - 1) === ':') continue;
      const isNext = run && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(run.end, index)) && !/image|picture/i.test(whole);
      const trimmed = index + whole.trimEnd().length;
      if (run && isNext) run.end = trimmed;
      else {
        endRun();
        run = { start: index, end: trimmed };
      }
    } else if (whole === '/*') {
      endRun();
      end = nestedEnd(text, index);
      found.comments.push({ start: index, end, languageId: 'typst', marks });
    } else if (ticks) {
      // Two of them are empty raw text.
      const close = ticks.length === 2 ? end : text.indexOf(ticks, end);
      end = close === -1 ? text.length : close + (ticks.length === 2 ? 0 : ticks.length);
    } else {
      continue;
    }
    result += text.slice(result.length, index) + text.slice(index, end).replace(/[^\n]/g, ' ');
    token.lastIndex = end;
  }
  endRun();
  return result + text.slice(result.length);
}

function nestedEnd(text: string, start: number): number {
  let depth = 0;
  const mark = /\/\*|\*\//g;
  mark.lastIndex = start;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return match.index + 2;
  }
  return text.length;
}

function linkAt(
  text: string,
  plain: string,
  { start, call }: { readonly start: number; readonly call: number },
): LinkSpot | undefined {
  const written = /^(?:[^"\\\n]|\\[^\n])*/.exec(text.slice(start, start + 2048))?.[0] ?? '';
  const target = unescaped(written);
  if (target === '' || /^data:/i.test(target)) return undefined;
  const list = argumentsFrom(plain, call);
  const alt = plainLine(unescaped(/[,(]\s*alt\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(list)?.[1] ?? ''));
  const caption = plainLine(captionAround(plain, call));
  return {
    ...{ kind: 'link', reads: 'file', target, address: { start, end: start + written.length } },
    whole: { start: call, end: call + list.length },
    ...(alt !== '' && { alt }),
    ...(caption !== '' && { caption }),
  };
}

/** The call up to its closing bracket. */
function argumentsFrom(text: string, call: number): string {
  let depth = 0;
  const last = Math.min(text.length, call + 4096);
  for (let index = call; index < last; index++) {
    const character = text.charAt(index);
    if (character === '"') index = stringEnd(text, index);
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character) && --depth === 0) return text.slice(call, index + 1);
  }
  return text.slice(call, last);
}

function stringEnd(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text.charAt(index) === '\\') index++;
    else if (text.charAt(index) === '"') return index;
  }
  return text.length;
}

/** `figure(image("a.png"), caption: [A boat])` */
function captionAround(text: string, call: number): string {
  const start = text.lastIndexOf('figure(', call);
  if (start === -1 || call - start > 1000) return '';
  const list = argumentsFrom(text, start);
  if (start + list.length <= call) return '';
  const [, content, string] =
    /[,(]\s*caption\s*:\s*(?:\[((?:[^[\]]|\[[^[\]]*\])*)\]|"((?:[^"\\]|\\.)*)")/.exec(list) ?? [];
  return string === undefined ? withoutMarks(content ?? '') : unescaped(string);
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u\{([\da-f]{1,6})\}|([nrt])|([^]))/gi,
    (_, code?: string, space?: string, character = '') =>
      code !== undefined
        ? String.fromCodePoint(Math.min(parseInt(code, 16), 0x10_ff_ff)).toWellFormed()
        : space !== undefined
          ? ' '
          : String(character),
  );
}

const withoutMarks = (text: string): string =>
  text.replace(/(?<!\\)[*_]|#(?:emph|strong)\[|\]$/g, '').replace(/\\(.)/g, '$1');

function takeBlocks(text: string, { blocks }: FoundSpots): void {
  for (const { start, text: line } of textLines(text)) {
    const end = start + line.length;
    const heading = /^\s*=+[ \t]+(.+)$/.exec(line)?.[1];
    if (heading !== undefined) {
      blocks.push({ kind: 'heading', start, end, text: withoutMarks(heading) });
      continue;
    }
    if (isBlank({ text: line }) || /^\s*(?:#|[)\]}]|\w+:|image\(|caption:)/.test(line)) continue;
    const words = withoutMarks(line);
    const last = blocks.at(-1);
    if (last?.kind === 'paragraph' && last.end + 2 >= start)
      blocks[blocks.length - 1] = { ...last, end, text: `${last.text} ${words}` };
    else blocks.push({ kind: 'paragraph', start, end, text: words });
  }
}

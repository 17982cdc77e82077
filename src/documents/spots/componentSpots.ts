import { parser as htmlParser } from '@lezer/html';
import { parser as scriptExpressionParser } from '@lezer/javascript';
import type { CommentMarks } from '../comments/comments.ts';
import { withoutEscapes } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { expressionEnd } from './braces.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import { findInHtml, plainAttribute, type HtmlDialect, type WrittenAttribute } from './htmlSpots.ts';
import { htmlSource } from './htmlSource.ts';
import type { SpotReading } from './imageSpot.ts';
import type { TagAttribute, TagValue } from './imageTag.ts';
import { parsePatiently } from './patientParse.ts';
import { findInScript, scriptParser } from './scriptSpots.ts';
import { imageImports, literalValue, type ImageImports } from './scriptValues.ts';

const script = 'typescriptreact';
const expressionComment: CommentMarks = { line: [], block: [['{/*', '*/}']] };
const expressionParser = scriptExpressionParser.configure({ dialect: 'ts', top: 'SingleExpression' });

/** Vue: HTML whose attributes with a colon are expressions. */
export function readVue(text: string): SpotReading {
  const imports = importsIn(text);
  return readingOf(
    findInHtml(htmlSource(text), {
      languageId: 'vue',
      readAttribute: (attribute) => vueAttribute(attribute, imports),
    }),
    text,
  );
}

/** Svelte: HTML with expressions in braces. */
export function readSvelte(text: string): SpotReading {
  return readingOf(findInBraces(text, 'svelte', importsIn(text)), text);
}

/** Astro: a script between fences, then HTML with expressions in braces that may hold tags again. */
export function readAstro(text: string): SpotReading {
  const [, fence = '', code = ''] = /^(\s*---[ \t]*\r?\n)([^]*?)(?:^---[ \t]*$)/m.exec(text) ?? [];
  const end = fence === '' ? 0 : fence.length + code.length + 3;
  const found = nothingFound();
  const imports = moved(imageImports(parsePatiently(scriptParser(script), code), code), fence.length);
  addFound(found, findInScript(code, script), fence.length);
  addFound(found, findInBraces(' '.repeat(end) + text.slice(end), 'astro', imports));
  return readingOf(found, text);
}

/** Of all script elements. */
function importsIn(text: string): ImageImports {
  const imports = new Map<string, TagValue>();
  for (const { 0: opening, 1: code = '', index } of text.matchAll(/<script\b[^<>]*>([^]*?)(?:<\/script|$)/gi)) {
    const start = index + opening.indexOf('>') + 1;
    const own = imageImports(parsePatiently(scriptParser(script), code), code);
    for (const [name, value] of moved(own, start)) imports.set(name, value);
  }
  return imports;
}

function moved(imports: ImageImports, offset: number): ImageImports {
  return new Map([...imports].map(([name, value]) => [name, { ...value, range: movedBy(value.range, offset) }]));
}

const movedBy = ({ start, end }: OffsetRange, offset: number): OffsetRange => ({
  start: start + offset,
  end: end + offset,
});

/** `:src="'/a.png'"`, `:src="require('./a.png')"`, `:src="hero"`, `v-bind:src="…"` */
function vueAttribute({ name, value }: WrittenAttribute, imports: ImageImports): TagAttribute | undefined {
  const bound = /^(?::|v-bind:)([\w-]+)$/.exec(name)?.[1];
  if (bound === undefined) return /^[@#]|^v-/.test(name) ? undefined : plainAttribute({ name, value });
  const read =
    value && value.written === value.text ? expressionValue(value.text, value.range.start, imports) : undefined;
  return { name: bound, ...(read && { value: read }) };
}

/** What an expression says without being run; undefined for what is computed. */
function expressionValue(code: string, offset: number, imports: ImageImports): TagValue | undefined {
  const { topNode } = parsePatiently(expressionParser, code);
  const node = topNode.firstChild;
  if (!node || node.nextSibling) return undefined;
  const value = literalValue(node, code, new Map());
  if (value) return { ...value, range: movedBy(value.range, offset) };
  const name = /^\s*([\w$]+)(?:\.src)?\s*$/.exec(code)?.[1];
  return name === undefined ? undefined : imports.get(name);
}

/** The expressions give way to letters, so that HTML reads around them; then each is read by itself. */
function findInBraces(text: string, languageId: string, imports: ImageImports): FoundSpots {
  const found = nothingFound();
  const expressions = expressionsIn(text);
  const html = masked(text, expressions);
  const dialect: HtmlDialect = {
    languageId,
    readAttribute: (attribute) => braceAttribute(attribute, { text, imports }),
  };
  addFound(found, findInHtml(html, dialect, parsePatiently(htmlParser, html)));
  for (const { start, end } of expressions) {
    const code = text.slice(start + 1, end - 1);
    if (/^\s*\/\*[^]*\*\/\s*$/.test(code)) {
      found.comments.push({ start, end, languageId, marks: expressionComment });
      continue;
    }
    // Svelte's blocks: `{#if x}`, `{:else}`, `{/if}`, `{@html x}`
    if (!/<|\/[/*]|require|import|URL/.test(code) || /^\s*(?:[#:@]|\/(?![/*]))/.test(code)) continue;
    const outer = moved(imports, -(start + 1));
    addFound(found, findInScript(code, script, outer), start + 1);
  }
  return found;
}

interface BraceSource {
  /** As it is written, expressions included. */
  readonly text: string;
  readonly imports: ImageImports;
}

/** `src={hero}`, `src={'/a.png'}`, `src="/a.png"`; `src="{base}/a.png"` is computed. */
function braceAttribute({ name, value }: WrittenAttribute, { text, imports }: BraceSource): TagAttribute | undefined {
  if (!value) return { name };
  const { start, end } = value.range;
  const written = text.slice(start, end);
  if (!written.includes('{')) return plainAttribute({ name, value });
  const isWhole = written.startsWith('{') && expressionEnd(written, 0) === written.length;
  const read = isWhole ? expressionValue(written.slice(1, -1), start + 1, imports) : undefined;
  return { name, ...(read && { value: { ...read, text: read.reads ? read.text : withoutEscapes(read.text) } }) };
}

/** Braces that are not closed; with more, the text is no component. */
const mostOpen = 100;

/** Outside of scripts, style sheets and comments. */
function expressionsIn(text: string): readonly OffsetRange[] {
  const expressions: OffsetRange[] = [];
  let open = 0;
  const pattern = /<!--[^]*?(?:-->|$)|<(script|style)\b[^<>]*>[^]*?(?:<\/\1|$)|\{/gi;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] !== '{') continue;
    const end = expressionEnd(text, match.index);
    if (end === undefined) {
      if (++open > mostOpen) break;
      continue;
    }
    expressions.push({ start: match.index, end });
    pattern.lastIndex = end;
  }
  return expressions;
}

function masked(text: string, ranges: readonly OffsetRange[]): string {
  let result = '';
  for (const { start, end } of ranges) result += text.slice(result.length, start) + 'x'.repeat(end - start);
  return result + text.slice(result.length);
}

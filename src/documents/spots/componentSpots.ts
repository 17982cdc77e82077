import type { Tree } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import { parser as scriptExpressionParser } from '@lezer/javascript';
import type { CommentMarks } from '../comments/comments.ts';
import { withoutEscapes } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { expressionEnd } from './braces.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import { HtmlFinder } from './htmlFinder.ts';
import { plainAttribute, type HtmlDialect, type WrittenAttribute, type WrittenTag } from './htmlTags.ts';
import { htmlSource } from './htmlSource.ts';
import type { SpotReading } from './imageSpot.ts';
import type { TagAttribute, TagValue } from './imageTag.ts';
import { KeptParses } from './keptParses.ts';
import { parsePatiently } from './patientParse.ts';
import { literalValue, movedValue, type ImageImports, type NamedImages } from './scriptValues.ts';

const script = 'typescriptreact';
const expressionComment: CommentMarks = { line: [], block: [['{/*', '*/}']] };
const expressionParser = scriptExpressionParser.configure({ dialect: 'ts', top: 'SingleExpression' });

/**
 * Vue is HTML whose attributes with a colon are expressions; Svelte, HTML with expressions in braces; Astro, a script
 * between fences, then HTML with expressions in braces that may hold tags again.
 */
export type ComponentLanguage = 'vue' | 'svelte' | 'astro';

export const componentReader =
  (languageId: ComponentLanguage) =>
  (text: string): SpotReading =>
    new ComponentFinder(languageId).read(text);

/** A component as HTML, with all offsets in place. */
interface ComponentPage {
  readonly text: string;
  readonly html: string;
  /** They give way to letters, so that HTML reads around them; then each is read by itself. */
  readonly expressions: readonly OffsetRange[];
  /** Of Astro. */
  readonly fenced: OffsetRange | undefined;
}

/** Finds the images of components, and of their scripts, style sheets and expressions that did not change not again. */
export class ComponentFinder {
  readonly #languageId: ComponentLanguage;
  readonly #html = new HtmlFinder();
  readonly #values = new KeptParses(expressionParser);
  #page: ComponentPage | undefined;

  constructor(languageId: ComponentLanguage) {
    this.#languageId = languageId;
  }

  sourceOf(text: string): string {
    return this.#pageOf(text).html;
  }

  /** @param tree of the source */
  read(text: string, tree: Tree = parsePatiently(htmlParser, this.sourceOf(text))): SpotReading {
    const { html, expressions, fenced } = this.#pageOf(text);
    const found = nothingFound();
    const { scripts } = this.#html;
    const imports = fenced ? this.#importsAt([fenced], text) : this.#importsAt(scriptsIn(text), text);
    if (fenced) addFound(found, scripts.find(text.slice(fenced.start, fenced.end), script), fenced.start);
    const readAttribute = (attribute: WrittenAttribute, tag: WrittenTag): TagAttribute | undefined =>
      this.#languageId === 'vue' ? this.#vueAttribute(attribute, tag.imports) : this.#braceAttribute(attribute, tag);
    const dialect: HtmlDialect = { languageId: this.#languageId, readAttribute, written: text, imports };
    addFound(found, this.#html.find(html, dialect, tree));
    for (const range of expressions) this.#addExpression(found, range, { text, imports });
    this.#html.turn();
    this.#values.turn();
    return readingOf(found, text);
  }

  #pageOf(text: string): ComponentPage {
    if (this.#page?.text !== text) this.#page = pageOf(text, this.#languageId);
    return this.#page;
  }

  #importsAt(ranges: readonly OffsetRange[], text: string): ImageImports {
    const imports = new Map<string, TagValue>();
    for (const { start, end } of ranges)
      for (const [name, value] of this.#html.scripts.imports(text.slice(start, end), script))
        imports.set(name, movedValue(value, start));
    return imports;
  }

  #addExpression(found: FoundSpots, { start, end }: OffsetRange, { text, imports }: BraceSource): void {
    const code = text.slice(start + 1, end - 1);
    if (/^\s*\/\*[^]*\*\/\s*$/.test(code)) {
      found.comments.push({ start, end, languageId: this.#languageId, marks: expressionComment });
      return;
    }
    // Svelte's blocks: `{#if x}`, `{:else}`, `{/if}`, `{@html x}`
    if (!/<|\/[/*]|require|import|URL/.test(code) || /^\s*(?:[#:@]|\/(?![/*]))/.test(code)) return;
    const outer = { get: (name: string): TagValue | undefined => movedValue(imports.get(name), -(start + 1)) };
    addFound(found, this.#html.scripts.find(code, script, outer), start + 1);
  }

  /** `:src="'/a.png'"`, `:src="require('./a.png')"`, `:src="hero"`, `v-bind:src="…"` */
  #vueAttribute({ name, value }: WrittenAttribute, imports: NamedImages): TagAttribute | undefined {
    const bound = /^(?::|v-bind:)([\w-]+)$/.exec(name)?.[1];
    if (bound === undefined) return /^[@#]|^v-/.test(name) ? undefined : plainAttribute({ name, value });
    const read =
      value && value.written === value.text ? this.#expressionValue(value.text, value.range.start, imports) : undefined;
    return { name: bound, ...(read && { value: read }) };
  }

  /** What an expression says without being run; undefined for what is computed. */
  #expressionValue(code: string, offset: number, imports: NamedImages): TagValue | undefined {
    const { topNode } = this.#values.parse(code);
    const node = topNode.firstChild;
    if (!node || node.nextSibling) return undefined;
    const value = literalValue(node, code, new Map());
    if (value) return movedValue(value, offset);
    const name = /^\s*([\w$]+)(?:\.src)?\s*$/.exec(code)?.[1];
    return name === undefined ? undefined : imports.get(name);
  }

  /** `src={hero}`, `src={'/a.png'}`, `src="/a.png"`; `src="{base}/a.png"` is computed. */
  #braceAttribute({ name, value }: WrittenAttribute, { text, imports }: WrittenTag): TagAttribute | undefined {
    if (!value) return { name };
    const { start, end } = value.range;
    const written = text.slice(start, end);
    if (!written.includes('{')) return plainAttribute({ name, value });
    const isWhole = written.startsWith('{') && expressionEnd(written, 0) === written.length;
    const read = isWhole ? this.#expressionValue(written.slice(1, -1), start + 1, imports) : undefined;
    return { name, ...(read && { value: { ...read, text: read.reads ? read.text : withoutEscapes(read.text) } }) };
  }
}

interface BraceSource {
  /** As it is written, expressions included. */
  readonly text: string;
  readonly imports: ImageImports;
}

function pageOf(text: string, languageId: ComponentLanguage): ComponentPage {
  if (languageId === 'vue') return { text, html: htmlSource(text), expressions: [], fenced: undefined };
  const fenced = languageId === 'astro' ? fencedScript(text) : undefined;
  const end = fenced ? fenced.end + '---'.length : 0;
  const markup = ' '.repeat(end) + text.slice(end);
  const expressions = expressionsIn(markup);
  return { text, html: masked(markup, expressions), expressions, fenced };
}

function fencedScript(text: string): OffsetRange | undefined {
  const [, fence, code = ''] = /^(\s*---[ \t]*\r?\n)([^]*?)(?:^---[ \t]*$)/m.exec(text) ?? [];
  return fence === undefined ? undefined : { start: fence.length, end: fence.length + code.length };
}

function scriptsIn(text: string): readonly OffsetRange[] {
  const scripts = text.matchAll(/<script\b[^<>]*>([^]*?)(?:<\/script|$)/gi);
  return Array.from(scripts, ({ 0: opening, 1: code = '', index }) => {
    const start = index + opening.indexOf('>') + 1;
    return { start, end: start + code.length };
  });
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

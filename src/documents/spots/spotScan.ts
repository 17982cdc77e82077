import { Tree, TreeFragment, type ChangedRange } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import type { TextChange } from '../trackedRange.ts';
import { readingOf } from './foundSpots.ts';
import { frontMatterEnd } from './frontMatter.ts';
import { htmlSource } from './htmlSource.ts';
import { findInHtml } from './htmlSpots.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import { parseMarkdown, withLineFeeds } from './markdownParser.ts';
import { MarkdownFinder, parserOf, type MarkdownDialect } from './markdownSpots.ts';
import { parsePatiently } from './patientParse.ts';
import { findInScript, scriptParser } from './scriptSpots.ts';
import { findInStyleSheet, styleParser } from './styleSpots.ts';

/** Reads a text whose parser keeps what an edit left alone. */
interface IncrementalReader {
  /** What is parsed: front matter is not, and some parsers want marks of other languages replaced. */
  readonly sourceOf: (text: string) => string;
  readonly parse: (source: string, fragments: readonly TreeFragment[]) => Tree;
  readonly read: (text: string, tree: Tree) => SpotReading;
}

/** The images of an open document, found again after each edit. */
export class SpotScan {
  readonly #languageId: string;
  readonly #readerOf: (languageId: string) => SpotReader | undefined;
  readonly #reader: IncrementalReader | undefined;
  #text: string;
  #source: string;
  #tree: Tree | undefined;
  #reading: SpotReading | undefined;

  constructor(languageId: string, text: string, readerOf: (languageId: string) => SpotReader | undefined) {
    this.#languageId = languageId;
    this.#readerOf = readerOf;
    this.#reader = incrementalReader(languageId);
    this.#text = text;
    this.#source = this.#reader?.sourceOf(text) ?? text;
  }

  get reading(): SpotReading {
    return (this.#reading ??= this.#read([]));
  }

  /** @param changes of one event, each in offsets of the text before it, in any order */
  edit(changes: readonly TextChange[], text: string): void {
    const before = this.#source;
    const isParsedAsItIs = before === this.#text;
    this.#text = text;
    this.#source = this.#reader?.sourceOf(text) ?? text;
    const ranges = isParsedAsItIs && this.#source === text ? rangesOf(changes) : [difference(before, this.#source)];
    this.#reading = this.#read(this.#tree ? TreeFragment.applyChanges(TreeFragment.addTree(this.#tree), ranges) : []);
  }

  #read(fragments: readonly TreeFragment[]): SpotReading {
    if (!this.#reader) return this.#readerOf(this.#languageId)?.(this.#text) ?? { spots: [], around: () => ({}) };
    const tree = this.#reader.parse(this.#source, fragments);
    // The tree of a text that was given up knows nothing to keep.
    this.#tree = tree === Tree.empty ? undefined : tree;
    return this.#reader.read(this.#text, tree);
  }
}

function rangesOf(changes: readonly TextChange[]): readonly ChangedRange[] {
  let moved = 0;
  return changes
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, removed, inserted }) => {
      const range = { fromA: offset, toA: offset + removed, fromB: offset + moved, toB: offset + moved + inserted };
      moved += inserted - removed;
      return range;
    });
}

/** From the first to the last character that differs. */
function difference(before: string, after: string): ChangedRange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  return { fromA: start, toA: before.length - end, fromB: start, toB: after.length - end };
}

const asItIs = (text: string): string => text;

function incrementalReader(languageId: string): IncrementalReader | undefined {
  switch (languageId) {
    case 'markdown':
    case 'mdx':
      return markdownReader(languageId);
    case 'html':
      return {
        sourceOf: (text) => htmlSource(text),
        parse: (text, fragments) => parsePatiently(htmlParser, text, fragments),
        read: (text, tree) => readingOf(findInHtml(htmlSource(text), undefined, tree), text),
      };
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return {
        sourceOf: asItIs,
        parse: (text, fragments) => parsePatiently(scriptParser(languageId), text, fragments),
        read: (text, tree) => readingOf(findInScript(text, languageId, undefined, tree), text),
      };
    case 'css':
    case 'scss':
    case 'less':
      return {
        sourceOf: asItIs,
        parse: (text, fragments) => parsePatiently(styleParser(languageId), text, fragments),
        read: (text, tree) => readingOf(findInStyleSheet(text, languageId, tree), text),
      };
    default:
      return undefined;
  }
}

function markdownReader(dialect: MarkdownDialect): IncrementalReader {
  const finder = new MarkdownFinder(dialect);
  const parser = parserOf(dialect);
  return {
    sourceOf: (text) => withLineFeeds(text.slice(frontMatterEnd(text))),
    parse: (text, fragments) => parseMarkdown(parser, text, fragments),
    read: (text, tree) => finder.read(text, tree),
  };
}

import { TreeFragment, type ChangedRange, type Tree } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import type { TextChange } from '../trackedRange.ts';
import { readingOf } from './foundSpots.ts';
import { frontMatterEnd } from './frontMatter.ts';
import { findInHtml } from './htmlSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import { MarkdownFinder, parserOf, type MarkdownDialect } from './markdownSpots.ts';
import { findInScript, scriptParser } from './scriptSpots.ts';
import type { SpotReader } from './spotReaders.ts';
import { findInStyleSheet, styleParser } from './styleSpots.ts';

/** Reads a text whose parser keeps what an edit left alone. */
interface IncrementalReader {
  /** Where the parsed text begins: front matter is not parsed. */
  readonly startOf: (text: string) => number;
  readonly parse: (text: string, fragments: readonly TreeFragment[]) => Tree;
  readonly read: (text: string, tree: Tree) => SpotReading;
}

/** The images of an open document, found again after each edit. */
export class SpotScan {
  readonly #languageId: string;
  readonly #readerOf: (languageId: string) => SpotReader | undefined;
  readonly #reader: IncrementalReader | undefined;
  #text: string;
  #tree: Tree | undefined;
  #reading: SpotReading | undefined;

  constructor(languageId: string, text: string, readerOf: (languageId: string) => SpotReader | undefined) {
    this.#languageId = languageId;
    this.#readerOf = readerOf;
    this.#reader = incrementalReader(languageId);
    this.#text = text;
  }

  get reading(): SpotReading {
    return (this.#reading ??= this.#read([]));
  }

  /** @param changes of one event, each in offsets of the text before it, in any order */
  edit(changes: readonly TextChange[], text: string): void {
    const before = this.#text;
    this.#text = text;
    const start = this.#reader?.startOf(text) ?? 0;
    const isBehind = this.#reader?.startOf(before) === start && changes.every(({ offset }) => offset >= start);
    const fragments = this.#tree && isBehind ? fragmentsAfter(this.#tree, changes, start) : [];
    this.#reading = this.#read(fragments);
  }

  #read(fragments: readonly TreeFragment[]): SpotReading {
    const text = this.#text;
    if (!this.#reader) return this.#readerOf(this.#languageId)?.(text) ?? { spots: [], around: () => ({}) };
    const start = this.#reader.startOf(text);
    const tree = this.#reader.parse(start === 0 ? text : text.slice(start), fragments);
    this.#tree = tree;
    return this.#reader.read(text, tree);
  }
}

function fragmentsAfter(tree: Tree, changes: readonly TextChange[], start: number): readonly TreeFragment[] {
  let moved = 0;
  const ranges = changes
    .toSorted((one, other) => one.offset - other.offset)
    .map(({ offset, removed, inserted }): ChangedRange => {
      const fromA = offset - start;
      const range = { fromA, toA: fromA + removed, fromB: fromA + moved, toB: fromA + moved + inserted };
      moved += inserted - removed;
      return range;
    });
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), ranges);
}

const whole = (): number => 0;

function incrementalReader(languageId: string): IncrementalReader | undefined {
  switch (languageId) {
    case 'markdown':
    case 'mdx':
      return markdownReader(languageId);
    case 'html':
      return {
        startOf: whole,
        parse: (text, fragments) => htmlParser.parse(text, fragments),
        read: (text, tree) => readingOf(findInHtml(text, undefined, tree), text),
      };
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return {
        startOf: whole,
        parse: (text, fragments) => scriptParser(languageId).parse(text, fragments),
        read: (text, tree) => readingOf(findInScript(text, languageId, undefined, tree), text),
      };
    case 'css':
    case 'scss':
    case 'less':
      return {
        startOf: whole,
        parse: (text, fragments) => styleParser(languageId).parse(text, fragments),
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
    startOf: frontMatterEnd,
    parse: (text, fragments) => parser.parse(text, fragments),
    read: (text, tree) => finder.read(text, tree),
  };
}

import { Tree, TreeFragment, type ChangedRange, type Parser } from '@lezer/common';
import { parser as htmlParser } from '@lezer/html';
import type { TextChange } from '../trackedRange.ts';
import { ComponentFinder, type ComponentLanguage } from './componentSpots.ts';
import { readingOf } from './foundSpots.ts';
import { frontMatterEnd } from './frontMatter.ts';
import { htmlSource } from './htmlSource.ts';
import { HtmlFinder } from './htmlFinder.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import { parseMarkdown, withLineFeeds } from './markdownParser.ts';
import { MarkdownFinder, parserOf, type MarkdownDialect } from './markdownSpots.ts';
import { parsePatiently } from './patientParse.ts';
import { ScriptFinder, scriptParser } from './scriptSpots.ts';
import { StyleFinder, styleParser } from './styleSpots.ts';
import { difference } from './textDifference.ts';

/** Reads a text whose parser keeps what an edit left alone. */
interface IncrementalReader {
  /** What is parsed: front matter is not, and some parsers want marks of other languages replaced. */
  readonly sourceOf: (text: string) => string;
  readonly parse: (source: string, fragments: readonly TreeFragment[]) => Tree;
  readonly read: (text: string, tree: Tree, source: string) => SpotReading;
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
    return this.#reader.read(this.#text, tree, this.#source);
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

const asItIs = (text: string): string => text;

function incrementalReader(languageId: string): IncrementalReader | undefined {
  switch (languageId) {
    case 'markdown':
    case 'mdx':
      return markdownReader(languageId);
    case 'html':
      return htmlReader();
    case 'vue':
    case 'svelte':
    case 'astro':
      return componentReader(languageId);
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact':
      return pieceReader(languageId, new ScriptFinder(), scriptParser(languageId));
    case 'css':
    case 'scss':
    case 'less':
      return pieceReader(languageId, new StyleFinder(), styleParser(languageId));
    default:
      return undefined;
  }
}

function markdownReader(dialect: MarkdownDialect): IncrementalReader {
  const finder = new MarkdownFinder(dialect);
  const parser = parserOf(dialect);
  return {
    sourceOf: (text) => withLineFeeds(text.slice(frontMatterEnd(text))),
    parse: (source, fragments) => parseMarkdown(parser, source, fragments),
    read: (text, tree) => finder.read(text, tree),
  };
}

function htmlReader(): IncrementalReader {
  const finder = new HtmlFinder();
  return {
    sourceOf: (text) => htmlSource(text),
    parse: (source, fragments) => parsePatiently(htmlParser, source, fragments),
    read: (text, tree, source) => {
      const found = finder.find(source, undefined, tree);
      finder.turn();
      return readingOf(found, text);
    },
  };
}

function componentReader(languageId: ComponentLanguage): IncrementalReader {
  const finder = new ComponentFinder(languageId);
  return {
    sourceOf: (text) => finder.sourceOf(text),
    parse: (source, fragments) => parsePatiently(htmlParser, source, fragments),
    read: (text, tree) => finder.read(text, tree),
  };
}

/** Of a text that is one script or one style sheet. */
function pieceReader(languageId: string, finder: ScriptFinder | StyleFinder, parser: Parser): IncrementalReader {
  return {
    sourceOf: asItIs,
    parse: (source, fragments) => parsePatiently(parser, source, fragments),
    read: (text, tree) => {
      const found =
        finder instanceof ScriptFinder
          ? finder.find(text, languageId, undefined, tree)
          : finder.find(text, languageId, tree);
      finder.turn();
      return readingOf(found, text);
    },
  };
}

import { Tree, TreeFragment, type Parser } from '@lezer/common';
import { parsePatiently } from './patientParse.ts';
import { PieceCache } from './pieceCache.ts';
import { difference } from './textDifference.ts';

/** Shorter texts are parsed anew as fast. */
const longText = 2000;

interface ParsedText {
  readonly text: string;
  readonly tree: Tree;
}

/** The trees of the texts within a document: what did not change is parsed once, long ones from what an edit left of them. */
export class KeptParses {
  readonly #parser: Parser;
  readonly #trees = new PieceCache<string, Tree>();
  #before: readonly ParsedText[] = [];
  #long: ParsedText[] = [];

  constructor(parser: Parser) {
    this.#parser = parser;
  }

  parse(text: string): Tree {
    const tree = this.#trees.at(text, () => parsePatiently(this.#parser, text, this.#fragments(text)));
    if (text.length >= longText) this.#long.push({ text, tree });
    return tree;
  }

  /** The document was read to its end. */
  turn(): void {
    this.#trees.turn();
    this.#before = this.#long;
    this.#long = [];
  }

  /** Of the long text that had the same place among the long ones. */
  #fragments(text: string): readonly TreeFragment[] {
    const before = text.length < longText ? undefined : this.#before[this.#long.length];
    // The tree of a text that was given up knows nothing to keep.
    if (!before || before.tree === Tree.empty) return [];
    return TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [difference(before.text, text)]);
  }
}

/** Of a document that holds texts of several languages. */
export class ParsesByLanguage {
  readonly #parserOf: (languageId: string) => Parser;
  readonly #parses = new Map<Parser, KeptParses>();

  constructor(parserOf: (languageId: string) => Parser) {
    this.#parserOf = parserOf;
  }

  parse(text: string, languageId: string): Tree {
    const parser = this.#parserOf(languageId);
    const parses = this.#parses.get(parser) ?? new KeptParses(parser);
    this.#parses.set(parser, parses);
    return parses.parse(text);
  }

  turn(): void {
    for (const parses of this.#parses.values()) parses.turn();
  }
}

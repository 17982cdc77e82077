import type { Tree } from '@lezer/common';
import { frontMatterEnd } from './frontMatter.ts';
import { addFound, movedBy, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReading } from './imageSpot.ts';
import { readMarkdownBlock, type MarkdownBlock, type ShownReference } from './markdownBlock.ts';
import { markdownParser, mdxParser, parseMarkdown } from './markdownParser.ts';
import { MdxFinder } from './mdxSpots.ts';
import { PieceCache } from './pieceCache.ts';
import { treeOf, treePieces, type TreePiece } from './treePieces.ts';

export type MarkdownDialect = 'markdown' | 'mdx';

export const parserOf = (dialect: MarkdownDialect): typeof markdownParser =>
  dialect === 'mdx' ? mdxParser : markdownParser;

export function readMarkdown(text: string): SpotReading {
  return new MarkdownFinder('markdown').read(text);
}

export function readMdx(text: string): SpotReading {
  return new MarkdownFinder('mdx').read(text);
}

/** Reads Markdown block by block, and a block that an incremental parser kept not again. */
export class MarkdownFinder {
  readonly #dialect: MarkdownDialect;
  readonly #blocks = new PieceCache<TreePiece['kept'], MarkdownBlock>();
  readonly #mdx = new MdxFinder();

  constructor(dialect: MarkdownDialect) {
    this.#dialect = dialect;
  }

  /** @param tree of the text behind the front matter */
  read(text: string, tree?: Tree): SpotReading {
    const start = frontMatterEnd(text);
    const body = text.slice(start);
    const found = nothingFound();
    addFound(found, this.#find(body, tree ?? parseMarkdown(parserOf(this.#dialect), body)), start);
    this.#blocks.turn();
    return readingOf(found, text);
  }

  #find(text: string, tree: Tree): FoundSpots {
    const found = nothingFound();
    const references: ShownReference[] = [];
    const definitions = new Map<string, Definition>();
    const pieces = treePieces(tree);
    for (const piece of pieces) {
      const { kept, from, to } = piece;
      const block = this.#blocks.at(kept, () => readMarkdownBlock(treeOf(piece).topNode, text.slice(from, to)));
      addFound(found, block, from);
      references.push(...block.references.map((each) => ({ ...each, whole: movedBy(each.whole, from) })));
      for (const { label, address, ...rest } of block.definitions)
        if (!definitions.has(label)) definitions.set(label, { ...rest, address: movedBy(address, from) });
    }
    if (this.#dialect === 'mdx') addFound(found, this.#mdx.find(pieces, text));
    found.links.push(...referencedLinks(references, definitions));
    return found;
  }
}

interface Definition extends Pick<LinkSpot, 'target' | 'address'> {
  readonly title?: string;
}

/** A definition that several images show is one picture: the first of them tells of it. */
function referencedLinks(
  references: readonly ShownReference[],
  definitions: ReadonlyMap<string, Definition>,
): readonly LinkSpot[] {
  const links = new Map<string, LinkSpot>();
  for (const { label, whole, ...described } of references) {
    const definition = definitions.get(label);
    if (definition && !links.has(label))
      links.set(label, { kind: 'link', reads: 'url', ...definition, whole, ...described });
  }
  return [...links.values()];
}

import { Tree } from '@lezer/common';
import { parser } from '@lezer/html';
import { addFound, movedBy, nothingFound, type FoundSpots } from './foundSpots.ts';
import { blockOf, mostWords, takeNode, type HtmlWalk } from './htmlNodes.ts';
import { TagReader, type HtmlDialect, type TagSource } from './htmlTags.ts';
import { addImported, farImports, saidBy, type ImportedLink } from './importedLinks.ts';
import { parsePatiently } from './patientParse.ts';
import { PieceCache } from './pieceCache.ts';
import { ScriptFinder } from './scriptSpots.ts';
import { StyleFinder } from './styleSpots.ts';
import { treeOf, treePieces, type TreePiece } from './treePieces.ts';

const html: HtmlDialect = { languageId: 'html' };

/** Finds the images of pages, and of what did not change not again. */
export class HtmlFinder {
  readonly scripts = new ScriptFinder();
  readonly styles = new StyleFinder();
  readonly #tags = new TagReader(this.styles);
  readonly #pieces = new PieceCache<TreePiece['kept'], HtmlPiece>();

  find(text: string, dialect: HtmlDialect = html, tree: Tree = parsePatiently(parser, text)): FoundSpots {
    const found = nothingFound();
    this.#take(treePieces(tree), { text, dialect, found });
    return found;
  }

  /** The document was read to its end. */
  turn(): void {
    this.scripts.turn();
    this.styles.turn();
    this.#tags.turn();
    this.#pieces.turn();
  }

  #take(pieces: readonly TreePiece[], page: HtmlPage, depth = 0): void {
    for (const piece of pieces) {
      if (depth < deepestPiece && isLarge(piece, page.text)) {
        const block = blockOf(treeOf(piece).topNode, page.text.slice(piece.from, piece.from + mostWords));
        if (block) page.found.blocks.push(movedBy(block, piece.from));
        this.#take(treePieces(treeOf(piece), piece.from), page, depth + 1);
      } else this.#takePiece(piece, page);
    }
  }

  #takePiece(piece: TreePiece, { text, dialect, found }: HtmlPage): void {
    const { from, to } = piece;
    const { imports, written } = dialect;
    const own = { ...dialect, ...(written !== undefined && { written: written.slice(from, to) }) };
    const known = this.#pieces.at(
      piece.kept,
      () => this.#read(treeOf(piece), { text: text.slice(from, to), dialect: own }),
      ({ hasTexts, before, asked, said }) => !hasTexts && before === own.written && said === saidBy(asked, imports),
    );
    addFound(found, known.found, from);
    addImported(found, known.imported, imports, from);
  }

  /** Ranges begin at the piece. */
  #read(tree: Tree, { text, dialect }: TagSource): HtmlPiece {
    const [found, imported, asked] = [nothingFound(), new Array<ImportedLink>(), new Array<string>()];
    const { imports } = dialect;
    const far = imports && { ...farImports(imports), has: (name: string) => imports.has(name) };
    const walk: HtmlWalk = {
      ...{ text, dialect: { ...dialect, imports: far }, found, imported, asked },
      ...{ scripts: this.scripts, styles: this.styles, tags: this.#tags },
    };
    let hasTexts = false;
    tree.iterate({
      enter: (ref) => {
        hasTexts ||= ref.name === 'ScriptText' || ref.name === 'StyleText';
        takeNode(ref, walk);
      },
    });
    return { found, imported, asked, said: saidBy(asked, imports), hasTexts, before: dialect.written };
  }
}

interface HtmlPage extends TagSource {
  readonly found: FoundSpots;
}

interface HtmlPiece {
  /** But for images that are imported. */
  readonly found: FoundSpots;
  readonly imported: readonly ImportedLink[];
  /** Names of which any may be imported, and what they stood for. */
  readonly asked: readonly string[];
  readonly said: string;
  /** Scripts and style sheets keep what an edit left of them only when they are read each time. */
  readonly hasTexts: boolean;
  /** As it was written. */
  readonly before: string | undefined;
}

/** Shorter elements are read as a whole, and deeper ones. */
const longElement = 2000;
const deepestPiece = 100;

/** An element that is read child by child. What a figure says belongs to all of its images. */
function isLarge({ kept, from, to }: TreePiece, text: string): boolean {
  if (to - from < longElement || !(kept instanceof Tree) || kept.type.name !== 'Element') return false;
  const [, name = ''] = /^<([\w-]+)/.exec(text.slice(from, from + longestName)) ?? [];
  return !/^(?:figure|picture|script|style)?$/i.test(name);
}

const longestName = 40;

/** A page, or a piece of one. */
export function findInHtml(text: string, dialect?: HtmlDialect): FoundSpots {
  return new HtmlFinder().find(text, dialect);
}

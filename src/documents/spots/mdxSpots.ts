import { Tree, type SyntaxNode } from '@lezer/common';
import type { OffsetRange } from '../trackedRange.ts';
import { addFound, movedBy, nothingFound, type FoundSpots } from './foundSpots.ts';
import type { TagValue } from './imageTag.ts';
import { PieceCache } from './pieceCache.ts';
import { ScriptFinder } from './scriptSpots.ts';
import { movedValue, type ImageImports } from './scriptValues.ts';
import { treeOf, type TreePiece } from './treePieces.ts';

/** A block of text. */
interface TextLeaf extends OffsetRange {
  readonly isParagraph: boolean;
  /** From its first tag or expression to its last. */
  readonly jsx: OffsetRange | undefined;
}

const isModuleAt = (text: string, start: number): boolean =>
  (text.startsWith('import', start) || text.startsWith('export', start)) && /\s/.test(text.charAt(start + 6));

const script = 'typescriptreact';

/** Finds the images in the statements, tags and expressions of a document, and in what did not change not again. */
export class MdxFinder {
  readonly #scripts = new ScriptFinder();
  readonly #leaves = new PieceCache<TreePiece['kept'], readonly TextLeaf[]>();

  /** @param blocks of the document */
  find(blocks: readonly TreePiece[], text: string): FoundSpots {
    const found = nothingFound();
    const imports = this.#imports(blocks, text);
    for (const run of textRuns(this.#textLeaves(blocks), text)) {
      const [first] = run;
      if (first && isModuleAt(text, first.start)) {
        for (const range of run) this.#addPiece(found, { text, range, imports, isMarkup: false });
        continue;
      }
      const jsx = run.flatMap((leaf) => leaf.jsx ?? []);
      const [start, end] = [jsx[0]?.start, jsx.at(-1)?.end];
      if (start === undefined || end === undefined) continue;
      this.#addPiece(found, { text, range: { start, end }, imports, isMarkup: true });
    }
    this.#scripts.turn();
    this.#leaves.turn();
    return found;
  }

  /** The images that the statements of a document import, and where. */
  #imports(blocks: readonly TreePiece[], text: string): ImageImports {
    const imports = new Map<string, TagValue>();
    for (const { kept, from, to } of blocks) {
      if (!isModuleAt(text, from) || !(kept instanceof Tree) || kept.type.name !== 'Paragraph') continue;
      for (const [name, value] of this.#scripts.imports(text.slice(from, to), script))
        imports.set(name, movedValue(value, from));
    }
    return imports;
  }

  #textLeaves(blocks: readonly TreePiece[]): readonly TextLeaf[] {
    const leaves: TextLeaf[] = [];
    for (const block of blocks) {
      const { kept, from } = block;
      for (const { start, end, isParagraph, jsx } of this.#leaves.at(kept, () => leavesIn(treeOf(block))))
        leaves.push({ start: start + from, end: end + from, isParagraph, jsx: jsx && movedBy(jsx, from) });
    }
    return leaves;
  }

  /** Tags of a piece need not be closed in it: a fragment around them holds them together. */
  #addPiece(found: FoundSpots, { text, range, imports, isMarkup }: MdxPiece): void {
    const piece = text.slice(range.start, range.end);
    const opening = isMarkup ? '(<>' : '';
    const shift = range.start - opening.length;
    const outer = { get: (name: string): TagValue | undefined => movedValue(imports.get(name), -shift) };
    const all = this.#scripts.find(isMarkup ? `${opening}${piece}</>)` : piece, script, outer);
    // Around markup that is not closed as it should be, the fragment is read as something else.
    const isOwn = ({ start, end }: OffsetRange): boolean =>
      start >= opening.length && end <= opening.length + piece.length;
    const comments = all.comments.filter(
      (comment) => isOwn(comment) && (!isMarkup || piece.charAt(comment.start - opening.length) === '{'),
    );
    addFound(
      found,
      { links: all.links.filter(({ whole }) => isOwn(whole)), comments, blocks: all.blocks.filter(isOwn) },
      shift,
    );
  }
}

interface MdxPiece {
  /** Of the document. */
  readonly text: string;
  readonly range: OffsetRange;
  readonly imports: ImageImports;
  /** Tags and expressions, not statements. */
  readonly isMarkup: boolean;
}

/** Where nothing but a line break is between paragraphs, the tag of one may be closed in another. */
function textRuns(leaves: readonly TextLeaf[], text: string): readonly (readonly TextLeaf[])[] {
  const runs: TextLeaf[][] = [];
  for (const leaf of leaves) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    const isNext = before && /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(before.end, leaf.start));
    if (last && isNext && before.isParagraph && leaf.isParagraph) last.push(leaf);
    else runs.push([leaf]);
  }
  return runs;
}

/** Ranges begin at the block. */
function leavesIn(block: Tree): readonly TextLeaf[] {
  const leaves: TextLeaf[] = [];
  block.iterate({
    enter: ({ name, node }) => {
      if (name === 'FencedCode') return false;
      if (!/^(?:Paragraph|TableCell|Task|.*Heading\d)$/.test(name)) return true;
      leaves.push({ start: node.from, end: node.to, isParagraph: name === 'Paragraph', jsx: jsxIn(node) });
      return false;
    },
  });
  return leaves;
}

function jsxIn(leaf: SyntaxNode): OffsetRange | undefined {
  let range: OffsetRange | undefined;
  leaf.cursor().iterate(({ name, from, to }) => {
    if (name === 'MdxTag' || name === 'MdxExpression') range = { start: range?.start ?? from, end: to };
  });
  return range;
}

import { NodeType, Tree, type TreeBuffer } from '@lezer/common';

/** A part of a tree that an incremental parser keeps as a whole: a statement, or several short ones. */
export interface TreePiece {
  /** The same object as long as the parser keeps it. */
  readonly kept: Tree | TreeBuffer;
  readonly from: number;
  readonly to: number;
}

/** The pieces at the top of a tree, in the order of the text. */
export function treePieces({ children, positions }: Tree, offset = 0): readonly TreePiece[] {
  return children.flatMap((kept, index) => {
    const from = offset + (positions[index] ?? 0);
    // Long lists are kept in lists of lists.
    if (kept instanceof Tree && kept.type.isAnonymous) return treePieces(kept, from);
    return [{ kept, from, to: from + kept.length }];
  });
}

/** The piece as if it were a text of its own. */
export function treeOf({ kept }: TreePiece): Tree {
  return kept instanceof Tree ? kept : new Tree(NodeType.none, [kept], [0], kept.length);
}

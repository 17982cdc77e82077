import { Tree, type Parser, type TreeFragment } from '@lezer/common';

/** Twenty times of what a text takes that is what it says it is, on a slow machine and at the first call. */
const [leastMs, msPerCharacter] = [500, 0.005];

const stepsBetweenLooks = 32;

/**
 * The tree of a text. Some texts take a parser quadratic time or all of the memory (100 KB of `<` in TSX); they are no
 * documents, and have an empty tree.
 */
export function parsePatiently(parser: Parser, text: string, fragments: readonly TreeFragment[] = []): Tree {
  const end = performance.now() + leastMs + text.length * msPerCharacter;
  const parse = parser.startParse(text, fragments);
  for (let step = 1; ; step++) {
    const tree = parse.advance();
    if (tree) return tree;
    if (step % stepsBetweenLooks === 0 && performance.now() > end) return Tree.empty;
  }
}

import type { SyntaxNode } from '@lezer/common';
import type { OffsetRange } from '../trackedRange.ts';
import { addFound, nothingFound, type FoundSpots } from './foundSpots.ts';
import type { TagValue } from './imageTag.ts';
import { parsePatiently } from './patientParse.ts';
import { findInScript, scriptParser } from './scriptSpots.ts';
import { imageImports, type ImageImports } from './scriptValues.ts';

const isModule = (text: string): boolean => /^(?:import|export)\s/.test(text);

const script = 'typescriptreact';

/** The images that the statements of a document import, and where. */
export function mdxImports(document: SyntaxNode, text: string): ImageImports {
  const imports = new Map<string, TagValue>();
  for (const { from, to } of document.getChildren('Paragraph')) {
    const statement = text.slice(from, to);
    if (!isModule(statement)) continue;
    for (const [name, value] of imageImports(parsePatiently(scriptParser(script), statement), statement)) {
      const { start, end } = value.range;
      imports.set(name, { ...value, range: { start: start + from, end: end + from } });
    }
  }
  return imports;
}

/** The statements, tags and expressions of a document. */
export function findInMdx(document: SyntaxNode, text: string, imports: ImageImports): FoundSpots {
  const found = nothingFound();
  for (const run of textRuns(document, text)) {
    const [first] = run;
    if (first && isModule(text.slice(first.from, first.to))) {
      for (const { from, to } of run) addPiece(found, text.slice(from, to), from, imports);
      continue;
    }
    const jsx = run.flatMap(jsxIn);
    const [start, end] = [jsx[0]?.from, jsx.at(-1)?.to];
    if (start !== undefined && end !== undefined) addPiece(found, text.slice(start, end), start, imports, true);
  }
  return found;
}

/** Blocks of text; where nothing but a line break is between them, the tag of one may be closed in another. */
function textRuns(document: SyntaxNode, text: string): readonly (readonly SyntaxNode[])[] {
  const runs: SyntaxNode[][] = [];
  document.cursor().iterate(({ name, node }) => {
    if (name === 'FencedCode') return false;
    if (name !== 'Paragraph' && !/Heading\d$/.test(name) && name !== 'TableCell' && name !== 'Task') return true;
    const last = runs.at(-1);
    const before = last?.at(-1);
    const isNext = before && /^[^\S\n]*\n[^\S\n]*$/.test(text.slice(before.to, node.from));
    if (last && isNext && before.name === 'Paragraph' && name === 'Paragraph') last.push(node);
    else runs.push([node]);
    return false;
  });
  return runs;
}

function jsxIn(node: SyntaxNode): readonly SyntaxNode[] {
  const all: SyntaxNode[] = [];
  node.cursor().iterate((ref) => {
    if (ref.name === 'MdxTag' || ref.name === 'MdxExpression') all.push(ref.node);
  });
  return all;
}

/** Tags of a piece need not be closed in it: a fragment around them holds them together. */
function addPiece(found: FoundSpots, piece: string, offset: number, imports: ImageImports, isMarkup = false): void {
  const opening = isMarkup ? '(<>' : '';
  const shift = offset - opening.length;
  const outer = new Map(
    [...imports].map(([name, value]) => {
      const { start, end } = value.range;
      return [name, { ...value, range: { start: start - shift, end: end - shift } }] as const;
    }),
  );
  const all = findInScript(isMarkup ? `${opening}${piece}</>)` : piece, script, outer);
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

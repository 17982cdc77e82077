import type { SyntaxNode, Tree } from '@lezer/common';
import { parser as cssParser } from '@lezer/css';
import { parser as sassParser } from '@lezer/sass';
import type { CommentMarks } from '../comments/comments.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import { namesImage } from './imageAddress.ts';
import type { LinkSpot, SpotReader, SpotReading } from './imageSpot.ts';
import { ParsesByLanguage } from './keptParses.ts';
import { PieceCache } from './pieceCache.ts';
import { treeOf, treePieces, type TreePiece } from './treePieces.ts';

const marks: CommentMarks = { line: ['//'], block: [['/*', '*/']] };

const indentedParser = sassParser.configure({ dialect: 'indented' });

/** The parser of a style sheet. Less is near enough to SCSS. */
export function styleParser(languageId: string): typeof cssParser {
  if (languageId === 'sass') return indentedParser;
  return /^(?:scss|less)$/.test(languageId) ? sassParser : cssParser;
}

export function styleReader(languageId: string): SpotReader {
  return (text): SpotReading => readingOf(new StyleFinder().find(text, languageId), text);
}

/** Finds the images of style sheets, and of what an incremental parser kept not again. */
export class StyleFinder {
  readonly #parses = new ParsesByLanguage(styleParser);
  readonly #pieces = new PieceCache<TreePiece['kept'], FoundSpots>();

  find(text: string, languageId: string, tree: Tree = this.#parses.parse(text, languageId)): FoundSpots {
    const found = nothingFound();
    for (const piece of treePieces(tree)) {
      const { kept, from, to } = piece;
      const read = (): FoundSpots => findInPiece(text.slice(from, to), languageId, treeOf(piece));
      addFound(found, this.#pieces.at(kept, read), from);
    }
    return found;
  }

  /** The document was read to its end. */
  turn(): void {
    this.#parses.turn();
    this.#pieces.turn();
  }
}

function findInPiece(text: string, languageId: string, tree: Tree): FoundSpots {
  const found = nothingFound();
  tree.iterate({
    enter: (ref) => {
      const { name, from, to } = ref;
      if (name === 'Comment' || name === 'LineComment') {
        found.comments.push({ start: from, end: to, languageId, marks });
      } else if (name === 'RuleSet') {
        const words = selectorWords(text.slice(from, Math.min(to, from + 300)));
        found.blocks.push({ kind: 'heading', start: from, end: to, text: words });
      } else if (name === 'CallLiteral' || name === 'CallExpression') {
        const spot = addressOfCall(ref.node, text);
        if (spot) found.links.push(spot);
      } else if (name === 'StringLiteral' && isInImageSet(ref.node, text)) {
        found.links.push(...spotAt({ start: from + 1, end: to - 1 }, ref.node, text));
      }
    },
  });
  return found;
}

/** `.hero-banner > a:hover` → `hero banner a hover` */
function selectorWords(rule: string): string {
  return rule.replace(/\{[^]*$/, '').replace(/[^\p{L}\p{N}]+/gu, ' ');
}

/** What stands in a `style` attribute. */
export function findInDeclarations(text: string, styles = new StyleFinder()): FoundSpots {
  const start = 'a{';
  const { links } = styles.find(`${start}${text}}`, 'css');
  const found = nothingFound();
  addFound(found, { ...nothingFound(), links }, -start.length);
  return found;
}

/** `url(a.png)`, `url("a.png")` */
function addressOfCall(call: SyntaxNode, text: string): LinkSpot | undefined {
  const tag = call.getChild('CallTag') ?? call.getChild('Callee');
  if (!tag || text.slice(tag.from, tag.to).toLowerCase() !== 'url') return undefined;
  const string = call.getChild('StringLiteral') ?? call.getChild('ArgList')?.getChild('StringLiteral');
  const bare = call.getChild('ParenthesizedContent');
  const node = string ?? bare;
  if (!node) return undefined;
  const inset = string ? 1 : 0;
  return spotAt({ start: node.from + inset, end: node.to - inset }, call, text)[0];
}

function isInImageSet(node: SyntaxNode, text: string): boolean {
  const list = node.parent;
  const callee = list?.name === 'ArgList' ? list.parent?.getChild('Callee') : undefined;
  return callee ? /(?:^|-)image-set$/i.test(text.slice(callee.from, callee.to)) : false;
}

function spotAt(range: OffsetRange, node: SyntaxNode, text: string): readonly LinkSpot[] {
  const written = text.slice(range.start, range.end);
  const before = written.length - written.trimStart().length;
  const address = { start: range.start + before, end: range.start + before + written.trim().length };
  const target = withoutCssEscapes(text.slice(address.start, address.end));
  const declaration = declarationOf(node);
  if (target === '' || /^(?:data|blob):|#\{|@\{|\$\w|^var\(|^#/i.test(target)) return [];
  const property = declaration && propertyOf(declaration, text);
  const showsImages =
    property !== undefined && !/^(?:src|behavior|filter|clip-path|offset-path|mask-clip)$/i.test(property);
  if (property !== undefined && !showsImages) return [];
  if (!namesImage(target) && !(showsImages && /^(?:https?:)?\/\//i.test(target))) return [];
  const whole = { start: node.from, end: node.to };
  return [{ kind: 'link', whole, address, target, reads: 'url' }];
}

function declarationOf(node: SyntaxNode): SyntaxNode | undefined {
  for (let each: SyntaxNode | null = node, steps = 0; each && steps < 8; each = each.parent, steps++)
    if (each.name === 'Declaration') return each;
  return undefined;
}

function propertyOf(declaration: SyntaxNode, text: string): string {
  const name = declaration.firstChild;
  return name ? text.slice(name.from, name.to) : '';
}

/** https://drafts.csswg.org/css-syntax/#consume-escaped-code-point */
function withoutCssEscapes(text: string): string {
  return text.replace(/\\(?:([\da-f]{1,6})\s?|([^\r\n]))/gi, (_, code: string | undefined, character = '') =>
    code === undefined
      ? String(character)
      : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10_ff_ff)).toWellFormed(),
  );
}

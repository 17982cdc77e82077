import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { withoutEntities, withoutEscapes } from '../imageReferenceEscapes.ts';
import { addFound, movedBy, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReader, SpotReading } from './imageSpot.ts';
import { imagesOfTag, type TagAttribute, type TagValue } from './imageTag.ts';
import { addImported, farImports, saidBy, withoutImported, type ImportedLink } from './importedLinks.ts';
import { elementWords, figureCaption, pictureAltOf, tagNameOf } from './jsxElements.ts';
import { LineComments } from './lineComments.ts';
import { ParsesByLanguage } from './keptParses.ts';
import { PieceCache } from './pieceCache.ts';
import { closedRange, scriptComment, scriptMarks, type ScriptComment } from './scriptComments.ts';
import {
  imageImports,
  literalModule,
  literalValue,
  movedValue,
  type ImageImports,
  type NamedImages,
} from './scriptValues.ts';
import { findInDeclarations } from './styleSpots.ts';
import { treeOf, treePieces, type TreePiece } from './treePieces.ts';

const parsers = {
  javascript: parser.configure({ dialect: 'jsx' }),
  typescript: parser.configure({ dialect: 'ts' }),
  typescriptreact: parser.configure({ dialect: 'jsx ts' }),
};

export function scriptParser(languageId: string): typeof parser {
  if (languageId === 'typescript') return parsers.typescript;
  return languageId === 'typescriptreact' ? parsers.typescriptreact : parsers.javascript;
}

export function scriptReader(languageId: string): SpotReader {
  return (text): SpotReading => readingOf(new ScriptFinder().find(text, languageId), text);
}

/** Finds the images of scripts, and of what an incremental parser kept not again. */
export class ScriptFinder {
  readonly #parses = new ParsesByLanguage(scriptParser);
  readonly #imports = new PieceCache<TreePiece['kept'], ImageImports>();
  readonly #pieces = new PieceCache<TreePiece['kept'], ScriptPiece>();

  /** @param outer images that are imported elsewhere in the same document */
  find(text: string, languageId: string, outer?: NamedImages, tree = this.#parses.parse(text, languageId)): FoundSpots {
    const own = this.#importsOf(tree, text);
    const imports: NamedImages = { get: (name) => own.get(name) ?? outer?.get(name) };
    const found = nothingFound();
    const comments = new LineComments(text, 'javascriptreact', scriptMarks);
    for (const piece of treePieces(tree)) {
      const { from } = piece;
      const known = this.#pieces.at(
        piece.kept,
        () => readPiece(piece, text, imports),
        // What shows an import changes with it.
        ({ asked, said }) => said === saidBy(asked, imports),
      );
      addFound(found, known.found, from);
      addImported(found, known.imported, imports, from);
      for (const comment of known.comments) {
        const range = closedRange(movedBy(comment, from), text);
        if (comment.isLine) comments.takeLine(range);
        else comments.takeBlock(range);
      }
    }
    found.comments.push(...comments.found);
    return found;
  }

  imports(text: string, languageId: string): ImageImports {
    return this.#importsOf(this.#parses.parse(text, languageId), text);
  }

  /** The document was read to its end. */
  turn(): void {
    this.#parses.turn();
    this.#imports.turn();
    this.#pieces.turn();
  }

  #importsOf(tree: Tree, text: string): ImageImports {
    const imports = new Map<string, TagValue>();
    for (const piece of treePieces(tree)) {
      const { kept, from, to } = piece;
      const own = this.#imports.at(kept, () => imageImports(treeOf(piece), text.slice(from, to)));
      for (const [name, value] of own) imports.set(name, movedValue(value, from));
    }
    return imports;
  }
}

/** Ranges begin at the piece. */
interface ScriptPiece {
  /** But for images that are imported. */
  readonly found: FoundSpots;
  readonly imported: readonly ImportedLink[];
  /** On lines that follow each other they are one, across pieces. */
  readonly comments: readonly ScriptComment[];
  /** Names of which any may be imported, and what they stood for. */
  readonly asked: readonly string[];
  readonly said: string;
}

function readPiece(piece: TreePiece, document: string, imports: NamedImages): ScriptPiece {
  const [text, tree] = [document.slice(piece.from, piece.to), treeOf(piece)];
  const [all, comments, asked] = [nothingFound(), new Array<ScriptComment>(), new Array<string>()];
  const far = farImports(imports);
  const get = (name: string): TagValue | undefined => {
    asked.push(name);
    return far.get(name);
  };
  tree.iterate({
    enter: (ref) => {
      if (ref.name === 'LineComment' || ref.name === 'BlockComment') comments.push(scriptComment(ref.node));
      else takeNode(ref, { text, found: all, imports: { get } });
    },
  });
  const { own, imported } = withoutImported(all.links, asked, far);
  return { found: { ...all, links: [...own] }, imported, comments, asked, said: saidBy(asked, imports) };
}

interface Walk {
  readonly text: string;
  readonly found: FoundSpots;
  readonly imports: NamedImages;
}

function takeNode(ref: SyntaxNodeRef, walk: Walk): void {
  const { text, found } = walk;
  switch (ref.name) {
    case 'JSXOpenTag':
    case 'JSXSelfClosingTag':
      takeTag(ref.node, walk);
      return;
    case 'JSXElement':
      takeBlock(ref.node, walk);
      return;
    case 'ImportDeclaration':
    case 'ExportDeclaration':
    case 'CallExpression':
    case 'NewExpression':
    case 'DynamicImport': {
      const value = literalModule(ref.node, text);
      if (value) found.links.push(...moduleLinks(ref.node, value));
      return;
    }
    case 'Property':
      takeStyle(ref.node, walk);
  }
}

/** An image that nobody shows in a tag, or whose tag describes it as well. */
function moduleLinks(node: SyntaxNode, { range, text }: TagValue): readonly LinkSpot[] {
  if (/^(?:data|blob):/i.test(text)) return [];
  return [{ kind: 'link', whole: { start: node.from, end: node.to }, address: range, target: text, reads: 'module' }];
}

function takeTag(tag: SyntaxNode, { text, found, imports }: Walk): void {
  const name = tagNameOf(tag, text);
  const attributes = tag.getChildren('JSXAttribute').map((node) => attributeOf(node, text, imports));
  const alt = name === 'source' ? pictureAltOf(tag, text) : undefined;
  const image = { name, attributes, whole: { start: tag.from, end: tag.to }, ...(alt !== undefined && { alt }) };
  const links = imagesOfTag(image);
  if (links.length === 0) return;
  const caption = figureCaption(tag, text);
  found.links.push(...(caption === undefined ? links : imagesOfTag({ ...image, caption })));
}

function attributeOf(attribute: SyntaxNode, text: string, imports: NamedImages): TagAttribute {
  const first = attribute.firstChild;
  const name = first ? text.slice(first.from, first.to) : '';
  const string = attribute.getChild('JSXAttributeValue');
  if (string) {
    const range = { start: string.from + 1, end: string.to - 1 };
    const written = text.slice(range.start, range.end);
    return { name, value: { range, written, text: withoutEntities(written) } };
  }
  const expression = attribute.getChild('JSXEscape')?.getChild('{')?.nextSibling;
  const value = expression ? literalValue(expression, text, imports) : undefined;
  return { name, ...(value && { value }) };
}

function takeBlock(element: SyntaxNode, { text, found }: Walk): void {
  const opening = element.firstChild;
  const name = opening?.name === 'JSXOpenTag' ? tagNameOf(opening, text) : '';
  const kind = /^h[1-6]$/.test(name)
    ? 'heading'
    : /^(?:p|li|figcaption|blockquote)$/.test(name)
      ? 'paragraph'
      : undefined;
  if (kind) found.blocks.push({ kind, start: element.from, end: element.to, text: elementWords(element, text) });
}

const imageProperty = /^(?:background|backgroundImage|maskImage|listStyleImage|borderImage|borderImageSource)$/;

/** `{ backgroundImage: "url('/a.png')" }` */
function takeStyle(property: SyntaxNode, { text, found }: Walk): void {
  const name = property.getChild('PropertyDefinition');
  const string = property.getChild('String') ?? property.getChild('TemplateString');
  if (!name || !string || !imageProperty.test(text.slice(name.from, name.to))) return;
  const inner = text.slice(string.from + 1, string.to - 1);
  if (!/url\(/i.test(inner) || inner.includes('${') || inner !== withoutEscapes(inner)) return;
  const start = 'background:';
  const whole = { start: property.from, end: property.to };
  const styled = findInDeclarations(start + inner).links.map((link) => ({ ...link, whole: link.address }));
  const at = nothingFound();
  addFound(at, { ...nothingFound(), links: styled }, string.from + 1 - start.length);
  found.links.push(...at.links.map((link) => ({ ...link, whole })));
}

import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { withoutEntities, withoutEscapes } from '../imageReferenceEscapes.ts';
import { addFound, nothingFound, readingOf, type FoundSpots } from './foundSpots.ts';
import type { LinkSpot, SpotReader, SpotReading } from './imageSpot.ts';
import { imagesOfTag, type TagAttribute, type TagValue } from './imageTag.ts';
import { elementWords, figureCaption, pictureAltOf, tagNameOf } from './jsxElements.ts';
import { LineComments } from './lineComments.ts';
import { parsePatiently } from './patientParse.ts';
import { scriptCommentRange, scriptMarks } from './scriptComments.ts';
import { imageImports, literalValue, literalModule, type ImageImports } from './scriptValues.ts';
import { findInDeclarations } from './styleSpots.ts';

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
  return (text): SpotReading => readingOf(findInScript(text, languageId), text);
}

/** @param outer images that are imported elsewhere in the same document */
export function findInScript(
  text: string,
  languageId: string,
  outer: ImageImports = new Map(),
  tree: Tree = parsePatiently(scriptParser(languageId), text),
): FoundSpots {
  const found = nothingFound();
  const walk: Walk = { text, found, imports: new Map([...outer, ...imageImports(tree, text)]) };
  const comments = new LineComments(text, 'javascriptreact', scriptMarks);
  tree.iterate({
    enter: (ref) => {
      if (ref.name === 'LineComment') comments.takeLine({ start: ref.from, end: ref.to });
      else if (ref.name === 'BlockComment') comments.takeBlock(scriptCommentRange(ref.node, text));
      else takeNode(ref, walk);
    },
  });
  found.comments.push(...comments.found);
  return found;
}

interface Walk {
  readonly text: string;
  readonly found: FoundSpots;
  readonly imports: ImageImports;
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
  const caption = figureCaption(tag, text);
  const around = { ...(alt !== undefined && { alt }), ...(caption !== undefined && { caption }) };
  found.links.push(...imagesOfTag({ name, attributes, whole: { start: tag.from, end: tag.to }, ...around }));
}

function attributeOf(attribute: SyntaxNode, text: string, imports: ImageImports): TagAttribute {
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

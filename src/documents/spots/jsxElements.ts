import type { SyntaxNode } from '@lezer/common';
import { withoutEntities } from '../imageReferenceEscapes.ts';

/** Of an opening or self-closing tag: `img`, `Image`, `motion.img`. */
export function tagNameOf(tag: SyntaxNode, text: string): string {
  const name = tag.firstChild?.nextSibling;
  return name && /^JSX(?:Identifier|Builtin|MemberExpression|NamespacedName)$/.test(name.name)
    ? text.slice(name.from, name.to)
    : '';
}

/** What the image of the `picture` around a source says; empty when it says nothing, undefined outside of one. */
export function pictureAltOf(tag: SyntaxNode, text: string): string | undefined {
  const picture = ancestorNamed(tag, 'picture', text);
  if (!picture) return undefined;
  for (const child of picture.getChildren('JSXElement')) {
    const opening = openingOf(child);
    if (opening && /^img$|image/i.test(tagNameOf(opening, text))) return stringAttribute(opening, 'alt', text) ?? '';
  }
  return '';
}

/** Of the figure around a tag. */
export function figureCaption(tag: SyntaxNode, text: string): string | undefined {
  const figure = ancestorNamed(tag, 'figure', text);
  const caption = figure?.getChildren('JSXElement').find((child) => nameOf(child, text) === 'figcaption');
  return caption && elementWords(caption, text);
}

const mostWords = 2000;

/** Without tags and expressions. */
export function elementWords(element: SyntaxNode, text: string): string {
  const inner = text.slice(element.from, Math.min(element.to, element.from + mostWords));
  return withoutEntities(inner.replace(/<[^<>]*(?:>|$)|\{[^{}]*\}/g, ' '));
}

const farthestAncestor = 6;

function ancestorNamed(tag: SyntaxNode, name: string, text: string): SyntaxNode | undefined {
  let node = tag.parent?.parent;
  for (let steps = 0; node && steps < farthestAncestor; steps++) {
    if (node.name === 'JSXElement' && nameOf(node, text) === name) return node;
    node = node.parent;
  }
  return undefined;
}

function openingOf(element: SyntaxNode): SyntaxNode | null {
  // Looking for a child by its name takes longer the deeper it stands.
  const first = element.firstChild;
  return first && /^JSX(?:Open|SelfClosing)Tag$/.test(first.name) ? first : null;
}

function nameOf(element: SyntaxNode, text: string): string {
  const opening = openingOf(element);
  return opening ? tagNameOf(opening, text) : '';
}

function stringAttribute(tag: SyntaxNode, name: string, text: string): string | undefined {
  const attribute = tag.getChildren('JSXAttribute').find((each) => {
    const first = each.firstChild;
    return first ? text.slice(first.from, first.to) === name : false;
  });
  const value = attribute?.getChild('JSXAttributeValue') ?? attribute?.getChild('JSXEscape')?.getChild('String');
  return value ? withoutEntities(text.slice(value.from + 1, value.to - 1)) : undefined;
}

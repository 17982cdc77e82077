import type { SyntaxNode } from '@lezer/common';
import { tagName } from './htmlTags.ts';

/** Not far away: a page that is one figure has no caption for all of its images. */
const farthestAncestor = 6;

export function ancestorNamed(tag: SyntaxNode, name: string, text: string): SyntaxNode | undefined {
  let node = tag.parent?.parent;
  for (let steps = 0; node && steps < farthestAncestor; steps++) {
    if (node.name === 'Element' && elementName(node, text) === name) return node;
    node = node.parent;
  }
  return undefined;
}

export function openingOf(element: SyntaxNode): SyntaxNode | null {
  // Looking for a child by its name takes longer the deeper it stands.
  const first = element.firstChild;
  return first && /^(?:Open|SelfClosing)Tag$/.test(first.name) ? first : null;
}

export function elementName(element: SyntaxNode, text: string): string {
  const opening = openingOf(element);
  return opening ? tagName(opening, text).toLowerCase() : '';
}

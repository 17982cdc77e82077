import { markupFamily, type MarkupFamily } from './markupLanguages.ts';

export interface BlockLayout {
  /** The markup may stand within a line of text or code. */
  readonly isInline: boolean;
  /** A blank line belongs between the markup and the line above, unless there is one. */
  readonly blankBefore: boolean;
  /** The same for a line of text below. */
  readonly blankAfter: boolean;
}

/**
 * Whether markup on a line of its own needs blank lines to be a block of its own: where lines flow together into
 * paragraphs, it does. A comment above is never part of a paragraph.
 */
export function blockLayout(languageId: string, below: 'comment' | 'text'): BlockLayout {
  const family = markupFamily(languageId);
  return {
    isInline: inline.has(family),
    blankBefore: below === 'text' && joinsTextAbove.has(family),
    blankAfter: joinsTextBelow.has(family),
  };
}

const joinsTextAbove: ReadonlySet<MarkupFamily> = new Set(['markdown', 'asciidoc', 'restructuredtext', 'latex', 'org']);

/** Not AsciiDoc, where a block macro ends with its line. */
const joinsTextBelow: ReadonlySet<MarkupFamily> = new Set(['markdown', 'restructuredtext', 'latex', 'org']);

/** Not Org, whose alt text has a line of its own. */
const inline: ReadonlySet<MarkupFamily> = new Set([
  'markdown',
  'html',
  'closedHtml',
  'atSignHtml',
  'jsx',
  'latex',
  'typst',
  'json',
]);

import { parse } from 'jsonc-parser';

/** The marks between which a block comment stands: opening, closing. */
export type BlockMarks = readonly [open: string, close: string];

export interface CommentMarks {
  /** A mark that ends with a space counts only before white space or the line's end. */
  readonly line: readonly string[];
  readonly block: readonly BlockMarks[];
  /**
   * Where line marks count: before and after code when absent, only at a line's start with `lineStart`; with `indented`
   * the comment also goes on over the deeper indented lines below it.
   */
  readonly placement?: 'lineStart' | 'indented';
}

export const noCommentMarks: CommentMarks = { line: [], block: [] };

/** No language has longer marks; a longer one is a broken configuration. */
const longestMark = 40;

/**
 * The marks in a language configuration file. Garbled text has no marks; nothing throws.
 * https://code.visualstudio.com/api/language-extensions/language-configuration-guide#comment-toggling
 */
export function readCommentMarks(configurationText: string): CommentMarks {
  const comments = property(parseLeniently(configurationText), 'comments');
  const lineComment = property(comments, 'lineComment');
  const blockComment = property(comments, 'blockComment');
  const line = readMark(property(lineComment, 'comment') ?? lineComment);
  // Some configurations close with a mere space (ini: `;` and ` `), which closes nothing.
  const [open, close] = Array.isArray(blockComment) ? blockComment.map(readMark) : [];
  return { line: line ? [line] : [], block: open && close ? [[open, close]] : [] };
}

/** Every mark once, the earlier first. */
export function mergeCommentMarks(all: readonly CommentMarks[]): CommentMarks {
  const block = new Map(all.flatMap((marks) => marks.block).map((pair) => [pair.join('\n'), pair]));
  const placement = all.find((marks) => marks.placement)?.placement;
  return {
    line: [...new Set(all.flatMap((marks) => marks.line))],
    block: [...block.values()],
    ...(placement && { placement }),
  };
}

/** The configuration files, relative to the extension, which an extension's manifest names for a language. */
export function configurationPaths(manifest: unknown, languageId: string): readonly string[] {
  const languages = property(property(manifest, 'contributes'), 'languages');
  if (!Array.isArray(languages)) return [];
  return languages
    .filter((language) => property(language, 'id') === languageId)
    .map((language) => property(language, 'configuration'))
    .filter((path) => typeof path === 'string');
}

function parseLeniently(text: string): unknown {
  try {
    return parse(text, [], { allowTrailingComma: true });
  } catch {
    // Only a nesting deeper than the parser's stack throws.
    return undefined;
  }
}

/** The parser makes a prototype of `__proto__`: only what is the object's own counts. */
function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function readMark(value: unknown): string | undefined {
  const mark = typeof value === 'string' ? value.trim() : '';
  return mark !== '' && mark.length <= longestMark && !/\p{Cc}/u.test(mark) ? mark : undefined;
}

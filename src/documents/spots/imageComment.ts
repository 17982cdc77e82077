import { promptFromText } from '../comments/prompt.ts';
import type { CommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { CommentSyntax } from '../comments/commentSyntax.ts';
import { uncomment } from '../comments/commentText.ts';
import type { OffsetRange } from '../trackedRange.ts';
import type { CommentOptions, CommentSpot } from './imageSpot.ts';

export interface CommentQuestion {
  readonly text: string;
  /** Of one comment, or of the lines of a run that belong to one prompt. */
  readonly whole: OffsetRange;
  readonly languageId: string;
  /** Of the language; those of the table when absent. */
  readonly marks?: CommentMarks;
}

const task = String.raw`(?:todo|fixme)(?:\([^()]{0,100}\))?[:：]?\s*`;
const label = String.raw`(?:image|picture)(?: prompt)?\s?[:：]|@(?:image|picture)(?:[:：]|(?=\s|$))`;
const asksForImage = new RegExp(`^(?:${task})?(?:${label})\\s*(?=\\S)`, 'i');
const asksLoudly = new RegExp(`^(?:${task}(?:${label})|@(?:image|picture)\\b)`, 'i');

/** Where a key named `image` is a part of the language, and commenting it out is common. */
const keyLanguages: ReadonlySet<string> = new Set(
  'yaml dockercompose dockerfile toml ini properties json jsonc terraform hcl'.split(' '),
);

/** The image that a comment asks for; undefined for a comment about anything else. */
export function imageCommentAt({ text, whole, languageId, marks }: CommentQuestion): CommentSpot | undefined {
  const written = text.slice(whole.start, whole.end);
  if (!/image|picture/i.test(written)) return undefined;
  const known = marks ?? knownCommentMarks(languageId);
  const words = uncomment(written, new CommentSyntax(known));
  const isAsked = (keyLanguages.has(languageId) ? asksLoudly : asksForImage).test(words);
  if (!isAsked) return undefined;
  const [, first = '', options = ''] = /^([^]*?)(?:\s*\{([^{}]*)\}[.\s]*)?$/.exec(words) ?? [];
  const prompt = promptFromText(first, known);
  if (!/[\p{L}\p{N}]/u.test(prompt)) return undefined;
  return { kind: 'comment', whole, prompt, options: readOptions(options), isServed: false };
}

/** `model=gpt-image-2 size=1536x1024 file="images/a boat.png"`; what is not known is left out. */
function readOptions(text: string): CommentOptions {
  const options: { model?: string; size?: string; file?: string } = {};
  for (const [, name = '', quoted, bare = ''] of text.matchAll(/([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s"]+))/gi)) {
    const value = (quoted ?? bare).trim();
    if ((name === 'model' || name === 'size' || name === 'file') && value !== '') options[name] ??= value;
  }
  return options;
}

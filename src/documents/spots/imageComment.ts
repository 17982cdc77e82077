import type { CommentMarks } from '../comments/comments.ts';
import { noCommentMarks } from '../comments/comments.ts';
import { knownCommentMarks } from '../comments/commentTable.ts';
import { CommentSyntax } from '../comments/commentSyntax.ts';
import { uncomment } from '../comments/commentText.ts';
import { promptFromText } from '../comments/prompt.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { withoutOptions } from './imageCommentOptions.ts';
import type { CommentSpot } from './imageSpot.ts';
import { isPromptIn } from './promptLikeness.ts';

export interface CommentQuestion {
  readonly text: string;
  /** Of one comment, or of the lines of a run that belong to one prompt. */
  readonly whole: OffsetRange;
  readonly languageId: string;
  /** Of the language; those of the table when absent. */
  readonly marks?: CommentMarks;
}

const task = String.raw`(?:todo|fixme)(?:\([^()]{0,100}\))?(?:\s?[:：]\s*|\s+)`;
// `image::` begins a directive or a block macro that is commented out, `image:a.png[…]` a macro.
const label = String.raw`(?:image|picture)(?:\s?[:：](?![:：]|\S+\[[^\]]*\])|( prompt)\s?[:：])|(@(?:image|picture))(?:[:：]|\s)`;
const asksForImage = new RegExp(String.raw`^(${task})?(?:${label})\s*(?=\S)`, 'i');

/** Quick, for texts of which most hold none. */
export function mayAskForImage(text: string): boolean {
  return /(?:image|picture)(?: prompt)?\s?[:：]|@(?:image|picture)/i.test(text);
}

/** The image that a comment asks for; undefined for a comment about anything else. */
export function imageCommentAt({ text, whole, languageId, marks }: CommentQuestion): CommentSpot | undefined {
  const all = text.slice(whole.start, whole.end);
  if (!mayAskForImage(all)) return undefined;
  const syntax = new CommentSyntax(marks ?? knownCommentMarks(languageId));
  const written = withoutPaths(all, syntax);
  const words = uncomment(written, syntax);
  const asked = asksForImage.exec(words);
  if (!asked) return undefined;
  const { rest, options } = withoutOptions(words);
  const prompt = promptFromText(rest, noCommentMarks);
  const [, ...loud] = asked;
  const isLoud = loud.some((each) => (each as string | undefined) !== undefined) || rest !== words;
  if (!isPromptIn(prompt, languageId, isLoud)) return undefined;
  const own = { start: whole.start, end: whole.start + written.length };
  return { kind: 'comment', whole: own, prompt, options, isServed: written !== all };
}

/** Of a run of line comments, what stands above the first line that only names an image: `# images/boat.png` */
function withoutPaths(comment: string, syntax: CommentSyntax): string {
  for (const { index } of comment.matchAll(/\r?\n/g)) {
    const line = /^[^\S\n]*([^\n]*)/.exec(comment.slice(index).trimStart().slice(0, 2048))?.[1] ?? '';
    const place = syntax.openingAtStart(line);
    if (place && place.opening.close === undefined && namesImage(line.slice(place.end).trim()))
      return comment.slice(0, index).trimEnd();
  }
  return comment;
}

function namesImage(words: string): boolean {
  const path = /^background-image:\s*url\(["']?([^"')]+)["']?\);?$/.exec(words)?.[1] ?? words;
  return /^(?:\S+|[^\s/]*\/[^"'`<>]*)\.(?:png|jpe?g|webp|gif|avif|svg)$/i.test(path);
}

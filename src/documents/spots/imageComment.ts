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
const label = String.raw`(?:image|picture)(?: prompt)?\s?[:：](?!:)|@(?:image|picture)(?:[:：]|(?=\s|$))`;
const asksForImage = new RegExp(`^(?:${task})?(?:${label})\\s*(?=\\S)`, 'i');

/** Where prose is written, a word may be enough. */
const prose = /^(?:markdown|mdx|html|vue|svelte|astro|asciidoc|restructuredtext|latex|typst|org|css|scss|less|sass)$/;

/** In code a single word is a type, a value or a name: `// image: string`, `# image: nginx:1.27`. Some scripts have no spaces. */
const isOneWord = (prompt: string): boolean =>
  !/[\p{L}\p{N}]\S*\s+\S*[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]{2}/u.test(prompt);

const isPath = (prompt: string): boolean => /^\S+\.(?:png|jpe?g|webp|gif|avif|svg)\b\S*$/i.test(prompt);

/** The image that a comment asks for; undefined for a comment about anything else. */
export function imageCommentAt({ text, whole, languageId, marks }: CommentQuestion): CommentSpot | undefined {
  const written = text.slice(whole.start, whole.end);
  if (!/image|picture/i.test(written)) return undefined;
  const known = marks ?? knownCommentMarks(languageId);
  const words = uncomment(written, new CommentSyntax(known));
  if (!asksForImage.test(words)) return undefined;
  const [, first = '', options = ''] = /^([^]*?)(?:\s*\{([^{}]*=[^{}]*)\}[.\s]*)?$/.exec(words) ?? [];
  const prompt = promptFromText(first, known);
  if (!/[\p{L}\p{N}]/u.test(prompt) || isPath(prompt)) return undefined;
  if (isOneWord(prompt) && options === '' && !prose.test(languageId)) return undefined;
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

import type { ImageRequest, ImageSize } from '../images/image.ts';
import type { Recipe } from '../images/recipe.ts';
import { isRecipeFile } from '../documents/recipeFile.ts';

/** All that a team shares, in the order of a line: nothing of this machine or of the one who sits at it. */
const teamKeys: readonly (keyof Recipe | keyof ImageRequest | keyof ImageSize)[] = [
  ...(['version', 'hash', 'file', 'request', 'prompt', 'model', 'count', 'size', 'width', 'height'] as const),
  ...(['quality', 'style', 'background', 'outputFormat', 'outputCompression', 'responseFormat', 'moderation'] as const),
  ...(['words', 'revisedPrompt', 'answeredModel', 'service', 'type', 'bytes', 'cost', 'costBasis'] as const),
  ...(['createdAt', 'durationMs', 'parent'] as const),
];

/** A recipe as a team's file has it, without a line break. */
export function recipeLine(recipe: Recipe): string {
  const { file, ...rest } = recipe;
  // The list of keys is also their order, at every depth.
  return JSON.stringify({ ...rest, ...(file !== undefined && isRecipeFile(file) && { file }) }, [...teamKeys]);
}

interface Known {
  readonly file: string;
  readonly createdAt: string;
}

/**
 * The lines of a file with one more, or instead of the one about the same image: sorted by hash, so that branches rarely
 * touch the same place, and of the same hash the newest last. Every other line stays byte for byte where it is, also one that
 * nobody can read. The same text when the file says all of it, or something newer.
 * @param text one character a byte
 * @param added in the same encoding
 */
export function withRecipe(text: string, added: string): string {
  const known = knownOf(added);
  const hash = hashOf(added);
  if (!known || hash === undefined) return text;
  const lines = linesOf(text);
  const same = lines.filter((line) => hashOf(line) === hash && knownOf(line)?.file === known.file);
  if (same.some((line) => (knownOf(line)?.createdAt ?? '') >= known.createdAt)) return text;
  const line = `${added}${text.includes('\r\n') ? '\r\n' : '\n'}`;
  // Whoever resolves the conflict takes one of its sides: a line inside would go with the other.
  if (lines.some((other) => other.startsWith('<<<<<<<'))) return [...lines, line].join('');
  const kept = lines.filter((other) => other !== same[0]);
  const next = kept.findIndex((other) => (hashOf(other) ?? '') > hash);
  kept.splice(next < 0 ? kept.length : next, 0, line);
  return kept.join('');
}

/** Each with its line break; the last one may get it now. */
function linesOf(text: string): string[] {
  const whole = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return whole.match(/[^\n]*\n/g) ?? [];
}

/** A quotation mark inside of a prompt is escaped, so this is a key. */
const hashOf = (line: string): string | undefined => /^\{.*?"hash":"([0-9a-f]{64})"/.exec(line)?.[1];

function knownOf(line: string): Known | undefined {
  try {
    const { file = '', createdAt } = JSON.parse(line) as Readonly<Record<'file' | 'createdAt', unknown>>;
    return { file: String(file), createdAt: String(createdAt) };
  } catch {
    return undefined;
  }
}

import type { ImageWish } from './api/request.ts';
import { plainLine } from './documents/markup/altText.ts';

/** What another extension, a keybinding or a task may ask for: `{ prompt, model?, size?, …, insert? }`. */
export interface CommandArguments {
  readonly wish: ImageWish;
  /** Whether the link is written into the active document. */
  readonly insert: boolean;
}

const textKeys = [
  'model',
  'size',
  'quality',
  'style',
  'background',
  'outputFormat',
  'responseFormat',
  'moderation',
  'user',
] as const;
const numberKeys = ['count', 'outputCompression'] as const;
const knownKeys: readonly string[] = ['prompt', 'insert', ...textKeys, ...numberKeys];

/** Undefined when there are no arguments, as from the palette. Throws an `Error` that names what is wrong. */
export function readArguments(value: unknown): CommandArguments | undefined {
  if (typeof value !== 'object' || value === null || !('prompt' in value)) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((key) => !knownKeys.includes(key));
  if (unknown !== undefined) throw new Error(`Paper Boat knows no argument "${unknown}": ${knownKeys.join(', ')}.`);
  const insert = ofKind(given, 'insert', 'boolean') ?? true;
  const prompt = ofKind(given, 'prompt', 'string') ?? '';
  const texts = textKeys.map((key) => [key, ofKind(given, key, 'string')] as const);
  const numbers = numberKeys.map((key) => [key, ofKind(given, key, 'number')] as const);
  const entries: readonly (readonly [string, string | number | undefined])[] = [...texts, ...numbers];
  const parameters = Object.fromEntries(
    entries.filter(([, parameter]) => parameter !== undefined),
  ) as Partial<ImageWish>;
  return { insert, wish: { ...parameters, prompt: plainLine(prompt) } };
}

interface Kinds {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

function ofKind<K extends keyof Kinds>(
  given: Readonly<Record<string, unknown>>,
  key: string,
  kind: K,
): Kinds[K] | undefined {
  const value = given[key];
  if (value === undefined) return undefined;
  if (typeof value !== kind) throw new Error(`The argument "${key}" of Paper Boat must be a ${kind}.`);
  return value as Kinds[K];
}

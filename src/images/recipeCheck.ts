import type { Recipe } from './recipe.ts';
import { imageTypeNamed } from './imageTypeNamed.ts';
import { hasShape, isAbsentOr, isHash, isNumber, isText, type Test } from './fields.ts';

const maybeText = isAbsentOr(isText);
const maybeNumber = isAbsentOr(isNumber);

const requestTests: Readonly<Record<keyof Recipe['request'], Test>> = {
  prompt: isText,
  model: isText,
  count: isNumber,
  size: maybeText,
  quality: maybeText,
  style: maybeText,
  background: maybeText,
  outputFormat: maybeText,
  outputCompression: maybeNumber,
  responseFormat: maybeText,
  moderation: maybeText,
  user: maybeText,
};

/** Whether it has the shape of an `ImageRequest`; what its model accepts is another question. */
export const isRequest: Test = hasShape(requestTests);

const recipeTests: Readonly<Record<keyof Recipe, Test>> = {
  version: (value) => value === 1,
  hash: isHash,
  request: isRequest,
  parent: isAbsentOr(isHash),
  revisedPrompt: maybeText,
  answeredModel: maybeText,
  service: maybeText,
  type: (value) => imageTypeNamed(value) !== undefined,
  size: isAbsentOr(hasShape({ width: isNumber, height: isNumber })),
  bytes: isNumber,
  cost: maybeNumber,
  costBasis: isAbsentOr((value) => value === 'usage' || value === 'estimate'),
  createdAt: isText,
  durationMs: isNumber,
  file: maybeText,
  folder: maybeText,
  words: maybeText,
};

const isRecipe = hasShape(recipeTests);

/** Undefined unless all of it has the right shape. */
export function recipeFrom(value: unknown): Recipe | undefined {
  return isRecipe(value) ? (value as Recipe) : undefined;
}

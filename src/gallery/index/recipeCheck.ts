import type { Recipe } from '../../images/recipe.ts';
import { imageTypeNamed } from './imageTypeNamed.ts';
import { fieldsOf, isHash, isNumber, isText, type Fields } from './jsonLines.ts';

type Test = (value: unknown) => boolean;

const isAbsentOr =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value);

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

const recipeTests: Readonly<Record<keyof Recipe, Test>> = {
  version: (value) => value === 1,
  hash: isHash,
  request: hasShape(requestTests),
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
};

/** A line of the file is as untrusted as any: undefined unless all of it has the right shape. */
export function recipeFrom(value: unknown): Recipe | undefined {
  return hasShape(recipeTests)(value) ? (value as Recipe) : undefined;
}

function hasShape(tests: Readonly<Record<string, Test>>): Test {
  const entries = Object.entries(tests);
  return (value) => {
    const fields: Fields = fieldsOf(value);
    return entries.every(([name, test]) => test(fields[name]));
  };
}

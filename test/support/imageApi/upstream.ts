import { imageUserError, openAiError } from './errors.ts';
import type { Refusal } from './errors.ts';
import type { Family, Rule } from './families.ts';
import type { Body } from './gateway.ts';
import { quotedList } from './sizes.ts';

/** What the service behind the gateway finds. The types of all known keys are right by now. */
export function upstreamRefusal(body: Body, family: Family): Refusal | undefined {
  return (
    promptRefusal(body, family) ??
    (family.upstream === 'other' ? undefined : unknownKey(body, family)) ??
    countRefusal(body, family) ??
    sequenceRefusal(body) ??
    valueRefusal(body, family) ??
    sizeRefusal(body, family) ??
    backgroundRefusal(body, family) ??
    formatRefusal(body)
  );
}

function promptRefusal({ prompt }: Body, { promptMost = Infinity }: Family): Refusal | undefined {
  if (prompt === undefined) {
    return openAiError('prompt', 'missing_required_parameter', "Missing required parameter: 'prompt'.");
  }
  if (prompt === '') {
    const expected = 'Expected a string with minimum length 1, but got an empty string instead.';
    return openAiError('prompt', 'empty_string', `Invalid 'prompt': empty string. ${expected}`);
  }
  // Characters, not UTF-16 units.
  const { length } = Array.from(prompt);
  if (length <= promptMost) return undefined;
  const expected = `Expected a string with maximum length ${promptMost}, but got a string with length ${length} instead.`;
  return openAiError('prompt', 'string_above_max_length', `Invalid 'prompt': string too long. ${expected}`);
}

function unknownKey(body: Body, { keys, upstream }: Family): Refusal | undefined {
  const key = Object.keys(body).find((name) => name !== 'model' && name !== 'prompt' && !Object.hasOwn(keys, name));
  if (key === undefined) return undefined;
  const message = upstream === 'xai' ? `Argument not supported: ${key}` : `Unknown parameter: '${key}'.`;
  return openAiError(key, 'unknown_parameter', message);
}

function countRefusal({ n = 1, output_format: format }: Body, family: Family): Refusal | undefined {
  if (n <= 1) return undefined;
  if (family.upstream === 'alibaba') {
    return { status: 400, message: 'num_images_per_prompt must be 1', code: 'InvalidParameter' };
  }
  if (family.onlyOneImage) return openAiError(null, null, 'You must provide n=1 for this model.');
  return format === 'svg' ? imageUserError('n', 'invalid_value', 'n must be 1 for SVG output.') : undefined;
}

/** Seedream: references and results together. */
function sequenceRefusal({ image = [], sequential_image_generation_options: options }: Body): Refusal | undefined {
  const most = options?.max_images ?? 1;
  if (image.length <= 14 && image.length + most <= 15) return undefined;
  const message = 'The number of reference images plus the number of generated images must be at most 15.';
  return { status: 400, message, type: 'BadRequest', param: 'image', code: 'InvalidParameter' };
}

function valueRefusal(body: Body, { keys }: Family): Refusal | undefined {
  const refusals = Object.entries(keys).map(([key, rule]) => {
    // The gateway makes 1 of an n of 0.
    const value = key === 'n' && body.n === 0 ? 1 : body[key];
    return value === undefined ? undefined : ruleRefusal(key, value, rule);
  });
  return refusals.find((refusal) => refusal !== undefined);
}

function ruleRefusal(key: string, value: unknown, rule: Rule): Refusal | undefined {
  if (rule === 'anything') return undefined;
  if ('least' in rule) return rangeRefusal(key, Number(value), rule);
  if (rule.includes(String(value))) return undefined;
  const supported = `Supported values are: ${quotedList(rule)}.`;
  return openAiError(key, 'invalid_value', `Invalid value: '${String(value)}'. ${supported}`);
}

function rangeRefusal(key: string, value: number, { least, most }: { least: number; most: number }) {
  if (value > most) {
    const expected = `Expected a value <= ${most}, but got ${value} instead.`;
    return openAiError(key, 'integer_above_max_value', `Invalid '${key}': integer above maximum value. ${expected}`);
  }
  if (value >= least) return undefined;
  const expected = `Expected a value >= ${least}, but got ${value} instead.`;
  return openAiError(key, 'integer_below_min_value', `Invalid '${key}': integer below minimum value. ${expected}`);
}

function sizeRefusal({ size }: Body, family: Family): Refusal | undefined {
  const problem = size === undefined ? undefined : family.size?.(size);
  if (!problem) return undefined;
  if (family.upstream === 'ark' || family.upstream === 'alibaba') {
    return { status: 400, message: problem, type: 'BadRequest', param: 'size', code: 'InvalidParameter' };
  }
  return imageUserError('size', 'invalid_value', problem);
}

function backgroundRefusal(body: Body, family: Family): Refusal | undefined {
  if (body.background !== 'transparent') return undefined;
  const place = family.noTransparency
    ? 'this model.'
    : body.output_format === 'jpeg'
      ? 'JPEG output format'
      : undefined;
  if (!place) return undefined;
  return imageUserError('background', 'invalid_value', `Transparent background is not supported for ${place}`);
}

function formatRefusal({
  output_format: format = 'png',
  output_compression: compression,
  stream,
}: Body): Refusal | undefined {
  const animated = format === 'gif' || format === 'svg';
  if (animated && (stream || compression !== undefined)) {
    return imageUserError('output_format', 'invalid_value', `${format} takes no streaming and no compression.`);
  }
  if (format !== 'png' || compression === undefined || compression === 100) return undefined;
  const message = 'Compression less than 100 is not supported for PNG output format';
  return imageUserError('output_compression', 'invalid_png_output_compression', message);
}

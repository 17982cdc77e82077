import type { ImageRequest } from '../images/image.ts';
import { GenerationError } from './errors.ts';
import { familyOf, isModelId, type ChoiceParameter, type ModelFamily } from './models.ts';
import { quotable } from './redact.ts';
import { normalizeSize, refusalOfSize } from './sizes.ts';

/** What a person or a caller asked for; what is absent comes from the settings. */
export type ImageWish = Partial<ImageRequest> & Pick<ImageRequest, 'prompt'>;

/** The parameters of the settings, where `auto` is already absence. */
export type RequestDefaults = Omit<ImageRequest, 'prompt'>;

const choiceParameters = [
  'quality',
  'style',
  'background',
  'outputFormat',
  'responseFormat',
  'moderation',
] as const satisfies readonly ChoiceParameter[];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A wish filled up from the settings. A setting is a preference: it goes only to families that have such a
 * parameter. A wish is a demand: it stays, and `checkRequest` refuses it where it cannot be met.
 */
export function composeRequest(wish: ImageWish, defaults: RequestDefaults): ImageRequest {
  const model = wish.model ?? defaults.model;
  const family = familyOf(model);
  const request: Mutable<ImageRequest> = { prompt: wish.prompt, model, count: wish.count ?? defaults.count };
  const size = chosen(wish.size ?? (family.sizes.kind === 'none' ? undefined : defaults.size));
  if (size !== undefined) request.size = normalizeSize(size);
  for (const parameter of choiceParameters) {
    const value = chosen(wish[parameter] ?? preferred(parameter, family, defaults));
    if (value !== undefined) request[parameter] = value;
  }
  const compression = wish.outputCompression ?? (takesCompression(request) ? defaults.outputCompression : undefined);
  if (compression !== undefined) request.outputCompression = compression;
  const user = wish.user ?? (family.userKey ? defaults.user : undefined);
  if (user !== undefined) request.user = user;
  return request;
}

/** What costs money is refused rather than left out; a format is left out where the family has none of that name. */
function preferred(
  parameter: ChoiceParameter,
  { choices }: ModelFamily,
  defaults: RequestDefaults,
): string | undefined {
  const value = defaults[parameter];
  const isLeftOut = parameter === 'outputFormat' && value !== undefined && !choices.outputFormat?.includes(value);
  return choices[parameter] && !isLeftOut ? value : undefined;
}

/** Throws a `badRequest` that names the parameter and what is allowed, before anything is sent. */
export function checkRequest(request: ImageRequest): void {
  const family = familyOf(request.model);
  checkModel(request.model);
  checkPrompt(request, family);
  if (!Number.isInteger(request.count) || request.count < 1 || request.count > 10)
    throw refused(request, 'count', request.count, 'takes 1 to 10');
  if (request.size !== undefined) {
    const reason = refusalOfSize(request.size, family.sizes);
    if (reason) throw refused(request, 'size', request.size, reason);
  }
  for (const parameter of choiceParameters) {
    const value = request[parameter];
    if (value === undefined) continue;
    const allowed = family.choices[parameter];
    if (!allowed) throw refused(request, parameter, value, `takes no ${parameter}`);
    if (!allowed.includes(value)) throw refused(request, parameter, value, `takes auto, ${allowed.join(', ')}`);
  }
  if (request.user !== undefined && !family.userKey) throw refused(request, 'user', request.user, 'takes no user');
  checkCombinations(request, family);
}

/** One request for each call of the service: families that take one image a request get several requests. */
export function splitRequest(request: ImageRequest): readonly ImageRequest[] {
  const most = request.outputFormat === 'svg' ? 1 : familyOf(request.model).imagesPerRequest;
  const requests: ImageRequest[] = [];
  for (let left = request.count; left > 0; left -= most) requests.push({ ...request, count: Math.min(left, most) });
  return requests;
}

function checkModel(model: string): void {
  if (!isModelId(model))
    throw new GenerationError('modelUnknown', 'A model id is letters, digits and . _ - : / @ + without spaces.');
}

function checkPrompt({ prompt, model }: ImageRequest, { promptLimit }: ModelFamily): void {
  if (prompt.trim() === '') throw new GenerationError('badRequest', 'The prompt is empty.', { parameter: 'prompt' });
  const length = codePointsIn(prompt);
  if (promptLimit !== undefined && length > promptLimit)
    throw new GenerationError(
      'tooLarge',
      `The prompt has ${inWords(length)} characters; ${model} takes up to ${inWords(promptLimit)}.`,
      { parameter: 'prompt' },
    );
}

function checkCombinations(request: ImageRequest, family: ModelFamily): void {
  const { background, outputCompression, outputFormat = 'png' } = request;
  if (background === 'transparent' && outputFormat !== 'png' && outputFormat !== 'webp')
    throw refused(request, 'outputFormat', outputFormat, 'takes png or webp for a transparent background');
  if (outputCompression === undefined) return;
  if (!family.outputCompression) throw refused(request, 'outputCompression', outputCompression, 'takes no compression');
  if (!takesCompression(request))
    throw refused(request, 'outputCompression', outputCompression, 'takes compression with jpeg or webp only');
  if (!Number.isInteger(outputCompression) || outputCompression < 0 || outputCompression > 100)
    throw refused(request, 'outputCompression', outputCompression, 'takes 0 to 100');
}

function takesCompression({ model, outputFormat }: Pick<ImageRequest, 'model' | 'outputFormat'>): boolean {
  return familyOf(model).outputCompression && (outputFormat === 'jpeg' || outputFormat === 'webp');
}

function refused(request: ImageRequest, parameter: string, value: string | number, reason: string): GenerationError {
  const shown = quotable(String(value), undefined, 40);
  return new GenerationError('badRequest', `${request.model} does not accept ${parameter} "${shown}": it ${reason}.`, {
    parameter,
  });
}

const chosen = (value: string | undefined): string | undefined => (value === 'auto' ? undefined : value);

const codePointsIn = (text: string): number =>
  text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);

const inWords = (count: number): string => count.toLocaleString('en-US');

import { GenerationError } from '../api/errors.ts';
import { familyOf, type ModelFamily } from '../api/models.ts';
import { estimateOf, type CataloguePrice, type PriceRange } from '../api/prices.ts';
import { checkRequest, composeRequest, type ImageWish, type RequestDefaults } from '../api/request.ts';
import { normalizeSize, refusalOfSize } from '../api/sizes.ts';
import type { ChoiceName, Draft, FormField } from './protocol.ts';

const choiceNames: readonly ChoiceName[] = ['size', 'quality', 'style', 'background', 'outputFormat'];

/** What the form shows of a draft: only what the model accepts, and whether it can be sent as it is. */
export interface CheckedDraft {
  readonly fields: readonly FormField[];
  /** For all images; absent when no price is known. */
  readonly price?: PriceRange | undefined;
  /** A sentence; an empty prompt is none. */
  readonly refusal?: string | undefined;
}

/** The form of a panel that was never open: what the settings say. */
export function draftOf({ count, ...defaults }: RequestDefaults): Draft {
  const choices = Object.fromEntries(choiceNames.map((name) => [name, defaults[name] ?? '']));
  return { prompt: '', count, choices: choices as Draft['choices'], revision: 0 };
}

/** @param listed what the service's own catalogue says of the model */
export function checkDraft(draft: Draft, defaults: RequestDefaults, listed?: CataloguePrice): CheckedDraft {
  const family = familyOf(defaults.model);
  const request = composeRequest(wishOf(draft, defaults.model), defaults);
  return {
    fields: choiceNames.flatMap((name) => fieldOf(name, draft.choices[name], family) ?? []),
    price: estimateOf(request, listed),
    refusal: refusalOf(() => {
      checkRequest({ ...request, prompt: request.prompt.trim() === '' ? 'x' : request.prompt });
    }),
  };
}

/** What is sent for a draft. A choice that the model does not have is no wish; an empty one asks for its own default. */
export function wishOf({ prompt, count, choices }: Draft, model: string): ImageWish {
  const fields = choiceNames.flatMap((name) => fieldOf(name, choices[name], familyOf(model)) ?? []);
  return { prompt, model, count, ...Object.fromEntries(fields.map(({ name, value }) => [name, value || 'auto'])) };
}

/** Why text is no size for a model, as a sentence; undefined when it is one. */
export function refusalOfOwnSize(text: string, model: string): string | undefined {
  const reason = text.trim() === '' ? undefined : refusalOfSize(normalizeSize(text), familyOf(model).sizes);
  return reason && `${model} ${reason}.`;
}

function fieldOf(name: ChoiceName, wanted: string, family: ModelFamily): FormField | undefined {
  if (name === 'size') return sizeField(wanted, family);
  const values = family.choices[name];
  return values && { name, values, value: values.includes(wanted) ? wanted : '', takesOthers: false };
}

function sizeField(wanted: string, { sizes }: ModelFamily): FormField | undefined {
  const size = normalizeSize(wanted);
  const value = size === '' || size === 'auto' || refusalOfSize(size, sizes) !== undefined ? '' : size;
  switch (sizes.kind) {
    case 'none':
      return undefined;
    case 'any':
      return { name: 'size', values: ['1024x1024', '1536x1024', '1024x1536'], value, takesOthers: true };
    case 'list':
      return { name: 'size', values: sizes.values, value, takesOthers: false };
    case 'free':
      return { name: 'size', values: [...sizes.words, ...sizes.suggestions], value, takesOthers: true };
  }
}

function refusalOf(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof GenerationError) return error.message;
    throw error;
  }
}

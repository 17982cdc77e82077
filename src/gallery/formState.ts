import { GenerationError } from '../api/errors.ts';
import { familyOf, type ModelFamily } from '../api/models.ts';
import { estimateOf, type CataloguePrice, type PriceRange } from '../api/prices.ts';
import { checkRequest, composeRequest, type ImageWish, type RequestDefaults } from '../api/request.ts';
import { normalizeSize, refusalOfSize } from '../api/sizes.ts';
import { applyStyle, type HouseStyle } from '../style/houseStyle.ts';
import { choicesOf, styledDefaults } from '../style/styledWish.ts';
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

/** The form of a panel that was never open: what the settings say, and nothing where the house style has a word. */
export function draftOf(settings: RequestDefaults, style?: HouseStyle): Draft {
  const { model, count } = styledDefaults(settings, style);
  const styled = style ? Object.keys(choicesOf(style, model)) : [];
  const choices = Object.fromEntries(
    choiceNames.map((name) => [name, styled.includes(name) ? '' : (settings[name] ?? '')]),
  );
  return { prompt: '', count, choices: choices as Draft['choices'], revision: 0 };
}

interface Surroundings {
  /** What the service's own catalogue says of the model. */
  readonly listed?: CataloguePrice | undefined;
  /** The house style, when it is on. */
  readonly style?: HouseStyle | undefined;
}

export function checkDraft(
  draft: Draft,
  settings: RequestDefaults,
  { listed, style }: Surroundings = {},
): CheckedDraft {
  const defaults = styledDefaults(settings, style);
  const wish = wishOf(draft, defaults.model, style);
  const request = composeRequest(style ? { ...wish, prompt: applyStyle(style, wish.prompt) } : wish, defaults);
  return {
    fields: fieldsOf(draft, defaults.model, style),
    price: estimateOf(request, listed),
    refusal: refusalOf(() => {
      checkRequest({ ...request, prompt: request.prompt.trim() === '' ? 'x' : request.prompt });
    }),
  };
}

/**
 * What is asked for by a draft, without the text of the style. A choice that the model does not have is no wish; an empty one
 * asks for what the style says, or else for the model's own default.
 */
export function wishOf(draft: Draft, model: string, style?: HouseStyle): ImageWish {
  const { prompt, count } = draft;
  const entries = fieldsOf(draft, model, style).map(
    ({ name, value, styled = 'auto' }) => [name, value || styled] as const,
  );
  return { prompt, model, count, ...Object.fromEntries(entries) };
}

function fieldsOf({ choices }: Draft, model: string, style: HouseStyle | undefined): readonly FormField[] {
  const styled: Partial<Record<ChoiceName, string>> = style ? choicesOf(style, model) : {};
  return choiceNames.flatMap((name) => {
    const field = fieldOf(name, choices[name], familyOf(model));
    return field ? [{ ...field, ...(styled[name] !== undefined && { styled: styled[name] }) }] : [];
  });
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

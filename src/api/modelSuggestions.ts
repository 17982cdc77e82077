import type { CatalogueState, OfferedModel } from './catalogue.ts';
import { placeholderModel } from './models.ts';

/** Models worth offering, best first. Any other id can be typed. */
export const modelSuggestions = [
  'gpt-image-2',
  'gpt-image-2.6-sunburst',
  'gpt-image-2.6-flare',
  'gpt-image-2.5-sunburst',
  'gpt-image-2.5-flare',
  'gpt-image-1.5',
  'gpt-image-1-mini',
  'gpt-image-1',
  'chatgpt-image-latest',
  'dall-e-3',
  'dall-e-2',
  'qwen-image',
  'doubao-seedream-4-5-251128',
  placeholderModel,
] as const;

export type SuggestedModel = (typeof modelSuggestions)[number];

export interface ModelOffer {
  readonly id: string;
  /** What the service says of it; undefined when it says nothing. */
  readonly listed: OfferedModel | undefined;
  /** The service has a list and this model is not in it, or is in it as shut down. */
  readonly isGone: boolean;
}

/** Suggestions first, then what else the service has, its news before the rest; last what it does not have. */
export function modelOffers({ models, fetchedAt }: CatalogueState): readonly ModelOffer[] {
  const listed = new Map(models.map((model) => [model.id, model]));
  const suggested = modelSuggestions.map((id): ModelOffer => {
    const model = listed.get(id);
    const isMissing = model ? model.isRetired : fetchedAt !== undefined;
    return { id, listed: model, isGone: isMissing && id !== placeholderModel };
  });
  const others = imageModelsOf(models)
    .filter(({ id }) => !suggested.some((suggestion) => suggestion.id === id))
    .sort((one, other) => Number(other.isNew) - Number(one.isNew))
    .map((model): ModelOffer => ({ id: model.id, listed: model, isGone: model.isRetired }));
  const all = [...suggested, ...others];
  return [...all.filter(({ isGone }) => !isGone), ...all.filter(({ isGone }) => isGone)];
}

/** A list without any known name is one of a server with names of its own: all of them may be image models. */
function imageModelsOf(models: readonly OfferedModel[]): readonly OfferedModel[] {
  return models.some(({ isImage }) => isImage) ? models.filter(({ isImage }) => isImage) : models;
}

import { familyOf, placeholderModel } from './api/models.ts';
import { checkRequest, composeRequest, type ImageWish, type RequestDefaults } from './api/request.ts';
import type { ImageRequest } from './images/image.ts';

/** The placeholder knows only the prompt, the size, the format and the count; the rest of a wish is for the real model. */
export function standInRequest(
  { prompt, count, size, outputFormat }: ImageWish,
  defaults: RequestDefaults,
): ImageRequest {
  const known = familyOf(placeholderModel).choices.outputFormat?.find((format) => format === outputFormat);
  const wish = {
    ...{ prompt, model: placeholderModel, count: count ?? defaults.count },
    ...(known !== undefined && { outputFormat: known }),
  };
  const wanted = size ?? defaults.size;
  const request = composeRequest({ ...wish, ...(wanted && { size: wanted }) }, defaults);
  try {
    checkRequest(request);
    return request;
  } catch {
    return composeRequest({ ...wish, size: 'auto' }, defaults);
  }
}

import type { GeneratedImage, ImageRequest } from '../images/image.ts';
import { familyOf, placeholderModel } from './models.ts';
import { pixelsOf } from './sizes.ts';

/** What the local model makes of a request: always the same picture for the same prompt and size, free, offline. */
export async function drawImage(request: ImageRequest, signal: AbortSignal): Promise<GeneratedImage> {
  const size = pixelsOf(request.size ?? familyOf(placeholderModel).defaultSize ?? '') ?? { width: 1024, height: 1024 };
  // A bundle of its own: most sessions never draw.
  const { drawPlaceholder } = await import('./placeholder/draw.ts');
  const bytes = await drawPlaceholder(request.prompt, size, signal);
  return { bytes, type: 'png', size, answeredModel: placeholderModel, cost: 0 };
}

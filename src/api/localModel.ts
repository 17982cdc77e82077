import type { GeneratedImage, ImageRequest } from '../images/image.ts';
import type { ImageSink } from './imageSink.ts';
import { familyOf, placeholderModel } from './models.ts';
import { pixelsOf } from './sizes.ts';

/** What the local model makes of a request: always the same picture for the same prompt, size and format, free, offline. */
export async function drawImage(
  request: ImageRequest,
  { cancel, sink }: { readonly cancel: AbortSignal; readonly sink: ImageSink },
): Promise<GeneratedImage> {
  const size = pixelsOf(request.size ?? familyOf(placeholderModel).defaultSize ?? '') ?? { width: 1024, height: 1024 };
  // A bundle of its own: most sessions never draw.
  const { drawPlaceholder } = await import('./placeholder/draw.ts');
  const image = sink.begin();
  const type = request.outputFormat === 'jpeg' ? 'jpeg' : 'png';
  await image.write(await drawPlaceholder(request.prompt, { size, type }, cancel));
  return { content: await image.end(), type, size, answeredModel: placeholderModel, cost: 0 };
}

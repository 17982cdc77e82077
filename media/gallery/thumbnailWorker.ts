import { fitted, longestSide } from './thumbnailSize.ts';
import type { ThumbnailAnswer, ThumbnailOrder } from './thumbnailMessages.ts';

addEventListener('message', ({ data }: MessageEvent<ThumbnailOrder>) => {
  void answer(data);
});

async function answer({ blob, size }: ThumbnailOrder): Promise<void> {
  const drawn = await draw(blob, size).catch(() => undefined);
  const failure: ThumbnailAnswer = { problem: 'undrawable' };
  if (drawn) postMessage(drawn, { transfer: [drawn.bytes.buffer] });
  else postMessage(failure);
}

/** Throws when the bytes are no picture. */
async function draw(blob: Blob, size: ThumbnailOrder['size']): Promise<Extract<ThumbnailAnswer, { color: string }>> {
  const bitmap = await createImageBitmap(blob, resizing(size));
  try {
    const { width, height } = fitted(bitmap);
    const canvas = new OffscreenCanvas(width, height);
    const context = smooth(canvas);
    context.drawImage(bitmap, 0, 0, width, height);
    const picture = await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
    return { bytes: new Uint8Array(await picture.arrayBuffer()), color: averageColor(canvas) };
  } finally {
    bitmap.close();
  }
}

/** The decoder makes it small, where it can be told before: the whole picture never stands in memory as well. */
function resizing(size: ThumbnailOrder['size']): ImageBitmapOptions {
  if (!size || Math.max(size.width, size.height) <= longestSide) return {};
  const { width, height } = fitted(size);
  return { resizeQuality: 'high', ...(width >= height ? { resizeWidth: width } : { resizeHeight: height }) };
}

/** As it looks on grey, where it is transparent. */
function averageColor(canvas: OffscreenCanvas): string {
  const context = smooth(new OffscreenCanvas(1, 1));
  context.fillStyle = '#808080';
  context.fillRect(0, 0, 1, 1);
  context.drawImage(canvas, 0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function smooth(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('There is no canvas.');
  context.imageSmoothingQuality = 'high';
  return context;
}

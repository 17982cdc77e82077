import { plainLine } from '../markup/altText.ts';
import type { LinkSpot } from './imageSpot.ts';
import { wholePixels } from './imageTag.ts';

/** As they are written; '' and undefined alike say nothing. */
export interface WrittenWords {
  readonly alt?: string | undefined;
  readonly title?: string | undefined;
  readonly caption?: string | undefined;
  readonly width?: string | undefined;
  readonly height?: string | undefined;
}

/** The words and sizes of a link that say something. */
export function describedBy(written: WrittenWords): Pick<LinkSpot, 'alt' | 'title' | 'caption' | 'width' | 'height'> {
  const [alt, title, caption] = [written.alt, written.title, written.caption].map((text) => plainLine(text ?? ''));
  const [width, height] = [written.width, written.height].map(wholePixels);
  return {
    ...(alt && { alt }),
    ...(title && { title }),
    ...(caption && { caption }),
    ...(width && { width }),
    ...(height && { height }),
  };
}

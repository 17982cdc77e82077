import type { GalleryImage } from '../../src/gallery/protocol.ts';
import { dollars } from './money.ts';
import type { Translate } from './texts.ts';

/** `1024 × 1024 · 1.4 MB · $0.053`: what is known of it. */
export function measuresOf({ facts, bytes, recipe }: GalleryImage, translate: Translate): string {
  const size = facts?.size;
  const pixels = size ? [`${size.width} × ${size.height}`] : [];
  const { cost, costBasis } = recipe ?? {};
  const price = cost === undefined ? [] : [cost === 0 ? translate('free') : dollars(cost, costBasis !== 'usage')];
  return [...pixels, byteText(bytes), ...price].join(' · ');
}

/** Decimal units, as file managers of today count. */
function byteText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  const megabytes = bytes / 1_000_000;
  return megabytes < 999.5 ? `${decimal(megabytes)} MB` : `${decimal(megabytes / 1000)} GB`;
}

function decimal(amount: number): string {
  return amount < 10 ? amount.toFixed(1) : String(Math.round(amount));
}

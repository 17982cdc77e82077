import type { ImageType } from './image.ts';

const typesByExtension: ReadonlyMap<string, ImageType> = new Map([
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['webp', 'webp'],
  ['gif', 'gif'],
  ['avif', 'avif'],
  ['svg', 'svg'],
]);

/** What a file should hold by its name; undefined for all that is no image by its name. */
export function typeByName(path: string): ImageType | undefined {
  return typesByExtension.get(extensionIn(path));
}

/** In lower case, without a dot; empty when there is none. */
export function extensionIn(path: string): string {
  return /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

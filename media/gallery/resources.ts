import type { GalleryImage, GalleryRoot } from '../../src/gallery/protocol.ts';

/** Where the page finds an image. A changed file has another address, so no cache shows the old one. */
export function imageAddress(roots: readonly GalleryRoot[], image: GalleryImage): string {
  const base = roots[image.root]?.base ?? '';
  const path = image.path.split('/').map((segment) => encodeURIComponent(segment.toWellFormed()));
  return `${base}/${path.join('/')}?v=${image.modifiedAt}`;
}

/** What lies in the extension's storage is never changed: its address stays the same. */
export function storedAddress(folder: string, file: string): string {
  return `${folder}/${encodeURIComponent(file.toWellFormed())}`;
}

/** @param folder where `<hash>.webp` is a thumbnail */
export function thumbnailAddress(folder: string, hash: string): string {
  return `${folder}/${hash}.webp`;
}

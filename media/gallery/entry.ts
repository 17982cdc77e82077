import type { GalleryImage } from '../../src/gallery/protocol.ts';

/** An image with what searching and sorting need, worked out once. */
export interface Entry {
  readonly key: string;
  readonly image: GalleryImage;
  readonly name: string;
  /** Everything that can be searched, folded. */
  readonly haystack: string;
}

/** @param before the entry of the same image before it changed: most changes leave its words as they were */
export function entryOf(image: GalleryImage, before?: Entry): Entry {
  const haystack = before && hasSameWords(before.image, image) ? before.haystack : folded(wordsOf(image).join('\n'));
  return { key: image.id, image, name: nameOf(image), haystack };
}

/** The file's name, without its folders. */
export function nameOf({ path }: GalleryImage): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Lower case without accents: `Été` and `ete` are the same. */
export function folded(text: string): string {
  const plain = /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}/gu, '');
  return plain.toLowerCase();
}

function wordsOf({ path, alt, recipe }: GalleryImage): readonly string[] {
  return [path, alt, recipe?.prompt ?? '', recipe?.revisedPrompt ?? ''];
}

function hasSameWords(one: GalleryImage, other: GalleryImage): boolean {
  const words = wordsOf(other);
  return wordsOf(one).every((text, index) => text === words[index]);
}

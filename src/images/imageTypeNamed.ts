import type { ImageType } from './image.ts';

const types: readonly ImageType[] = ['png', 'jpeg', 'webp', 'gif', 'avif', 'svg'];

/** Undefined for anything that is not the name of a type. */
export function imageTypeNamed(name: unknown): ImageType | undefined {
  return types.find((type) => type === name);
}

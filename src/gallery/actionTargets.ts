import type { GalleryAction } from '../galleryActions.ts';

/** These mean the one image that they are asked for, however many are selected. */
const singular: ReadonlySet<GalleryAction> = new Set([
  ...(['rename', 'reveal', 'usePrompt', 'copyImage', 'open', 'compare'] as const),
  // It costs money.
  'generateAgain',
]);

/**
 * The images that an action goes for.
 * @param asked the image it was asked for; undefined when a command was run without one
 * @param all that image and those that are selected with it, in their order
 */
export function targetsOf(action: GalleryAction, asked: string | undefined, all: readonly string[]): readonly string[] {
  if (!singular.has(action)) return all;
  return asked === undefined ? all.slice(0, 1) : [asked];
}

import type { GalleryImage } from '../../src/gallery/protocol.ts';

/** What VS Code's own menu on an image depends on, and hands to its commands. https://code.visualstudio.com/api/extension-guides/webview#context-menus */
export function menuContext({ id, recipe, hasVersions = false }: GalleryImage): string {
  return JSON.stringify({
    webviewSection: 'image',
    imageId: id,
    hasRecipe: recipe !== undefined,
    hasVersions,
    preventDefaultContextMenuItems: true,
  });
}

/** VS Code opens its menu for the event, with the context of the element. */
export function openMenu({ currentTarget }: MouseEvent): void {
  if (!(currentTarget instanceof HTMLElement)) return;
  const { left, bottom } = currentTarget.getBoundingClientRect();
  currentTarget.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: left, clientY: bottom }),
  );
}

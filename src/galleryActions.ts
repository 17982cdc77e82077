/** What is done with images of the gallery: each is a command, an entry of the menu, and a word of the page. */
export const galleryActions = [
  ...(['insert', 'copyMarkdown', 'copyPath', 'copyPrompt', 'copyImage', 'open', 'reveal', 'usePrompt'] as const),
  ...(['generateAgain', 'compare', 'favourite', 'rename', 'delete'] as const),
] as const;

export type GalleryAction = (typeof galleryActions)[number];

import type * as vscode from 'vscode';
import type { CommandHandlers } from './commands.ts';
import { lazy } from './lazy.ts';
import type { DocumentImageParts, DocumentImages } from './missing/documentImages.ts';

/** What answers the commands about images of documents. They are read at their first use, and end with the subscriptions. */
export function documentCommands(
  parts: DocumentImageParts,
  subscriptions: vscode.ExtensionContext['subscriptions'],
): CommandHandlers {
  const load = lazy(async () => {
    const { DocumentImages } = await import('./imagesOfDocuments.ts');
    const images = new DocumentImages(parts);
    subscriptions.push(images);
    return images;
  });
  const use = (handle: (images: DocumentImages, given: unknown) => unknown) => async (given?: unknown) =>
    handle(await load(), given);
  return {
    'paperBoat.generateMissing': use(({ missing }, uri) => missing.list(uri)),
    'paperBoat.missing.generate': use(({ missing }) => missing.generate()),
    'paperBoat.missing.cancel': use(({ missing }, node) => {
      missing.cancel(node);
    }),
    'paperBoat.missing.cancelAll': use(({ missing }) => {
      missing.cancel(undefined);
    }),
    'paperBoat.missing.retry': use(({ missing }, node) => missing.retry(node)),
    'paperBoat.missing.retryAll': use(({ missing }) => missing.retry(undefined)),
    'paperBoat.missing.editPrompt': use(({ missing }, node) => missing.editPrompt(node)),
    'paperBoat.missing.open': use(({ missing }, node) => missing.open(node)),
    'paperBoat.missing.close': use(({ missing }) => missing.close()),
    'paperBoat.generateWanted': use((images, reference) => images.generateWanted(reference)),
    'paperBoat.editWanted': use((images, reference) => images.generateWanted(reference, true)),
    'paperBoat.regenerate': use(({ regeneration }, uri) => regeneration.regenerate(uri)),
    'paperBoat.reproduce': use(({ reproduction }) => reproduction.list()),
    'paperBoat.replacePlaceholders': use(({ regeneration }) => regeneration.replacePlaceholders()),
  };
}

import * as vscode from 'vscode';
import type { CommandHandlers } from './commands.ts';
import type { Gallery, GalleryParts } from './gallery/gallery.ts';
import { galleryActions } from './galleryActions.ts';
import { lazy } from './lazy.ts';
import { uriArgument } from './uriArgument.ts';

export interface GalleryCommands {
  readonly handlers: CommandHandlers;
  /** Takes over a panel that VS Code kept over a reload. */
  readonly restore: (panel: vscode.WebviewPanel) => Promise<void>;
}

/** What the gallery is made of, as far as it is read by then. */
type GallerySources = Omit<GalleryParts, 'interruptions' | 'styles'> & {
  readonly styles: () => Promise<GalleryParts['styles']>;
  readonly interruptions: () => Promise<GalleryParts['interruptions']>;
};

/** What answers the gallery's commands. The gallery itself is read at its first use, and ends with the subscriptions. */
export function galleryCommands(
  { interruptions, styles, ...parts }: GallerySources,
  subscriptions: vscode.ExtensionContext['subscriptions'],
): GalleryCommands {
  const load = lazy(async () => {
    const { Gallery } = await import('./gallery/gallery.ts');
    const gallery = new Gallery({ ...parts, interruptions: await interruptions(), styles: await styles() });
    subscriptions.push(gallery);
    return gallery;
  });
  subscriptions.push(
    vscode.workspace.onDidRenameFiles(async ({ files }) => {
      const { followRenames } = await import('./versions/followRenames.ts');
      await followRenames(files, parts.storage.versions).catch((error: unknown) => {
        parts.log.error('The earlier versions did not follow a rename.', error);
      });
    }),
  );
  const use = (handle: (gallery: Gallery, given: unknown) => unknown) => async (given?: unknown) => {
    await handle(await load(), given);
  };
  return {
    handlers: {
      'paperBoat.openGallery': use((gallery) => gallery.open()),
      'paperBoat.showInGallery': use((gallery, uri) =>
        uri instanceof vscode.Uri ? gallery.show(uri) : gallery.open(),
      ),
      'paperBoat.compare': use((gallery, given) => {
        const uri = uriArgument(given);
        return uri ? gallery.compare(uri) : gallery.open();
      }),
      ...Object.fromEntries(
        galleryActions.map((action) => [
          `paperBoat.gallery.${action}`,
          use((gallery, context) => gallery.run(action, context)),
        ]),
      ),
    },
    restore: async (panel) => {
      (await load()).restore(panel);
    },
  };
}

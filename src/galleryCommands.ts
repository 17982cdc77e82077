import * as vscode from 'vscode';
import type { Gallery, GalleryParts } from './gallery/gallery.ts';
import { galleryActions } from './galleryActions.ts';

/** The gallery's commands, and the panel that VS Code kept over a reload. The gallery itself is read at its first use. */
export function registerGallery(parts: GalleryParts): vscode.Disposable {
  let loading: Promise<Gallery> | undefined;
  const load = (): Promise<Gallery> =>
    (loading ??= import('./gallery/gallery.ts').then(({ Gallery }) => new Gallery(parts)));
  const register = (name: string, handler: (gallery: Gallery, argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`paperBoat.${name}`, async (argument: unknown) => {
      await handler(await load(), argument);
    });
  return vscode.Disposable.from(
    register('openGallery', (gallery) => gallery.open()),
    register('showInGallery', (gallery, uri) => (uri instanceof vscode.Uri ? gallery.show(uri) : gallery.open())),
    ...galleryActions.map((action) =>
      register(`gallery.${action}`, (gallery, context) => gallery.run(action, context)),
    ),
    vscode.window.registerWebviewPanelSerializer('paperBoat.gallery', {
      deserializeWebviewPanel: async (panel) => {
        (await load()).restore(panel);
      },
    }),
    new vscode.Disposable(() => {
      void loading?.then((gallery) => {
        gallery.dispose();
      });
    }),
  );
}

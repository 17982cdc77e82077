import * as vscode from 'vscode';
import type { Recipe } from '../images/recipe.ts';
import type { Notices } from '../window/notices.ts';
import type { LanguageComments } from '../workspace/languageComments.ts';
import { deleteImages } from './deleteImages.ts';
import type { DocumentUses } from './documentUses.ts';
import type { LastEditor } from './lastEditor.ts';
import { insertFiles, markdownOf, type ImageFile } from './linkedImages.ts';
import type { Draft, GalleryAction } from './protocol.ts';
import { renameImage } from './renameImage.ts';

export interface ActionParts {
  readonly lastEditor: LastEditor;
  readonly comments: LanguageComments;
  readonly uses: DocumentUses;
  readonly notices: Notices;
  readonly recipeOf: (id: string) => Promise<Recipe | undefined>;
  readonly fillForm: (draft: Partial<Draft>) => void;
  readonly repeat: (recipe: Recipe) => void;
  readonly copyPixels: (id: string) => void;
  readonly compare: (id: string) => void;
  readonly setFavourite: (ids: readonly string[], isFavourite: boolean) => Promise<void>;
  /** Files that are elsewhere now, or gone. */
  readonly onMoved: (uris: readonly vscode.Uri[]) => Promise<void>;
  /** The same image under its new name. */
  readonly reveal: (uri: vscode.Uri) => void;
}

/** What can be done with images of the gallery. */
export class ImageActions {
  readonly #parts: ActionParts;

  constructor(parts: ActionParts) {
    this.#parts = parts;
  }

  async run(action: GalleryAction, files: readonly ImageFile[]): Promise<void> {
    const [first] = files;
    if (!first) return;
    switch (action) {
      case 'insert':
        return this.#insert(files);
      case 'copyMarkdown':
        return copy(markdownOf(files, this.#parts.lastEditor.document));
      case 'copyPath':
        return copy(files.map(({ uri }) => (uri.scheme === 'file' ? uri.fsPath : uri.toString())).join('\n'));
      case 'copyPrompt':
        return this.#copyPrompts(files);
      case 'copyImage':
        this.#parts.copyPixels(first.image.id);
        return;
      case 'compare':
        this.#parts.compare(first.image.id);
        return;
      case 'open':
        await vscode.commands.executeCommand('vscode.open', first.uri, { preview: false });
        return;
      case 'reveal':
        await vscode.commands.executeCommand('revealInExplorer', first.uri);
        return;
      case 'usePrompt':
        return this.#usePrompt(first);
      case 'generateAgain':
        return this.#repeat(first);
      case 'favourite': {
        const isFavourite = !files.every(({ image }) => image.isFavourite);
        return this.#parts.setFavourite(idsOf(files), isFavourite);
      }
      case 'rename':
        return this.#rename(first);
      case 'delete': {
        const uris = files.map(({ uri }) => uri);
        await deleteImages(uris, this.#parts);
        return this.#parts.onMoved(uris);
      }
    }
  }

  async #insert(files: readonly ImageFile[]): Promise<void> {
    const { lastEditor, comments, notices } = this.#parts;
    const { document, position, viewColumn } = lastEditor;
    if (!document) {
      void notices.info(
        vscode.l10n.t('Open the document that gets the image and put the cursor where it goes, then insert again.'),
      );
      return;
    }
    // Shown first: the cursor is then where the user sees it, and one undo there takes the link back.
    await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
    if ((await insertFiles(files, { document, position, comments })) !== 'inserted')
      void notices.warn(vscode.l10n.t('The document cannot be changed. The image is saved.'));
  }

  async #copyPrompts(files: readonly ImageFile[]): Promise<void> {
    const recipes = await this.#recipesOf(files);
    if (recipes.length > 0) await copy(recipes.map(({ request }) => request.prompt).join('\n'));
  }

  async #usePrompt(file: ImageFile): Promise<void> {
    const [recipe] = await this.#recipesOf([file]);
    if (!recipe) return;
    const { prompt, size = '', quality = '', style = '', background = '', outputFormat = '' } = recipe.request;
    const choices = { size, quality, style, background, outputFormat };
    this.#parts.fillForm({ prompt: recipe.words ?? prompt, choices, parent: recipe.hash });
  }

  /** One image, however many are selected: it costs money. */
  async #repeat(file: ImageFile): Promise<void> {
    const [recipe] = await this.#recipesOf([file]);
    if (recipe) this.#parts.repeat(recipe);
  }

  async #recipesOf(files: readonly ImageFile[]): Promise<readonly Recipe[]> {
    const recipes = await Promise.all(idsOf(files).map((id) => this.#parts.recipeOf(id)));
    const known = recipes.filter((recipe) => recipe !== undefined);
    if (known.length === 0) void this.#parts.notices.info(vscode.l10n.t('How this image was made is not known.'));
    return known;
  }

  async #rename({ uri }: ImageFile): Promise<void> {
    const renamed = await renameImage(uri, this.#parts);
    if (!renamed) return;
    await this.#parts.onMoved([uri, renamed]);
    this.#parts.reveal(renamed);
  }
}

const idsOf = (files: readonly ImageFile[]): readonly string[] => files.map(({ image }) => image.id);

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
}

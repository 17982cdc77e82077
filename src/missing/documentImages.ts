import * as vscode from 'vscode';
import { RecipeBook } from '../gallery/index/recipeBook.ts';
import type { OfferedModels } from '../offeredModels.ts';
import { teamFiles } from '../workspace/teamFiles.ts';
import { ImageRecipes } from './imageRecipes.ts';
import { askForImagePrompt } from './imagePrompt.ts';
import { MissingImages, type MissingParts } from './missingImages.ts';
import { Regeneration } from './regeneration.ts';
import { Reproduction } from './reproduction.ts';

export interface DocumentImageParts extends MissingParts {
  /** The recipes of this machine, by path on disk. */
  readonly recipeFile: string;
  readonly models: Pick<OfferedModels, 'choose' | 'pick'>;
}

/** What lenses, quick fixes and hovers hand to their commands. */
export interface WantedReference {
  /** As a Uri in text. */
  readonly uri: string;
  readonly cell?: number;
  /** Of the wanted image. */
  readonly key: string;
}

/** All that is done with the images of documents, by the names of the commands. */
export class DocumentImages implements vscode.Disposable {
  readonly missing: MissingImages;
  readonly regeneration: Regeneration;
  readonly recipes: ImageRecipes;
  readonly reproduction: Reproduction;
  readonly #parts: DocumentImageParts;

  constructor(parts: DocumentImageParts) {
    this.#parts = parts;
    const write = (line: string): void => {
      parts.log.info(line);
    };
    this.recipes = new ImageRecipes(new RecipeBook(parts.recipeFile, write, teamFiles), write);
    this.missing = new MissingImages(parts);
    const { recipes, missing } = this;
    this.reproduction = new Reproduction({ ...parts, missing, recipes, log: write });
    this.regeneration = new Regeneration({ ...parts, missing: this.missing, recipes: this.recipes });
  }

  /** The image that a place of a document wants, at once; the prompt is asked for when it is to be edited. */
  async generateWanted(given: unknown, isEdited = false): Promise<void> {
    const reference = readReference(given);
    if (!reference) return;
    const { uri, cell, key } = reference;
    const entry = await this.missing.wanted.at(vscode.Uri.parse(uri, true), cell, key);
    if (!entry) {
      void this.#parts.notices.info(vscode.l10n.t('The document has this image already.'));
      return;
    }
    const prompt = isEdited ? await askForImagePrompt(entry.prompt, entry.wish.model) : entry.prompt;
    if (prompt === undefined) return;
    const item = await this.missing.generateOne(entry, prompt);
    if (!item?.saved) return;
    const open = vscode.l10n.t('Open Image');
    const words = vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(item.saved));
    if ((await this.#parts.notices.info(words, open)) === open)
      await vscode.commands.executeCommand('vscode.open', item.saved, { preview: false });
  }

  dispose(): void {
    this.missing.dispose();
  }
}

function readReference(given: unknown): WantedReference | undefined {
  const { uri, cell, key } = (given ?? {}) as Partial<Record<keyof WantedReference, unknown>>;
  if (typeof uri !== 'string' || typeof key !== 'string') return undefined;
  return { uri, key, ...(typeof cell === 'number' && { cell }) };
}

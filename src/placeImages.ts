import { parse } from 'node:path';
import type { GenerationError } from './api/errors.ts';
import { examineImage } from './images/examineImage.ts';
import type { GeneratedImage, ImageType } from './images/image.ts';
import type { ImageContent } from './images/imageContent.ts';
import { extensionOf } from './images/imageType.ts';
import { typeByName } from './images/typeByName.ts';
import type { Recipe } from './images/recipe.ts';
import { nothing, type Outcome } from './outcome.ts';
import type { ImageFolder } from './workspace/imageFolder.ts';
import type { KeptImages } from './workspace/keptImages.ts';
import { placedRecipe, teamOf } from './workspace/placedRecipe.ts';
import type { Recipes } from './workspace/recipes.ts';
import type { SavedImage } from './workspace/savedImage.ts';
import { asSaveError, SaveError } from './workspace/saveError.ts';
import type { NewFile, ReplacedFile } from './workspace/saveOnDisk.ts';

interface PlacerParts {
  readonly recipes: Recipes;
  readonly keptImages: KeptImages;
  /** Writes a new file over nothing that exists. Throws a `SaveError`. */
  readonly save: (file: NewFile, folder: ImageFolder) => Promise<SavedImage['uri']>;
  readonly log: (line: string) => void;
}

interface Place {
  readonly recipe: Recipe;
  /** Absent when nobody but the user knows. */
  readonly folder: ImageFolder | undefined;
  /** Of the request. */
  readonly id: string;
  /** What the file is called, as far as its type allows; the prompt says it when absent. */
  readonly fileName?: string | undefined;
  readonly replaces?: ReplacedFile | undefined;
}

/** Puts images that are paid for where they belong, or keeps them: nothing may lose them from here on, a cancel included. */
export class ImagePlacer {
  readonly #parts: PlacerParts;

  constructor(parts: PlacerParts) {
    this.#parts = parts;
  }

  async place(
    { content, type, size }: GeneratedImage,
    { recipe, folder, id, fileName, replaces }: Place,
  ): Promise<Outcome> {
    const { words, request } = recipe;
    const prompt = words ?? request.prompt;
    const named = await fileFor(prompt, { content, type, id });
    const file: NewFile = { ...named, ...(fileName !== undefined && nameFor(fileName, type)) };
    // Other bytes than its name says go beside it.
    const isOfType = fileName !== undefined && typeByName(fileName) === type;
    const outcome = await this.#save({ ...file, ...(replaces && isOfType && { replaces }) }, folder, {
      prompt,
      ...(size && { size }),
    });
    await this.#record(recipe, folder, outcome.saved[0]?.uri);
    return outcome;
  }

  /** What arrived of a damaged image may still be of use, and cannot be had again without paying. */
  async salvage({ message, facts }: GenerationError, prompt: string, id: string): Promise<Outcome> {
    const content = facts.salvage;
    if (!content) return nothing;
    const { type } = await examineImage(content);
    const file = await fileFor(prompt, { content, type, id });
    const { unsaved } = await this.#keep(file, { prompt }, new SaveError(message));
    return { ...nothing, unsaved: unsaved.map((image) => ({ ...image, isPart: true })) };
  }

  async #save(file: NewFile, folder: ImageFolder | undefined, about: Omit<SavedImage, 'uri'>): Promise<Outcome> {
    if (!folder) return this.#keep(file, about);
    try {
      const uri = await this.#parts.save(file, folder);
      return { ...nothing, saved: [{ ...about, uri, ...(folder.webRoot && { webRoot: folder.webRoot }) }] };
    } catch (error) {
      return this.#keep(file, about, asSaveError(error, folder.folder.path));
    }
  }

  async #keep(file: NewFile, about: Omit<SavedImage, 'uri'>, reason?: SaveError): Promise<Outcome> {
    const kept = await this.#parts.keptImages.keep(file.content, { ...about, name: `${file.stem}.${file.extension}` });
    return { ...nothing, unsaved: [{ kept, ...(reason && { reason }) }] };
  }

  /** A recipe that cannot be written is a loss, but no reason to lose the image, too. */
  async #record(recipe: Recipe, folder: ImageFolder | undefined, saved: SavedImage['uri'] | undefined): Promise<void> {
    try {
      if (folder && saved) await this.#parts.recipes.append(placedRecipe(recipe, folder, saved), teamOf(folder));
      else await this.#parts.recipes.append(recipe);
    } catch (error) {
      this.#parts.log(`The recipe could not be written: ${String(error)}`);
    }
  }
}

/** A name keeps its own spelling of the extension, `.jpeg` or `.PNG`, as long as that is what the bytes are. */
function nameFor(fileName: string, type: ImageType): Pick<NewFile, 'stem' | 'extension' | 'isNamed'> {
  const { name: stem, ext } = parse(fileName);
  const isOfType = typeByName(fileName) === type;
  return { stem, extension: isOfType ? ext.slice(1) : extensionOf(type), isNamed: true };
}

/** The letters of all scripts, for readable names, are a bundle of their own. */
async function fileFor(
  prompt: string,
  image: { readonly content: ImageContent; readonly type: ImageType | undefined; readonly id: string },
): Promise<NewFile> {
  const { slugOf } = await import('./images/slug.ts');
  const { content, type, id } = image;
  return { content, id, stem: slugOf(prompt), extension: type ? extensionOf(type) : 'bin' };
}

import type { Recipe } from '../../images/recipe.ts';
import type { GalleryImage, ImageFacts, RecipeSummary } from '../protocol.ts';
import type { FactsStore } from './factsStore.ts';
import type { Favourites } from './favourites.ts';
import type { ImageFile } from './imageFiles.ts';
import { isDrawable } from './readFacts.ts';
import type { RecipeBook } from './recipeBook.ts';
import type { ThumbnailStore } from './thumbnailStore.ts';
import { typeByName } from '../../images/typeByName.ts';

/** How documents show an image. */
export interface Uses {
  readonly count: number;
  readonly alt: string;
}

/** All that is known besides the files themselves. */
export interface Knowledge {
  readonly facts: FactsStore;
  readonly thumbnails: ThumbnailStore;
  readonly recipes: RecipeBook;
  readonly favourites: Favourites;
  uses: ReadonlyMap<string, Uses>;
  /** The ids of images whose files held others before. */
  versioned: ReadonlySet<string>;
  /** Contents that the page could not draw, by hash. For this window only: the page may have failed for a passing reason. */
  readonly undrawable: Set<string>;
}

export function galleryImage(file: ImageFile, known: Knowledge): GalleryImage {
  const { id, root, path, bytes, modifiedAt } = file;
  const uses = known.uses.get(id);
  const hash = file.facts?.hash ?? '';
  const recipe = known.recipes.byHash(hash);
  return {
    id,
    root,
    path,
    bytes,
    modifiedAt,
    type: file.facts?.type ?? typeByName(path) ?? 'png',
    isFavourite: known.favourites.has(hash),
    uses: uses?.count ?? 0,
    alt: uses?.alt ?? '',
    facts: imageFacts(file, known),
    recipe: recipe && recipeSummary(recipe),
    ...(known.versioned.has(id) && { hasVersions: true }),
  };
}

/** Undefined until the file was read. */
export function imageFacts({ facts, bytes }: ImageFile, known: Knowledge): ImageFacts | undefined {
  return (
    facts && {
      hash: facts.hash,
      size: facts.size,
      isDrawable: isDrawable(facts, bytes) && !known.undrawable.has(facts.hash),
      hasThumbnail: known.thumbnails.has(facts.hash),
      color: known.facts.colorOf(facts.hash),
    }
  );
}

const longestPrompt = 4000;

function recipeSummary({ request, revisedPrompt, cost, costBasis }: Recipe): RecipeSummary {
  return {
    prompt: cut(request.prompt),
    revisedPrompt: revisedPrompt === undefined ? undefined : cut(revisedPrompt),
    model: request.model,
    cost,
    costBasis,
  };
}

/** Never half a character. */
function cut(text: string): string {
  return text
    .slice(0, longestPrompt)
    .replace(text.length > longestPrompt ? /[\ud800-\udbff]$/ : /$/, '')
    .toWellFormed();
}

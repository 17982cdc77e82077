import { examineImage } from './images/examineImage.ts';
import { extensionOf } from './images/imageType.ts';
import { recoverRequests, type RecoveredImage } from './journal/recoverRequests.ts';
import type { RequestNote } from './journal/requestNote.ts';
import type { Windows } from './journal/windows.ts';
import type { KeptImages } from './workspace/keptImages.ts';
import type { Recipes } from './workspace/recipes.ts';
import { findOnDisk, removeParts } from './workspace/saveOnDisk.ts';

interface RecoveryParts {
  /** The journal's. */
  readonly folder: string;
  readonly windows: Windows;
  readonly keptImages: KeptImages;
  readonly recipes: Recipes;
  readonly log: (line: string) => void;
}

/** What was found, and whether it was all. */
export interface Recovered {
  /** How many images are kept now because of it. */
  readonly kept: number;
  /** How many are kept of which not all arrived. */
  readonly parts: number;
  /** Requests of windows that are still there. */
  readonly areOthersBusy: boolean;
}

/** Brings to an end what windows that are gone had begun with images: each is in its place or kept, and has its recipe. */
export async function recover({ folder, windows, keptImages, recipes, log }: RecoveryParts): Promise<Recovered> {
  const found = { kept: 0, parts: 0 };
  const place = async (image: RecoveredImage): Promise<void> => {
    const { content, note, recipe } = image;
    const places = note?.folder ? [note.folder.path, keptImages.folder] : [keptImages.folder];
    const paths = await Promise.all(places.map((place) => findOnDisk(place, content)));
    const isPlaced = paths.some((path) => path !== undefined);
    if (!isPlaced && content.length > 0) {
      await keepOnDisk(image, keptImages);
      found[image.isWhole ? 'kept' : 'parts']++;
    }
    if (recipe?.hash === content.hash && !(await recipes.has(content.hash))) await recipes.append(recipe);
  };
  const areOthersBusy = await recoverRequests({
    ...{ folder, windows, place, log },
    removeParts: async ({ folder: place }: RequestNote, id: string) => {
      if (place) await removeParts(place, id).catch(() => undefined);
    },
  });
  return { ...found, areOthersBusy };
}

/** Rejects when there is no room: the image then stays where it is, which is better than in memory. */
async function keepOnDisk({ content, note }: RecoveredImage, keptImages: KeptImages): Promise<void> {
  const { slugOf } = await import('./images/slug.ts');
  const { type } = await examineImage(content);
  const prompt = note?.request.prompt ?? '';
  const name = `${slugOf(prompt)}.${type ? extensionOf(type) : 'bin'}`;
  const kept = await keptImages.keep(content, { name, prompt });
  if (!kept.isInMemory) return;
  await keptImages.remove(kept);
  throw new Error('There is no room for an image that arrived.');
}

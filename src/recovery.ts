import { estimateOf } from './api/prices.ts';
import { parse } from 'node:path';
import { isFileName } from './documents/folderPath.ts';
import { examineImage } from './images/examineImage.ts';
import { extensionOf } from './images/imageType.ts';
import { recipeOf, type Recipe } from './images/recipe.ts';
import { recoverRequests, type RecoveredImage } from './journal/recoverRequests.ts';
import type { RequestNote } from './journal/requestNote.ts';
import type { Windows } from './journal/windows.ts';
import type { SpendingLedger } from './money/ledger.ts';
import type { Spending } from './money/spending.ts';
import type { KeptImages } from './workspace/keptImages.ts';
import type { Recipes } from './workspace/recipes.ts';
import { findOnDisk, removeParts } from './workspace/saveOnDisk.ts';

export interface RecoveryParts {
  /** The journal's. */
  readonly folder: string;
  readonly windows: Windows;
  readonly keptImages: KeptImages;
  readonly recipes: Recipes;
  readonly ledger: SpendingLedger;
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
export async function recover({
  folder,
  windows,
  keptImages,
  recipes,
  ledger,
  log,
}: RecoveryParts): Promise<Recovered> {
  const found = { kept: 0, parts: 0 };
  const place = async (image: RecoveredImage): Promise<void> => {
    const { content } = image;
    const { folder: target } = image.note ?? {};
    const places = target ? [target.path, keptImages.folder] : [keptImages.folder];
    const paths = await Promise.all(places.map((place) => findOnDisk(place, content)));
    const isPlaced = paths.some((path) => path !== undefined);
    if (!isPlaced && content.length > 0) {
      await keepOnDisk(image, keptImages);
      found[image.isWhole ? 'kept' : 'parts']++;
    }
    const recipe = await recipeFor(image);
    if (recipe && !(await recipes.has(content.hash))) await recipes.append(recipe);
  };
  const areOthersBusy = await recoverRequests({
    ...{ folder, windows, place, log },
    spend: (note) => ledger.append(spendingOf(note)),
    removeParts: async ({ folder: place }: RequestNote, id: string) => {
      if (place) await removeParts(place, id).catch(() => undefined);
    },
  });
  return { ...found, areOthersBusy };
}

/** What was written down of the image, or else what is known of its request. */
async function recipeFor({ content, note, recipe, isWhole }: RecoveredImage): Promise<Recipe | undefined> {
  if (recipe?.hash === content.hash) return recipe;
  const { type, size } = await examineImage(content);
  if (!note || !isWhole || !type) return undefined;
  const { request, words, service, parent } = note;
  const startedAt = new Date(Date.parse(note.startedAt) || Date.now());
  const making = {
    ...{ request, startedAt, finishedAt: startedAt },
    ...(service && { service }),
    ...(parent && { parent }),
    ...(words && { words }),
  };
  return recipeOf({ content, type, ...(size && { size }) }, making);
}

/** The dearest that it can have cost. */
function spendingOf({ request, service = '', startedAt }: RequestNote): Spending {
  const dollars = estimateOf(request)?.most;
  const at = new Date(Date.parse(startedAt) || Date.now()).toISOString();
  const spending = { version: 1 as const, at, model: request.model, service, images: request.count };
  return { ...spending, ...(dollars !== undefined && { dollars, basis: 'estimate' as const }) };
}

/** Rejects when there is no room: the image then stays where it is, which is better than in memory. */
async function keepOnDisk({ content, note }: RecoveredImage, keptImages: KeptImages): Promise<void> {
  const { slugOf } = await import('./images/slug.ts');
  const { type } = await examineImage(content);
  const prompt = note?.words ?? note?.request.prompt ?? '';
  const { fileName = '' } = note ?? {};
  const stem = isFileName(fileName) ? parse(fileName).name : slugOf(prompt);
  const name = `${stem}.${type ? extensionOf(type) : 'bin'}`;
  const kept = await keptImages.keep(content, { name, prompt });
  if (!kept.isInMemory) return;
  await keptImages.remove(kept);
  throw new Error('There is no room for an image that arrived.');
}

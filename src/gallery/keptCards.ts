import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { examineImage } from '../images/examineImage.ts';
import { fileContent } from '../workspace/fileContent.ts';
import type { KeptImage, KeptImages } from '../workspace/keptImages.ts';
import { isDrawable } from './index/readFacts.ts';
import type { KeptCard, Waiting, WaitingList } from './cards.ts';

interface KeptFile {
  readonly image: KeptImage;
  /** Absent for an image in memory, or one that just went. */
  readonly name?: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A card for each kind of thing is enough for this many of them. */
const mostCards = 20;

/** Characters: a card shows two lines of it at the most. */
const longestPrompt = 500;

export const beginningOf = (prompt: string): string => prompt.slice(0, longestPrompt).toWellFormed();

/** The newest have a card each; how many more there are is said by one that counts them. */
export function cardsOf<T>(id: WaitingList, list: readonly T[], card: (item: T) => Waiting): readonly Waiting[] {
  const count = list.length - mostCards;
  return [...list.slice(0, mostCards).map(card), ...(count > 0 ? [{ kind: 'more', id, count } as const] : [])];
}

/** Newest first; what is in memory has no time and comes before, as it can be lost. */
export async function keptCards(images: KeptImages): Promise<readonly Waiting[]> {
  const files = await Promise.all((await images.list()).map((image) => fileOf(image, images)));
  const newest = files.toSorted((one, other) => other.modifiedAt - one.modifiedAt || 0);
  const drawable = new Map<KeptFile, boolean>();
  for (const file of newest.slice(0, mostCards)) drawable.set(file, await canBeDrawn(file, images.folder));
  return cardsOf('keptImages', newest, (file) => cardOf(file, drawable.get(file) ?? false));
}

function cardOf({ image, name: file }: KeptFile, isDrawable: boolean): KeptCard {
  const { id, name, prompt, isInMemory = false } = image;
  return { kind: 'kept', id, name, prompt: beginningOf(prompt), isInMemory, ...(isDrawable && { file }) };
}

async function fileOf(image: KeptImage, images: KeptImages): Promise<KeptFile> {
  const name = image.isInMemory ? undefined : await images.fileNameOf(image);
  const found = name === undefined ? undefined : await stat(join(images.folder, name)).catch(() => undefined);
  if (name === undefined || !found?.isFile()) return { image, bytes: 0, modifiedAt: Infinity };
  return { image, name, bytes: found.size, modifiedAt: found.mtimeMs };
}

/** What could not be saved may be anything that a service sent: a few bytes can claim gigabytes of pixels. */
async function canBeDrawn({ name, bytes }: KeptFile, folder: string): Promise<boolean> {
  if (name === undefined) return false;
  try {
    const { type, size } = await examineImage(fileContent(join(folder, name), bytes, ''));
    return isDrawable({ hash: '', type, size }, bytes);
  } catch {
    return false;
  }
}

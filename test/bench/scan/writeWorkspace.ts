import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documentText, kinds, type DocumentKind } from './documentText.ts';

export interface BenchWorkspace {
  /** How many documents want something: the share of `wanting`. */
  readonly documents: number;
  readonly megabytes: number;
  /** Every so manieth document links to an image that is missing. */
  readonly wanting: number;
}

/** How many documents share a folder, and its images. */
const inFolder = 20;
const images = 40;

/** Documents of all parsed languages and prose, with the images they link to. Answers how many images are missing. */
export async function writeWorkspace(
  folder: string,
  { documents, megabytes, wanting }: BenchWorkspace,
): Promise<number> {
  const bytes = (megabytes * 1_000_000) / documents;
  let missing = 0;
  for (let index = 0; index < documents; index++) {
    const place = join(folder, `part-${Math.floor(index / inFolder)}`);
    if (index % inFolder === 0) await writeImages(join(place, 'images'));
    const kind = kinds[index % kinds.length] as DocumentKind;
    const isWanting = index % wanting === 0;
    if (isWanting) missing++;
    const path = join(place, `document-${index}.${kind}`);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, documentText(kind, { bytes, images, isWanting }));
  }
  return missing;
}

async function writeImages(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < images; index++) await writeFile(join(folder, `pier-${index}.png`), '');
}

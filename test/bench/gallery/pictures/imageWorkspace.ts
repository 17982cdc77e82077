import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { writePictures } from './writePictures.ts';

const qualities = ['calm', 'distant', 'foggy', 'golden', 'quiet', 'stormy', 'wooden'];

/** What a picture shows, by its name: the words to search for. */
export const subjects = ['anchor', 'boat', 'gull', 'harbour', 'island', 'lighthouse', 'pier', 'sail', 'tide'];

const sections = ['docs', 'blog/posts', 'site/public', 'game/art/sprites', 'slides', 'assets/photos/raw'];
const foldersPerSection = 8;
const linksPerDocument = 20;

/**
 * Fills a folder with pictures in 48 nested folders, one for every minute back from a fixed date, and puts a document
 * into each of them.
 * @returns the paths of the pictures, relative to the folder, with `/`
 */
export async function createImageWorkspace(folder: string, count: number): Promise<readonly string[]> {
  const images = Array.from({ length: count }, (_, index) => imagePath(index));
  const folders = Map.groupBy(images, dirname);
  for (const name of folders.keys()) await mkdir(join(folder, name), { recursive: true });
  await writePictures(
    images.map((path, index) => ({
      path: join(folder, path),
      seed: index,
      modifiedAt: new Date(Date.UTC(2026, 0, 1, 0, -index)),
    })),
  );
  for (const [name, paths] of folders) await writeFile(join(folder, name, 'notes.md'), notes(paths));
  return images;
}

function imagePath(index: number): string {
  const section = pick(sections, index);
  const part = Math.floor(index / sections.length) % foldersPerSection;
  const subject = pick(subjects, Math.floor(index / qualities.length));
  return `${section}/part-${part + 1}/images/${pick(qualities, index)}-${subject}-${String(index).padStart(5, '0')}.png`;
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}

/** Links to some of a folder's pictures, so that documents are read and some pictures are in use. */
function notes(paths: readonly string[]): string {
  const names = paths.slice(0, linksPerDocument).map((path) => path.slice(path.lastIndexOf('/') + 1));
  return names.map((name) => `![A picture](${name})\n`).join('\n');
}

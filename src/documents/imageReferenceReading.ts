import { posix } from 'node:path';
import { resolvePath } from './folderPath.ts';
import { withoutEntities, withoutEscapes } from './imageReferenceEscapes.ts';

export interface ReadingPlace {
  /** Where relative paths may start, absolute. */
  readonly folders: readonly string[];
  /** What `/` may mean, absolute and without a slash at the end. */
  readonly webRoots: readonly string[];
  readonly isImage: (path: string) => boolean;
}

/** The first image that a written path can mean: whatever the language, its escapes may or may not count. */
export function imageBehind(written: string, place: ReadingPlace): string | undefined {
  for (const reading of decodings(written)) {
    const image = pathsOf(reading, place).find(place.isImage);
    if (image !== undefined) return image;
  }
  return undefined;
}

function decodings(written: string): Iterable<string> {
  if (!/[\\&%]/.test(written)) return [written];
  const once = withoutEscapes(written);
  // Twice for notebooks, where a JSON text holds Markdown. Compilers know no percent codes, code no references.
  const addresses = [withoutEscapes(once), once, written].map((text) => percentDecoded(withoutEntities(text)));
  return new Set([...addresses, percentDecoded(written), once, written]);
}

function pathsOf(reading: string, { folders, webRoots }: ReadingPlace): readonly string[] {
  if (!reading.startsWith('/')) return folders.map((folder) => resolvePath(folder, reading));
  if (reading.startsWith('//')) return [];
  // First by itself: like a browser, `/../` never leaves the root.
  const inside = posix.resolve(reading);
  return [...webRoots.map((root) => resolvePath(`${root}/`, `.${inside}`)), resolvePath('/', inside)];
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes);
    } catch {
      return codes;
    }
  });
}

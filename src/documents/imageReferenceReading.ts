import { posix } from 'node:path';
import { resolvePath } from './folderPath.ts';
import { withoutEntities, withoutEscapes } from './imageReferenceEscapes.ts';
import type { OffsetRange } from './trackedRange.ts';

export interface ReadingPlace {
  /** Where relative paths may start, absolute. */
  readonly folders: readonly string[];
  /** What `/` may mean, absolute and without a slash at the end. */
  readonly webRoots: readonly string[];
  readonly isImage: (path: string) => boolean;
}

/** An image, and where its path is written. */
export interface FoundImage extends OffsetRange {
  readonly path: string;
}

/** Ten thousand links with five meanings each; what needs more only costs time. */
const mostLookUps = 50_000;
const mostForPath = 256;

/** Finds the images behind the paths of one document, as long as it is worth the time. */
export class ImageLookUp {
  readonly #place: ReadingPlace;
  readonly #known = new Map<string, string | undefined>();
  #left = mostLookUps;

  constructor(place: ReadingPlace) {
    this.#place = place;
  }

  /** How many look-ups the rest of the document has. From 0 on nothing new is found. */
  get left(): number {
    return this.#left;
  }

  /** The first image that a written path can mean: whatever the language, its escapes may or may not count. */
  imageBehind(written: string, isFileAddress = false): string | undefined {
    // A path is written on one line.
    const key = isFileAddress ? `\n${written}` : written;
    if (this.#known.has(key)) return this.#known.get(key);
    const place = isFileAddress ? { ...this.#place, webRoots: [] } : this.#place;
    const path = this.#find(written, place);
    if (this.#left > 0) this.#known.set(key, path);
    return path;
  }

  #find(written: string, place: ReadingPlace): string | undefined {
    const end = Math.max(0, this.#left - mostForPath);
    for (const reading of decodings(written))
      for (const path of pathsOf(reading, place)) {
        if (this.#left <= end) return undefined;
        this.#left--;
        if (place.isImage(path)) return path;
      }
    return undefined;
  }
}

function decodings(written: string): Iterable<string> {
  if (!/[\\&%]/.test(written)) return [written];
  const once = withoutEscapes(written);
  // Twice for notebooks, where a JSON text holds Markdown. Compilers know no percent codes, code no references.
  const addresses = [withoutEscapes(once), once, written].map((text) => percentDecoded(withoutEntities(text)));
  return new Set([...addresses, percentDecoded(written), once, written]);
}

function* pathsOf(reading: string, { folders, webRoots }: ReadingPlace): Generator<string> {
  if (!reading.startsWith('/')) for (const folder of folders) yield resolvePath(folder, reading);
  if (!/^\/(?!\/)/.test(reading)) return;
  // First by itself: like a browser, `/../` never leaves the root.
  const inside = posix.resolve(reading);
  for (const root of webRoots) yield resolvePath(`${root}/`, `.${inside}`);
  yield resolvePath('/', inside);
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

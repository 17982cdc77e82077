import { posix } from 'node:path';
import { placesOf, type DocumentPlaces } from '../documents/missing/documentPlaces.ts';
import { FolderNames } from '../documents/missing/folderNames.ts';
import { localPaths } from '../documents/missing/localPaths.ts';
import { mayWant } from '../documents/missing/mayWant.ts';
import { wantedImages, type PassedOver, type WantedImage } from '../documents/missing/wantedImages.ts';
import type { LinkSpot, SpotReading } from '../documents/spots/imageSpot.ts';
import { isParsed, spotReaderFor } from '../documents/spots/spotReaders.ts';
import { relativeTo, type FileTree } from '../gallery/index/fileTree.ts';
import type { DocumentPart } from './documentPart.ts';

/** A folder whose files documents may link to. Paths are those of Uris. */
export interface ReadRoot {
  readonly path: string;
  readonly tree: FileTree;
}

/** What one document, or one cell of a notebook, wants. */
export interface WantingPart {
  /** Of the document. */
  readonly path: string;
  readonly part: DocumentPart;
  /** The workspace folder, or the document's own folder outside of one. */
  readonly root: string;
  readonly wanted: readonly WantedImage[];
  readonly passedOver: readonly PassedOver[];
}

/** A link, and the file behind it. */
export interface LinkedFile {
  readonly path: string;
  readonly spot: LinkSpot;
}

/** Reads texts for the images that they want. What it learns of folders holds until it forgets. */
export class WantedReader {
  readonly #roots: readonly ReadRoot[];
  readonly #outside: FileTree;
  readonly #names = new Map<string, FolderNames>();

  /** @param outside for documents that lie in no root */
  constructor(roots: readonly ReadRoot[], outside: FileTree) {
    // The innermost first.
    this.#roots = roots.toSorted((one, other) => other.path.length - one.path.length);
    this.#outside = outside;
  }

  /** Undefined when the text wants nothing. */
  async read(path: string, part: DocumentPart): Promise<WantingPart | undefined> {
    const { text, languageId } = part;
    const read = spotReaderFor(languageId);
    if (!read) return undefined;
    const found = await this.#find(path, part, async (places, names) => {
      // Parsers are slow, and most documents have all that they link to.
      if (isParsed(languageId) && !(await mayWant(text, path, places, names))) return undefined;
      return read(text);
    });
    return found && (found.wanted.length > 0 || found.passedOver.length > 0) ? found : undefined;
  }

  /** Of a text that was read already. */
  resolve(path: string, part: DocumentPart, reading: SpotReading): Promise<WantingPart | undefined> {
    return this.#find(path, part, () => Promise.resolve(reading));
  }

  /** The files that links of a document show, as far as they are there. */
  async filesOf(path: string, links: readonly LinkSpot[]): Promise<readonly LinkedFile[]> {
    const { names, root } = this.#folderOf(path);
    const places = await placesOf(path, root, names);
    const found: LinkedFile[] = [];
    for (const spot of links)
      for (const file of localPaths(spot, places, path)) {
        if ((await names.find(file)) !== 'there') continue;
        found.push({ path: file, spot });
        break;
      }
    return found;
  }

  /** Files came or went. */
  forget(): void {
    for (const names of this.#names.values()) names.forget();
  }

  async #find(
    path: string,
    part: DocumentPart,
    read: (places: DocumentPlaces, names: FolderNames) => Promise<SpotReading | undefined>,
  ): Promise<WantingPart | undefined> {
    const { names, root } = this.#folderOf(path);
    const places = await placesOf(path, root, names);
    const reading = await read(places, names);
    if (!reading) return undefined;
    const found = await wantedImages({ text: part.text, reading, documentPath: path, places, names });
    return { ...{ path, part, root }, ...found };
  }

  #folderOf(path: string): { readonly root: string; readonly names: FolderNames } {
    const known = this.#roots.find((each) => relativeTo(each.path, path) !== undefined);
    const root = known?.path ?? posix.dirname(path);
    const names = this.#names.get(root) ?? new FolderNames(root, listing(known?.tree ?? this.#outside));
    this.#names.set(root, names);
    return { root, names };
  }
}

function listing(tree: FileTree): (path: string) => Promise<readonly string[] | undefined> {
  return async (path) => {
    try {
      return (await tree.list(path)).map(({ name }) => name);
    } catch {
      return undefined;
    }
  };
}

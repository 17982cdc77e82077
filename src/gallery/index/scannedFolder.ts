import type { FileStat } from './fileTree.ts';
import { IgnoredFolders } from './ignoredFolders.ts';

export interface FoundDocument {
  /** Relative to the root. */
  readonly path: string;
  readonly bytes: number;
}

/** Hears of the images of one root; paths are relative to it. */
export interface ScanListener {
  /** Also told of images that it knows already. */
  onFound(path: string, stat: FileStat): void;
  onLost(path: string): void;
}

/** One folder as it was when it was last listed. */
export class ScannedFolder {
  readonly path: string;
  /** What the folders above ignore, and that with its own rules. */
  inherited = IgnoredFolders.none;
  ignored = IgnoredFolders.none;
  readonly folders = new Map<string, ScannedFolder>();
  readonly images = new Set<string>();
  /** Bytes by name. */
  readonly documents = new Map<string, number>();

  /** Relative to the root, and empty for the root itself. */
  constructor(path: string) {
    this.path = path;
  }

  /** The deepest known folder on the way to a path, and the name in it that leads on; no name when it is the folder itself. */
  nearest(path: string): { readonly folder: ScannedFolder; readonly name: string | undefined } {
    let nearest = { folder: this as ScannedFolder, name: undefined as string | undefined };
    for (const name of path === '' ? [] : path.split('/')) {
      const next = nearest.name === undefined ? nearest.folder : nearest.folder.folders.get(nearest.name);
      if (!next) break;
      nearest = { folder: next, name };
    }
    return nearest;
  }

  *allDocuments(): Generator<FoundDocument> {
    for (const [name, bytes] of this.documents) yield { path: this.#at(name), bytes };
    for (const folder of this.folders.values()) yield* folder.allDocuments();
  }

  /** Drops what is not kept, of all names or of `only` these. */
  drop(kept: Kept, listener: ScanListener, only?: ReadonlySet<string>): void {
    const isLost = (names: ReadonlySet<string>) => (name: string) => !names.has(name) && (only?.has(name) ?? true);
    const isLostFile = isLost(kept.files);
    for (const name of [...this.documents.keys()].filter(isLostFile)) this.documents.delete(name);
    for (const name of [...this.images].filter(isLostFile)) {
      this.images.delete(name);
      listener.onLost(this.#at(name));
    }
    for (const name of [...this.folders.keys()].filter(isLost(kept.folders))) {
      this.folders.get(name)?.drop(nothing, listener);
      this.folders.delete(name);
    }
  }

  #at(name: string): string {
    return this.path === '' ? name : `${this.path}/${name}`;
  }
}

export interface Kept {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

export const nothing: Kept = { files: new Set(), folders: new Set() };

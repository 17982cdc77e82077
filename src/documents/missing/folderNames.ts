/** The names in a folder; undefined when there is no such folder. Paths are those of Uris. */
export type ListFolder = (path: string) => Promise<readonly string[] | undefined>;

/** What lies at a path. A name in other letters is the same file on Windows and macOS, and another one on a web server. */
export type Found = 'there' | 'otherCase' | 'gone';

interface Names {
  readonly exact: ReadonlySet<string>;
  /** In lower case → as it is. */
  readonly folded: ReadonlyMap<string, string>;
}

/** Looks for files below one folder, and lists each folder once. */
export class FolderNames {
  readonly #list: ListFolder;
  readonly #root: string;
  readonly #known = new Map<string, Promise<Names | undefined>>();
  readonly #found = new Map<string, Promise<Found>>();

  /** @param root nothing above it is looked at */
  constructor(root: string, list: ListFolder) {
    this.#root = root.replace(/\/$/, '');
    this.#list = list;
  }

  /** A path outside of the root is gone. */
  find(path: string): Promise<Found> {
    const known = this.#found.get(path) ?? this.#find(path);
    this.#found.set(path, known);
    return known;
  }

  /** Something appeared or went somewhere below the root. */
  forget(): void {
    this.#known.clear();
    this.#found.clear();
  }

  async #find(path: string): Promise<Found> {
    if (!path.startsWith(`${this.#root}/`)) return 'gone';
    let folder = this.#root;
    let found: Found = 'there';
    for (const name of path.slice(folder.length + 1).split('/')) {
      const names = await this.#namesIn(folder);
      const actual = names?.exact.has(name) ? name : names?.folded.get(name.toLowerCase());
      if (actual === undefined) return 'gone';
      if (actual !== name) found = 'otherCase';
      folder = `${folder}/${actual}`;
    }
    return found;
  }

  #namesIn(folder: string): Promise<Names | undefined> {
    const known = this.#known.get(folder) ?? this.#read(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #read(folder: string): Promise<Names | undefined> {
    const names = await this.#list(folder);
    return names && { exact: new Set(names), folded: new Map(names.map((name) => [name.toLowerCase(), name])) };
  }
}

import { isGone } from './diskTree.ts';
import { inFolder, relativeTo, type FileTree, type Listed } from './fileTree.ts';
import type { IgnoredFolders } from './ignoredFolders.ts';
import { nothing, ScannedFolder, type FoundDocument, type ScanListener } from './scannedFolder.ts';
import { inParallel, type Slices } from './slices.ts';
import { extensionIn, typeByName } from '../../images/typeByName.ts';
import { isOurPart, testsOf, type WalkRules, type WalkTests } from './walkRules.ts';

/** A workspace folder. */
export interface IndexRoot {
  readonly path: string;
  readonly tree: FileTree;
  readonly rules: WalkRules;
}

export interface ScanParts {
  readonly root: IndexRoot;
  /** Workspace folders inside this one show their images themselves. */
  readonly otherRoots: ReadonlySet<string>;
  /** In lower case, without dots. */
  readonly documentExtensions: ReadonlySet<string>;
  readonly listener: ScanListener;
  readonly slices: Slices;
  readonly isStopped: () => boolean;
  readonly log: (line: string) => void;
}

interface Task {
  readonly folder: ScannedFolder;
  /** The names to look at; all, with all that lies below, when absent. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** Few enough that the bytes of an image in view, which are read meanwhile, need not stand in a long line. */
const foldersAtOnce = 4;
const filesAtOnce = 4;
const largestIgnoreFile = 262_144;

/** What one root holds: the whole of it by `walk`, then only what changed. One call at a time. */
export class RootScan {
  readonly #parts: ScanParts;
  readonly #tests: WalkTests;
  readonly #top = new ScannedFolder('');
  #realRoot = '';

  constructor(parts: ScanParts) {
    this.#parts = parts;
    this.#tests = testsOf(parts.root.rules, parts.log);
  }

  documents(): Iterable<FoundDocument> {
    return this.#top.allDocuments();
  }

  walk(): Promise<void> {
    return this.#run([{ folder: this.#top }]);
  }

  /** Looks at these again; paths are relative to the root. */
  async rescan(paths: Iterable<string>): Promise<void> {
    // The rules of a folder are about all that is in it.
    const touched = new Set<string>();
    for (const path of paths) touched.add(path.replace(/(?:^|\/)\.gitignore$/, ''));
    if (touched.has('')) return this.walk();
    const names = new Map<ScannedFolder, Set<string>>();
    for (const path of touched) {
      await this.#parts.slices.pause();
      if (hasFolderIn(touched, path)) continue;
      const { folder, name } = this.#top.nearest(path);
      if (name !== undefined) names.set(folder, (names.get(folder) ?? new Set<string>()).add(name));
    }
    await this.#run(Array.from(names, ([folder, only]) => ({ folder, only })));
  }

  async #run(tasks: Task[]): Promise<void> {
    const { root, listener } = this.#parts;
    try {
      this.#realRoot = await root.tree.realPath(root.path);
    } catch (error) {
      this.#logSkipped('', error);
      this.#top.drop(nothing, listener);
      return;
    }
    await inParallel(tasks, foldersAtOnce, (task) => this.#scan(task, tasks));
  }

  async #scan({ folder, only }: Task, tasks: Task[]): Promise<void> {
    const { slices, isStopped, listener } = this.#parts;
    if (isStopped()) return;
    const listed = await this.#list(folder);
    if (!listed) {
      folder.drop(nothing, listener);
      if (only) tasks.push(...this.#above(folder));
      return;
    }
    if (!only) folder.ignored = await this.#ignoredIn(folder, listed);
    const kept = { files: new Set<string>(), folders: new Set<string>() };
    const files: Listed[] = [];
    for (const entry of listed) {
      await slices.pause();
      if (only && !only.has(entry.name)) continue;
      if (entry.kind !== 'folder') {
        if (entry.kind !== 'other' && this.#isWanted(folder, entry.name)) files.push(entry);
      } else if (this.#isEntered(folder, entry.name)) {
        kept.folders.add(entry.name);
        tasks.push({ folder: childOf(folder, entry.name) });
      }
    }
    await inParallel(files, filesAtOnce, async (entry) => {
      await slices.pause();
      if (!isStopped() && (await this.#take(folder, entry))) kept.files.add(entry.name);
    });
    if (!isStopped()) folder.drop(kept, listener, only);
  }

  /** The folder above may have gone, too. */
  #above({ path }: ScannedFolder): readonly Task[] {
    const { folder, name } = this.#top.nearest(path);
    return name === undefined ? [] : [{ folder, only: new Set([name]) }];
  }

  /** Undefined when it cannot be listed, or was replaced by a link that leads out of the root. */
  async #list(folder: ScannedFolder): Promise<readonly Listed[] | undefined> {
    const path = this.#placeOf(folder.path);
    try {
      return (await this.#isInRoot(path)) ? await this.#parts.root.tree.list(path) : undefined;
    } catch (error) {
      this.#logSkipped(folder.path, error);
      return undefined;
    }
  }

  async #ignoredIn(folder: ScannedFolder, listed: readonly Listed[]): Promise<IgnoredFolders> {
    if (!listed.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) return folder.inherited;
    const { tree } = this.#parts.root;
    const path = inFolder(folder.path, '.gitignore');
    try {
      const stat = await tree.stat(this.#placeOf(path));
      if (!stat || stat.bytes > largestIgnoreFile) return folder.inherited;
      const text = new TextDecoder().decode(await tree.read(this.#placeOf(path)));
      return folder.inherited.with(folder.path, text);
    } catch (error) {
      this.#logSkipped(path, error);
      return folder.inherited;
    }
  }

  #isEntered(folder: ScannedFolder, name: string): boolean {
    const path = inFolder(folder.path, name);
    return !(
      name === '.git' ||
      this.#tests.isExcluded(path) ||
      folder.ignored.ignores(path) ||
      this.#parts.otherRoots.has(this.#placeOf(path))
    );
  }

  #isWanted(folder: ScannedFolder, name: string): boolean {
    const path = inFolder(folder.path, name);
    const isWanted = typeByName(name)
      ? this.#tests.isIncluded(path)
      : this.#parts.documentExtensions.has(extensionIn(name));
    return isWanted && !isOurPart(name) && !this.#tests.isExcluded(path);
  }

  /** Whether it is a file, and one that lies inside the root. */
  async #take(folder: ScannedFolder, { name, kind }: Listed): Promise<boolean> {
    const path = inFolder(folder.path, name);
    const place = this.#placeOf(path);
    try {
      const stat = await this.#parts.root.tree.stat(place);
      if (stat?.kind !== 'file' || (kind === 'link' && !(await this.#isInRoot(place)))) return false;
      if (typeByName(name) === undefined) {
        folder.documents.set(name, stat.bytes);
      } else {
        folder.images.add(name);
        this.#parts.listener.onFound(path, stat);
      }
      return true;
    } catch (error) {
      this.#logSkipped(path, error);
      return false;
    }
  }

  async #isInRoot(place: string): Promise<boolean> {
    return relativeTo(this.#realRoot, await this.#parts.root.tree.realPath(place)) !== undefined;
  }

  #placeOf(path: string): string {
    return inFolder(this.#parts.root.path, path);
  }

  #logSkipped(path: string, error: unknown): void {
    if (isGone(error)) return;
    this.#parts.log(`The gallery skips ${JSON.stringify(this.#placeOf(path))}. ${String(error)}`);
  }
}

function childOf(folder: ScannedFolder, name: string): ScannedFolder {
  const child = folder.folders.get(name) ?? new ScannedFolder(inFolder(folder.path, name));
  folder.folders.set(name, child);
  child.inherited = folder.ignored;
  return child;
}

function hasFolderIn(paths: ReadonlySet<string>, path: string): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}

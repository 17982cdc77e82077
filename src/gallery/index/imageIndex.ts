import type { GalleryImage, ImageFacts } from '../protocol.ts';
import { ChangeBatches, type IndexChange } from './changeBatches.ts';
import { FactsReader } from './factsReader.ts';
import { Favourites, type Memory } from './favourites.ts';
import type { FileStat } from './fileTree.ts';
import { galleryImage, imageFacts, type Knowledge, type Uses } from './galleryImage.ts';
import { idOf, ImageFiles } from './imageFiles.ts';
import { isColor } from '../../images/fields.ts';
import { absoluteIn, placeIn } from './roots.ts';
import { RootScan, type IndexRoot } from './rootScan.ts';
import type { FoundDocument, ScanListener } from './scannedFolder.ts';
import { inParallel, Slices } from './slices.ts';
import { isThumbnail } from './thumbnailStore.ts';

export interface IndexParts extends Pick<Knowledge, 'facts' | 'thumbnails' | 'recipes'> {
  readonly roots: readonly IndexRoot[];
  /** Where the favourites are remembered. */
  readonly favourites: Memory;
  /** Of text documents that may link to images; without dots, in lower case. */
  readonly documentExtensions: ReadonlySet<string>;
  readonly onChange: (change: IndexChange) => void;
  readonly log: (line: string) => void;
}

/** What the page made of an image with this content. */
export interface NewThumbnail {
  readonly id: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** `#rrggbb`. */
  readonly color: string;
}

/** A text document that the walk saw. */
export interface IndexedDocument extends FoundDocument {
  readonly root: number;
}

/** All images of the roots, joined with what is known of their contents. The disk is the truth. */
export class ImageIndex {
  readonly #parts: IndexParts;
  readonly #known: Knowledge;
  readonly #files = new ImageFiles();
  readonly #scans: readonly RootScan[];
  readonly #batches: ChangeBatches;
  readonly #reader: FactsReader;
  readonly #slices = new Slices();
  readonly #logged = new Set<string>();
  #touched = new Set<string>();
  #isWalking = false;
  #isStopped = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: IndexParts) {
    this.#parts = parts;
    const { roots, facts, thumbnails, recipes } = parts;
    const favourites = new Favourites(parts.favourites);
    this.#known = {
      facts,
      thumbnails,
      recipes,
      favourites,
      uses: new Map(),
      versioned: new Set(),
      undrawable: new Set(),
    };
    this.#batches = new ChangeBatches({
      imageOf: (id) => this.get(id),
      timeOf: (id) => this.#files.get(id)?.modifiedAt ?? 0,
      onChange: parts.onChange,
    });
    this.#scans = roots.map((root, index) => this.#scanOf(root, index));
    this.#reader = new FactsReader({
      ...{ roots, files: this.#files, known: this.#known, slices: this.#slices },
      onRead: (id) => {
        this.#batches.change(id);
      },
      onGone: (id) => {
        this.#lose(id);
      },
      log: (line) => {
        this.#logOnce(line);
      },
    });
  }

  /** Lists all anew; done when all is told. */
  walk(): Promise<void> {
    return this.#inTurn(() => this.#walk());
  }

  /** Files or folders that may have changed, appeared or gone; done when they were looked at. Never too many. */
  touch(paths: readonly string[]): Promise<void> {
    for (const path of paths) this.#touched.add(path);
    return this.#inTurn(() => this.#rescan());
  }

  /** These are in view: their facts are read before all others. */
  look(ids: readonly string[]): void {
    const files = ids.flatMap((id) => this.#files.get(id) ?? []);
    this.#reader.urge(files);
    void this.#known.thumbnails.use(files.flatMap(({ facts }) => facts?.hash ?? []));
  }

  /** Undefined when the image is gone. */
  async factsOf(id: string): Promise<ImageFacts | undefined> {
    await this.#reader.now(id);
    const file = this.#files.get(id);
    return file && imageFacts(file, this.#known);
  }

  get(id: string): GalleryImage | undefined {
    const file = this.#files.get(id);
    return file && galleryImage(file, this.#known);
  }

  /** Of all images, the newest first. */
  get ids(): readonly string[] {
    return this.#files.newestFirst().map(({ id }) => id);
  }

  /** All images with this content. */
  withHash(hash: string): readonly GalleryImage[] {
    return this.#files.withHash(hash).map((file) => galleryImage(file, this.#known));
  }

  /** As the last walk and what was touched since have it. */
  get documents(): readonly IndexedDocument[] {
    return this.#scans.flatMap((scan, root) => Array.from(scan.documents(), (document) => ({ root, ...document })));
  }

  /** What the page made of an image; with a line in the log, it is not taken when it cannot be one. */
  async setThumbnail({ id, hash, bytes, color }: NewThumbnail): Promise<void> {
    if (!(await this.#isStill(id, hash)) || !isThumbnail(bytes) || !isColor(color)) {
      this.#parts.log(`A thumbnail of ${bytes.length} bytes is not taken.`);
      return;
    }
    try {
      await this.#known.thumbnails.write(hash, bytes);
    } catch (error) {
      this.#logOnce(`Thumbnails cannot be kept. ${String(error)}`);
      return;
    }
    this.#known.facts.rememberColor(hash, color);
    this.#tellAllWith(hash);
  }

  /** The page cannot draw this image. */
  setUndrawable({ id, hash }: Pick<NewThumbnail, 'id' | 'hash'>): void {
    if (hash === '' || this.#files.get(id)?.facts?.hash !== hash) return;
    this.#known.undrawable.add(hash);
    this.#tellAllWith(hash);
  }

  /** It is the content that is a favourite, wherever its files go. Files that cannot be read are left out. */
  async setFavourite(ids: readonly string[], isFavourite: boolean): Promise<void> {
    await inParallel([...ids], 4, (id) => this.#reader.now(id));
    const contents = ids.flatMap((id) => {
      const file = this.#files.get(id);
      return file?.facts?.hash ? { hash: file.facts.hash, bytes: file.bytes } : [];
    });
    await this.#known.favourites.set(contents, isFavourite);
    for (const { hash } of contents) this.#tellAllWith(hash);
  }

  /** By id; images that are absent have none. */
  setUses(uses: ReadonlyMap<string, Uses>): void {
    const before = this.#known.uses;
    this.#known.uses = uses;
    for (const id of new Set([...before.keys(), ...uses.keys()])) {
      const [one, other] = [before.get(id), uses.get(id)];
      const isSame = one?.count === other?.count && one?.alt === other?.alt;
      if (!isSame && this.#files.get(id)) this.#batches.change(id);
    }
  }

  /** By id: images whose files held others before. */
  setVersioned(versioned: ReadonlySet<string>): void {
    const before = this.#known.versioned;
    this.#known.versioned = versioned;
    for (const id of new Set([...before, ...versioned]))
      if (before.has(id) !== versioned.has(id) && this.#files.get(id)) this.#batches.change(id);
  }

  /** To be called when recipes were appended: joins them with the images that are there. */
  async refreshRecipes(): Promise<void> {
    const hashes = await this.#known.recipes.refresh();
    if (hashes.length === 0) return;
    for (const hash of hashes) this.#tellAllWith(hash);
    await this.#reader.readJoinable();
  }

  dispose(): void {
    this.#isStopped = true;
    this.#reader.stop();
    this.#batches.dispose();
  }

  async #walk(): Promise<void> {
    const { facts, thumbnails, recipes } = this.#known;
    await Promise.all([facts.load(), thumbnails.load(), recipes.refresh()]);
    this.#isWalking = true;
    this.#batches.begin();
    for (const scan of this.#scans) await scan.walk();
    this.#isWalking = false;
    if (this.#isStopped) return;
    await this.#batches.complete();
    await this.#reader.readJoinable();
    const places = new Set(Array.from(this.#files.all(), (file) => absoluteIn(this.#parts.roots, file)));
    await facts.compact((path) => places.has(path));
  }

  async #rescan(): Promise<void> {
    const touched = this.#touched;
    this.#touched = new Set();
    const pathsOf = new Map<RootScan, string[]>();
    for (const place of touched) {
      await this.#slices.pause();
      const at = placeIn(this.#parts.roots, place);
      const scan = at && this.#scans[at.root];
      if (!scan) continue;
      const paths = pathsOf.get(scan) ?? [];
      paths.push(at.path);
      pathsOf.set(scan, paths);
    }
    for (const [scan, paths] of pathsOf) await scan.rescan(paths);
    if (pathsOf.size > 0) await this.refreshRecipes();
  }

  #scanOf(root: IndexRoot, index: number): RootScan {
    const others = this.#parts.roots.filter((other) => other !== root);
    const listener: ScanListener = {
      onFound: (path, stat) => {
        this.#found(index, path, stat);
      },
      onLost: (path) => {
        this.#lose(idOf(root.path, path));
      },
    };
    return new RootScan({
      root,
      otherRoots: new Set(others.map(({ path }) => path)),
      documentExtensions: this.#parts.documentExtensions,
      listener,
      slices: this.#slices,
      isStopped: () => this.#isStopped,
      log: (line) => {
        this.#logOnce(line);
      },
    });
  }

  #found(root: number, path: string, { bytes, modifiedAt }: FileStat): void {
    const id = idOf(this.#parts.roots[root]?.path ?? '', path);
    const before = this.#files.get(id);
    const isKnown = before?.bytes === bytes && before.modifiedAt === modifiedAt && before.facts?.hash !== '';
    if (isKnown && !this.#isWalking) return;
    const file = isKnown ? before : { id, root, path, bytes, modifiedAt };
    this.#files.put({
      ...file,
      facts: file.facts ?? this.#known.facts.find({ path: absoluteIn(this.#parts.roots, file), bytes, modifiedAt }),
    });
    this.#batches.found(id);
    if (!this.#isWalking) this.#reader.readIfJoinable(id);
  }

  #lose(id: string): void {
    this.#files.remove(id);
    this.#batches.remove(id);
  }

  /** Whether a file holds what it held: the page may have fetched before a change, or after it. */
  async #isStill(id: string, hash: string): Promise<boolean> {
    const file = this.#files.get(id);
    const root = file && this.#parts.roots[file.root];
    if (!root || hash === '' || file.facts?.hash !== hash) return false;
    const stat = await root.tree.stat(absoluteIn(this.#parts.roots, file)).catch(() => undefined);
    return stat?.bytes === file.bytes && stat.modifiedAt === file.modifiedAt;
  }

  #tellAllWith(hash: string): void {
    for (const { id } of this.#files.withHash(hash)) this.#batches.change(id);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(() => (this.#isStopped ? undefined : work()));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #logOnce(line: string): void {
    if (this.#logged.has(line)) return;
    this.#logged.add(line);
    this.#parts.log(line);
  }
}

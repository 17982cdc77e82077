import type { Knowledge } from './galleryImage.ts';
import type { ImageFile, ImageFiles } from './imageFiles.ts';
import { readFacts, unread, type Reading } from './readFacts.ts';
import { ReadQueue } from './readQueue.ts';
import { absoluteIn } from './roots.ts';
import type { IndexRoot } from './rootScan.ts';
import type { Slices } from './slices.ts';

export interface ReaderParts {
  readonly roots: readonly IndexRoot[];
  readonly files: ImageFiles;
  readonly known: Pick<Knowledge, 'facts' | 'recipes' | 'favourites'>;
  readonly onRead: (id: string) => void;
  readonly onGone: (id: string) => void;
  readonly slices: Slices;
  readonly log: (line: string) => void;
}

/** Reads the bytes of images: of those that are wanted now, and of those that something is known about by content only. */
export class FactsReader {
  readonly #parts: ReaderParts;
  readonly #queue = new ReadQueue((id) => this.#read(id));
  #isStopped = false;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  urge(files: readonly ImageFile[]): void {
    this.#queue.urge(files.filter(({ facts }) => !facts).map(({ id }) => id));
  }

  /** Done when the image has facts, or is gone. */
  async now(id: string): Promise<void> {
    if (!this.#parts.files.get(id)?.facts) await this.#queue.now(id);
  }

  /** In the background: what may have a recipe or be a favourite, by its size. */
  async readJoinable(): Promise<void> {
    for (const { id } of [...this.#parts.files.all()]) {
      await this.#parts.slices.pause();
      this.readIfJoinable(id);
    }
  }

  readIfJoinable(id: string): void {
    const { files, known } = this.#parts;
    const file = files.get(id);
    if (!file || file.facts) return;
    if (known.recipes.hasBytes(file.bytes) || known.favourites.hasBytes(file.bytes)) this.#queue.add(id);
  }

  stop(): void {
    this.#isStopped = true;
    this.#queue.stop();
  }

  async #read(id: string): Promise<void> {
    const { roots, files, known, onRead, onGone } = this.#parts;
    const file = files.get(id);
    const tree = roots[file?.root ?? -1]?.tree;
    if (!file || !tree) return;
    const path = absoluteIn(roots, file);
    const reading = await readFacts(tree, path).catch((error: unknown): Reading => {
      this.#parts.log(`The gallery cannot read ${JSON.stringify(path)}. ${String(error)}`);
      return { stat: { kind: 'file', ...file }, facts: unread };
    });
    const current = files.get(id);
    if (this.#isStopped || !current) return;
    if (!reading) {
      onGone(id);
      return;
    }
    const { bytes, modifiedAt } = reading.stat;
    const isNewer = current !== file && (current.bytes !== bytes || current.modifiedAt !== modifiedAt);
    if (isNewer) return;
    files.put({ ...file, bytes, modifiedAt, facts: reading.facts });
    if (reading.facts?.hash) known.facts.remember({ path, bytes, modifiedAt }, reading.facts);
    onRead(id);
  }
}

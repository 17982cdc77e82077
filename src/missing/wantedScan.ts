import { languageOfFile, spotReaderFor } from '../documents/spots/spotReaders.ts';
import { documentExtensions } from '../gallery/documentExtensions.ts';
import { inFolder, type FileTree } from '../gallery/index/fileTree.ts';
import { RootScan, type IndexRoot } from '../gallery/index/rootScan.ts';
import { inParallel, Slices } from '../gallery/index/slices.ts';
import { partsIn, type DocumentPart } from './documentPart.ts';
import { WantedReader, type WantingPart } from './wantedReader.ts';

export interface ScanParts {
  /** The workspace folders. */
  readonly roots: readonly IndexRoot[];
  /** For documents that lie in none of them. */
  readonly outside: FileTree;
  /** A document as an editor has it; undefined when none has. */
  readonly openParts: (path: string) => readonly DocumentPart[] | undefined;
  readonly log: (line: string) => void;
}

export interface ScanResult {
  /** In the order of the paths; only those that want something, or were passed over in something. */
  readonly parts: readonly WantingPart[];
  /** How many documents were read. */
  readonly documents: number;
}

/** Larger ones are data, not documents. */
const mostBytes = 1_048_576;

/** Libraries hold documents of others, whether git ignores them or not. */
const foreignFolder = /(?:^|\/)(?:node_modules|bower_components|\.venv|\.git)\//;

const documentsAtOnce = 8;

/** Reads documents on disk, and open ones as they stand, for the images that they want. */
export class WantedScan {
  readonly #parts: ScanParts;
  readonly #slices = new Slices();
  readonly #reader: WantedReader;

  constructor(parts: ScanParts) {
    this.#parts = parts;
    this.#reader = new WantedReader(parts.roots, parts.outside);
  }

  async document(path: string): Promise<ScanResult> {
    return { parts: await this.#readDocument(path, this.#parts.outside), documents: 1 };
  }

  /** All documents in a folder of a root; in all roots when absent. */
  async folder(folder?: string): Promise<ScanResult> {
    const results: ScanResult[] = [];
    for (const root of this.#parts.roots) results.push(await this.#scanRoot(root, folder));
    return {
      parts: results.flatMap(({ parts }) => parts),
      documents: results.reduce((sum, { documents }) => sum + documents, 0),
    };
  }

  async #scanRoot(root: IndexRoot, folder = root.path): Promise<ScanResult> {
    if (!isWithin(folder, root.path) && !isWithin(root.path, folder)) return { parts: [], documents: 0 };
    const { roots, log } = this.#parts;
    const scan = new RootScan({
      ...{ root, documentExtensions, slices: this.#slices, log, isStopped: () => false },
      otherRoots: new Set(roots.map(({ path }) => path).filter((path) => path !== root.path)),
      listener: { onFound: () => undefined, onLost: () => undefined },
    });
    await scan.walk();
    const paths = [...scan.documents()]
      .filter(({ path, bytes }) => bytes <= mostBytes && !foreignFolder.test(path) && isReadable(path))
      .map(({ path }) => inFolder(root.path, path))
      .filter((path) => isWithin(path, folder))
      .sort();
    const found = new Map<string, readonly WantingPart[]>();
    await inParallel([...paths], documentsAtOnce, async (path) => {
      await this.#slices.pause();
      found.set(path, await this.#readDocument(path, root.tree));
    });
    return { parts: paths.flatMap((path) => found.get(path) ?? []), documents: paths.length };
  }

  async #readDocument(path: string, tree: FileTree): Promise<readonly WantingPart[]> {
    const wanting: WantingPart[] = [];
    try {
      for (const part of this.#parts.openParts(path) ?? partsIn(path, await tree.read(path))) {
        const found = await this.#reader.read(path, part);
        if (found) wanting.push(found);
      }
    } catch (error) {
      this.#parts.log(`A document could not be read: ${JSON.stringify(path)}. ${String(error)}`);
    }
    return wanting;
  }
}

function isReadable(path: string): boolean {
  if (path.endsWith('.ipynb')) return true;
  const languageId = languageOfFile(path.slice(path.lastIndexOf('/') + 1));
  return languageId !== undefined && spotReaderFor(languageId) !== undefined;
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

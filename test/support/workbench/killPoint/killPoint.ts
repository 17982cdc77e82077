import { build } from 'esbuild';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageExtension } from '../../../bench/packageExtension.ts';
import { whenListed } from './whenListed.ts';

/** A call to the disk whose path holds this text. */
export interface Point {
  readonly call: 'writeFile' | 'link' | 'appendFile';
  readonly when: 'before' | 'after';
  readonly path: string;
}

export interface ExtensionHost {
  readonly pid: number;
  /** Where VS Code keeps what is the user's. */
  readonly userFolder: string;
}

/** Ends extension hosts as a crash does. Whoever creates it removes it. */
export class KillPoint {
  /** For the environment of the extension hosts. */
  readonly env: NodeJS.ProcessEnv;
  /** The extension that has to be installed in them. */
  readonly vsix: string;
  readonly #folder: string;
  readonly #known = new Set<string>();

  static async create(): Promise<KillPoint> {
    const folder = await mkdtemp(join(tmpdir(), 'paper-boat-kill-'));
    const source = join(folder, 'extension');
    await mkdir(source);
    await build({
      ...{ bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'warning' },
      entryPoints: [join(import.meta.dirname, 'extension.ts')],
      outfile: join(source, 'extension.cjs'),
    });
    const manifest = { name: 'paper-boat-kill-point', files: ['*.cjs'], activationEvents: ['*'] };
    return new KillPoint(folder, await packageExtension(source, manifest));
  }

  private constructor(folder: string, vsix: string) {
    this.#folder = folder;
    this.env = { PAPER_BOAT_KILL_FOLDER: folder };
    this.vsix = vsix;
  }

  /** The extension host that comes there first ends there, without a word. */
  async set(point: Point): Promise<void> {
    const file = join(this.#folder, 'point.json');
    await writeFile(`${file}.new`, JSON.stringify(point));
    await rename(`${file}.new`, file);
  }

  /** The next extension host that was not handed out yet, once it has started. */
  async nextHost(): Promise<ExtensionHost> {
    const names = await whenListed(this.#folder, (all) => all.some((name) => this.#isNew(name)));
    const name = names.find((each) => this.#isNew(each)) ?? '';
    this.#known.add(name);
    return JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as ExtensionHost;
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #isNew(name: string): boolean {
    return name.endsWith('.host') && !this.#known.has(name);
  }
}

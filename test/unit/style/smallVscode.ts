import { readFile, stat as statOnDisk } from 'node:fs/promises';
import { posix } from 'node:path';

/** Of VS Code what the house styles use: folders, trust, files of the disk, events. */
export class Uri {
  readonly scheme: string;
  readonly path: string;

  private constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }

  static file(path: string): Uri {
    return new Uri('file', path);
  }

  static joinPath({ scheme, path }: Uri, ...names: readonly string[]): Uri {
    return new Uri(scheme, posix.join(path, ...names));
  }

  /** The same file on what is no disk. */
  virtual(): Uri {
    return new Uri('memory', this.path);
  }

  get fsPath(): string {
    return this.path;
  }

  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 };

export class Disposable {
  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }

  static from(...all: readonly { dispose: () => void }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => void this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class RelativePattern {
  readonly base: unknown;
  readonly pattern: string;

  constructor(base: unknown, pattern: string) {
    this.base = base;
    this.pattern = pattern;
  }
}

export const trust = new EventEmitter<void>();
export const folders = new EventEmitter<void>();
export const files = new EventEmitter<void>();

/** The window, as a test wants it. */
export const window = { reads: 0, watched: [] as string[] };

export const workspace = {
  isTrusted: true,
  workspaceFolders: [] as { readonly uri: Uri }[],
  onDidGrantWorkspaceTrust: trust.event,
  onDidChangeWorkspaceFolders: folders.event,
  getWorkspaceFolder: ({ scheme, path }: Uri) =>
    workspace.workspaceFolders.find(({ uri }) => uri.scheme === scheme && `${path}/`.startsWith(`${uri.path}/`)),
  createFileSystemWatcher: ({ pattern }: RelativePattern) => {
    window.watched.push(pattern);
    const none = () => new Disposable(() => undefined);
    return { onDidCreate: none, onDidChange: files.event, onDidDelete: none, dispose: () => undefined };
  },
  fs: {
    stat: async ({ path }: Uri) => {
      const found = await statOnDisk(path);
      const type = found.isFile() ? FileType.File : found.isDirectory() ? FileType.Directory : FileType.Unknown;
      return { type, size: found.size, mtime: found.mtimeMs };
    },
    readFile: ({ path }: Uri) => {
      window.reads++;
      return readFile(path);
    },
  },
};

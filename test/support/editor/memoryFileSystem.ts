import * as vscode from 'vscode';

/** Files that live nowhere but here, as those of a virtual workspace do. */
export class MemoryFileSystem implements vscode.FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set(['/']);
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** Whether a write finds the disk full. */
  isFull = false;

  get paths(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(path);
    if (!file && !this.#folders.has(path)) throw vscode.FileSystemError.FileNotFound(path);
    const type = file ? vscode.FileType.File : vscode.FileType.Directory;
    return { type, ctime: 0, mtime: 0, size: file?.length ?? 0 };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const prefix = path === '/' ? '/' : `${path}/`;
    const inside = this.paths.filter((file) => file.startsWith(prefix) && !file.slice(prefix.length).includes('/'));
    return inside.map((file) => [file.slice(prefix.length), vscode.FileType.File]);
  }

  createDirectory({ path }: vscode.Uri): void {
    this.#folders.add(path);
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.#files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file;
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    if (this.isFull) throw vscode.FileSystemError.Unavailable('no space left');
    this.#files.set(path, content);
  }

  delete({ path }: vscode.Uri): void {
    this.#files.delete(path);
  }

  rename(from: vscode.Uri, to: vscode.Uri, { overwrite }: { readonly overwrite: boolean }): void {
    if (this.#files.has(to.path) && !overwrite) throw vscode.FileSystemError.FileExists(to);
    this.#files.set(to.path, this.readFile(from));
    this.#files.delete(from.path);
  }
}

import { registerHooks } from 'node:module';
import type * as vscode from 'vscode';

// What saving needs of VS Code, over files in memory. Import this one first, and what saves by `await import`.
const source = `
  import { posix } from 'node:path';
  const fail = (code) => { throw Object.assign(new Error(code), { code }); };
  export const files = new Map();
  export class Uri {
    constructor(scheme, path) { Object.assign(this, { scheme, path, fsPath: path }); }
    static joinPath({ scheme, path }, ...parts) { return new Uri(scheme, posix.join(path, ...parts)); }
    toString() { return this.scheme + '://' + this.path; }
  }
  let clock = 1;
  const read = ({ path }) => files.get(path) ?? fail('FileNotFound');
  const write = ({ path }, bytes) => void files.set(path, { bytes, mtime: clock++ });
  export const workspace = {
    asRelativePath: ({ path }) => path.slice(1),
    fs: {
      stat: async (uri) => ({ mtime: read(uri).mtime, size: read(uri).bytes.length }),
      readFile: async (uri) => read(uri).bytes,
      writeFile: async (uri, bytes) => write(uri, bytes),
      delete: async ({ path }) => void files.delete(path),
      rename: async (from, to, { overwrite }) => {
        if (files.has(to.path) && !overwrite) fail('FileExists');
        write(to, read(from).bytes);
        files.delete(from.path);
      },
    },
  };
`;
const url = `data:text/javascript,${encodeURIComponent(source)}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
});

interface MemoryFiles {
  /** By their paths; what is set here is what somebody else writes. */
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly mtime: number }>;
  readonly Uri: new (scheme: string, path: string) => vscode.Uri;
}

export const memoryVscode = (): Promise<MemoryFiles> => import(url) as Promise<MemoryFiles>;

import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type * as vscode from 'vscode';

// As much of the module `vscode` as the walk and its messages ask for, outside of VS Code. What is about the editor
// itself is tried in a real one.

/** How the folder of a workspace is named here: what comes before it in a path is nobody's business. */
export const workspaceName = 'workspace';

interface EditorState {
  readonly isTrusted: boolean;
  readonly folder: string;
  /** By their whole names. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the code that runs inside of it finds. */
export const editorState = new AsyncLocalStorage<EditorState>();

export const l10n = {
  t: (text: string, ...values: readonly unknown[]): string =>
    text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};

export const env = { language: 'en' };

const uriOf = (path: string) => ({
  ...{ scheme: 'file', authority: '', path, fsPath: path },
  toString: () => `file://${path}`,
});

export const Uri = {
  file: uriOf,
  joinPath: ({ path }: vscode.Uri, ...segments: readonly string[]) => uriOf(join(path, ...segments)),
};

export const workspace = {
  get isTrusted(): boolean {
    return editorState.getStore()?.isTrusted ?? true;
  },
  get workspaceFolders() {
    const state = editorState.getStore();
    return state && [{ uri: uriOf(state.folder) }];
  },
  getConfiguration: (section: string) => {
    const read = (name: string): unknown => editorState.getStore()?.settings[`${section}.${name}`];
    return { get: read, inspect: (name: string) => ({ globalValue: read(name) }), has: () => true };
  },
  asRelativePath: ({ path }: vscode.Uri): string => path.replace(new RegExp(`^.*/${workspaceName}/`), ''),
};

/** The user closes every dialog. */
export const window = { showSaveDialog: () => Promise.resolve(undefined) };

export const Disposable = { from: () => ({ dispose: () => undefined }) };

export class EventEmitter {
  readonly #listeners = new Set<() => void>();
  readonly event = (listener: () => void) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(): void {
    for (const listener of this.#listeners) listener();
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

import * as vscode from 'vscode';
import { entriesOf, type ChecklistEntry } from './checklistEntry.ts';
import type { Scope } from './chooseScope.ts';
import { drawingModel, type StyleSource } from './drawingModel.ts';
import type { MadeImages } from './madeImages.ts';
import { scanScope, type WorkspaceResult } from './workspaceScan.ts';

interface WantedEntriesParts {
  readonly styles: StyleSource;
  readonly made: MadeImages;
  readonly log: (line: string) => void;
}

export interface FoundEntries extends WorkspaceResult {
  readonly entries: readonly ChecklistEntry[];
}

/** Finds what documents want now, as entries of a list. */
export class WantedEntries {
  readonly #parts: WantedEntriesParts;

  constructor(parts: WantedEntriesParts) {
    this.#parts = parts;
  }

  async in(scope: Scope): Promise<FoundEntries> {
    const { styles, log } = this.#parts;
    const found = await scanScope(scope, log);
    const entries = await entriesOf(found.parts, (place) => drawingModel(place, styles));
    return { ...found, entries: await this.#withMade(entries) };
  }

  /** At a place of a document; undefined when it wants nothing there any more. */
  async at(uri: vscode.Uri, cell: number | undefined, key: string): Promise<ChecklistEntry | undefined> {
    const { entries } = await this.in(uri);
    return entries.find(({ places }) =>
      places.some(
        (place) => place.cell === cell && place.wanted.key === key && place.uri.toString() === uri.toString(),
      ),
    );
  }

  /** Those that were made before a reload, and not linked yet. */
  async #withMade(entries: readonly ChecklistEntry[]): Promise<readonly ChecklistEntry[]> {
    const made = await this.#parts.made.read();
    if (made.size === 0) return entries;
    return Promise.all(
      entries.map(async (entry) => {
        const address = made.get(entry.id);
        const uri = address === undefined ? undefined : vscode.Uri.parse(address, true);
        return uri && (await isFile(uri)) ? { ...entry, made: uri } : entry;
      }),
    );
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.File) !== 0,
    () => false,
  );
}

import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { RequestDefaults } from '../api/request.ts';
import { codeOf } from '../workspace/saveError.ts';
import { teamFolder } from '../workspace/teamFolder.ts';
import { parseStyle, type ParsedStyle } from './houseStyle.ts';
import { styledWish, type PlainWish, type StyledWish } from './styledWish.ts';

/** The style of a workspace folder, whether it is applied or not. */
export interface FoundStyle extends ParsedStyle {
  /** The workspace folder. */
  readonly folder: vscode.Uri;
  readonly isOn: boolean;
}

interface ReadStyle {
  /** What the file system says of the file that was read. */
  readonly state: string;
  readonly parsed: ParsedStyle;
}

const styleFile = [teamFolder, 'style.md'] as const;
const mostBytes = 64 * 1024;
const offKey = 'styleOff';

/** Where the style of a workspace folder is. */
export const styleFileOf = (folder: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(folder, ...styleFile);

/** The house styles of the workspace folders. Of a stranger's workspace none is read. */
export class HouseStyles implements vscode.Disposable {
  /** The styles that are off, by the addresses of their folders, are remembered for this workspace. */
  readonly #memory: vscode.Memento;
  readonly #log: (line: string) => void;
  readonly #read = new Map<string, ReadStyle>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;
  #watchers: readonly vscode.Disposable[] = [];

  constructor(memory: vscode.Memento, log: (line: string) => void) {
    this.#memory = memory;
    this.#log = log;
    this.#watch();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#changed.fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#changed.fire();
      }),
    );
  }

  /**
   * The style for what lies in a place, which is a document, a folder or the workspace folder itself. Undefined when there is
   * none, outside of the workspace folders, and in Restricted Mode.
   */
  async find(place: vscode.Uri | undefined): Promise<FoundStyle | undefined> {
    const folder = place && vscode.workspace.isTrusted ? vscode.workspace.getWorkspaceFolder(place)?.uri : undefined;
    const parsed = folder && (await this.#parsed(folder));
    return parsed && { ...parsed, folder, isOn: !this.#off.includes(folder.toString()) };
  }

  /** What was found the last time: for whoever cannot wait. */
  known(place: vscode.Uri | undefined): FoundStyle | undefined {
    const folder = place && vscode.workspace.isTrusted ? vscode.workspace.getWorkspaceFolder(place)?.uri : undefined;
    const read = folder && this.#read.get(folder.toString());
    return read && { ...read.parsed, folder, isOn: !this.#off.includes(folder.toString()) };
  }

  /** A wish with the style of its place in it, unless that is off. */
  async apply(plain: PlainWish, defaults: RequestDefaults, place: vscode.Uri | undefined): Promise<StyledWish> {
    const found = await this.find(place);
    return styledWish(plain, defaults, found?.isOn ? found.style : undefined);
  }

  /** Answers whether the style of a workspace folder is on from now on. */
  async toggle(folder: vscode.Uri): Promise<boolean> {
    const address = folder.toString();
    const isOn = this.#off.includes(address);
    const others = this.#off.filter((each) => each !== address);
    await this.#memory.update(offKey, isOn ? others : [...others, address]);
    this.#changed.fire();
    return isOn;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    vscode.Disposable.from(...this.#watchers).dispose();
  }

  get #off(): readonly string[] {
    return this.#memory.get<readonly string[]>(offKey, []);
  }

  /** Read again only when the file is another one. */
  async #parsed(folder: vscode.Uri): Promise<ParsedStyle | undefined> {
    const key = folder.toString();
    const before = this.#read.get(key);
    const file = styleFileOf(folder);
    try {
      const { type, size, mtime } = await vscode.workspace.fs.stat(file);
      const state = `${type} ${size} ${mtime}`;
      if (before?.state === state) return before.parsed;
      const parsed = await readStyle(folder, file, { type, size });
      for (const problem of parsed.problems) this.#log(problem);
      this.#read.set(key, { state, parsed });
      return parsed;
    } catch (error) {
      this.#read.delete(key);
      if (codeOf(error) !== 'FileNotFound') this.#log(`The house style cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  }

  #watch(): void {
    vscode.Disposable.from(...this.#watchers).dispose();
    const tell = (): void => {
      this.#changed.fire();
    };
    this.#watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
      const pattern = new vscode.RelativePattern(folder, styleFile.join('/'));
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return vscode.Disposable.from(
        ...[watcher, watcher.onDidCreate(tell), watcher.onDidChange(tell), watcher.onDidDelete(tell)],
      );
    });
  }
}

/** Throws when there is no file to read. */
async function readStyle(
  folder: vscode.Uri,
  file: vscode.Uri,
  { type, size }: Pick<vscode.FileStat, 'type' | 'size'>,
): Promise<ParsedStyle> {
  if ((type & vscode.FileType.File) === 0) throw new Error('No file.');
  if (size > mostBytes) return { problems: ['The house style is too long: it may have 64 KB.'] };
  const isLink = folder.scheme !== 'file' && (type & vscode.FileType.SymbolicLink) !== 0;
  if (isLink || (await leadsOut(folder, file)))
    return { problems: ['The house style lies outside of its workspace folder.'] };
  const bytes = await vscode.workspace.fs.readFile(file);
  return parseStyle(new TextDecoder().decode(bytes.subarray(0, mostBytes)));
}

/** Whether links lead out of a folder on disk; what is not there yet leads nowhere. */
export async function leadsOut(folder: vscode.Uri, place: vscode.Uri): Promise<boolean> {
  if (folder.scheme !== 'file') return false;
  const real = await realpath(place.fsPath).catch(() => undefined);
  const way = real === undefined ? '' : relative(await realpath(folder.fsPath), real);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

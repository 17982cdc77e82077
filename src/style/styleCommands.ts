import * as vscode from 'vscode';
import type { Notices } from '../window/notices.ts';
import { fileOf } from '../workspace/imageFolder.ts';
import { sampleStyle } from './sampleStyle.ts';
import { leadsOut, styleFileOf, type HouseStyles } from './styleFile.ts';

/** What the commands about the house style do, each for a folder that is given, or the one that the user is in. */
export class StyleCommands {
  readonly #styles: HouseStyles;
  readonly #notices: Notices;

  constructor(styles: HouseStyles, notices: Notices) {
    this.#styles = styles;
    this.#notices = notices;
  }

  async toggle(given?: unknown): Promise<void> {
    const folder = await this.#folder(given);
    if (!folder) return;
    if (!(await this.#styles.find(folder))) return this.#offerNew(folder);
    const isOn = await this.#styles.toggle(folder);
    void this.#notices.info(isOn ? vscode.l10n.t('The house style is on.') : vscode.l10n.t('The house style is off.'));
  }

  /** Opens the style; one that is not there yet begins with a sample. */
  async edit(given?: unknown): Promise<void> {
    const folder = await this.#folder(given);
    if (!folder) return;
    const file = styleFileOf(folder);
    if (await leadsOut(folder, vscode.Uri.joinPath(file, '..'))) {
      void this.#notices.error(vscode.l10n.t('The house style lies outside of its workspace folder.'));
      return;
    }
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(sampleStyle) });
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(file, { preview: false });
  }

  async #offerNew(folder: vscode.Uri): Promise<void> {
    const label = vscode.l10n.t('Write One');
    if ((await this.#notices.info(vscode.l10n.t('There is no house style here.'), label)) === label)
      await this.edit(folder);
  }

  /** Undefined when there is none, or the user left; he is told why then. */
  async #folder(given: unknown): Promise<vscode.Uri | undefined> {
    if (!vscode.workspace.isTrusted) {
      void this.#notices.error(vscode.l10n.t('The house style is not read in Restricted Mode.'));
      return undefined;
    }
    const { workspaceFolders = [] } = vscode.workspace;
    const document = vscode.window.activeTextEditor?.document;
    const place = given instanceof vscode.Uri ? given : document && fileOf(document);
    const folder = place && vscode.workspace.getWorkspaceFolder(place);
    if (folder) return folder.uri;
    if (workspaceFolders.length === 0)
      void this.#notices.info(vscode.l10n.t('Open a folder first: a house style belongs to one.'));
    if (workspaceFolders.length < 2) return workspaceFolders[0]?.uri;
    const placeHolder = vscode.l10n.t('The house style of which folder?');
    return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
  }
}

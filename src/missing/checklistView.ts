import * as vscode from 'vscode';
import type { Checklist, ChecklistItem } from './checklist.ts';
import { ChecklistTree, checklistViewId, totalText, type ChecklistNode } from './checklistTree.ts';

/** Contexts that menus and the view's visibility follow. */
const contexts = { hasList: 'paperBoat.hasChecklist', isRunning: 'paperBoat.isChecklistRunning' };

/** The view in the panel area. It is there as long as there is a list. */
export class ChecklistView implements vscode.Disposable {
  readonly #checklist: Checklist;
  readonly #tree: ChecklistTree;
  readonly #view: vscode.TreeView<ChecklistNode>;
  readonly #subscriptions: vscode.Disposable;
  #isRunning = false;
  #note = '';

  constructor(checklist: Checklist, onCheck: (id: string, isChecked: boolean) => void) {
    this.#checklist = checklist;
    this.#tree = new ChecklistTree(checklist);
    this.#view = vscode.window.createTreeView(checklistViewId, {
      treeDataProvider: this.#tree,
      showCollapseAll: true,
      // Else VS Code checks what is below a document that was still checked when its images were read.
      manageCheckboxStateManually: true,
    });
    this.#subscriptions = vscode.Disposable.from(
      this.#tree,
      this.#view,
      checklist.onDidChange(() => {
        this.#tell();
      }),
      this.#view.onDidChangeCheckboxState(({ items }) => {
        for (const [node, state] of items)
          for (const id of node.kind === 'image' ? [node.id] : node.ids)
            onCheck(id, state === vscode.TreeItemCheckboxState.Checked);
      }),
    );
  }

  /** Brings the view to the front, the first image selected: keys then go to the list. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand('setContext', contexts.hasList, true);
    await vscode.commands.executeCommand(`${checklistViewId}.focus`);
  }

  async close(): Promise<void> {
    await vscode.commands.executeCommand('setContext', contexts.hasList, false);
  }

  /** What stands above the list, behind the total. */
  set note(text: string) {
    this.#note = text;
    this.#tell();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #tell(): void {
    const { items, isRunning } = this.#checklist;
    // A panel with one view shows no description of it.
    this.#view.message = [totalIn(items), this.#note].filter((text) => text !== '').join(' ');
    if (isRunning === this.#isRunning) return;
    this.#isRunning = isRunning;
    void vscode.commands.executeCommand('setContext', contexts.isRunning, isRunning);
  }
}

function totalIn(items: readonly ChecklistItem[]): string {
  if (items.length === 0) return '';
  if (items.every(({ state }) => state === 'done')) return vscode.l10n.t('Nothing is left to generate.');
  return vscode.l10n.t('To generate: {0}.', totalText(items));
}

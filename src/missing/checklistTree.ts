import * as vscode from 'vscode';
import { sizeText } from '../api/sizes.ts';
import { amountText } from '../window/price.ts';
import type { Checklist, ChecklistItem, EntryState } from './checklist.ts';
import { fileNameFor } from './checklistEntry.ts';

/** A document, or one of its images. */
export type ChecklistNode =
  | { readonly kind: 'document'; readonly uri: vscode.Uri; readonly ids: readonly string[] }
  | { readonly kind: 'image'; readonly id: string };

export const checklistViewId = 'paperBoat.missing';

const icons: Readonly<Record<EntryState, vscode.ThemeIcon>> = {
  open: new vscode.ThemeIcon('file-media'),
  queued: new vscode.ThemeIcon('clock'),
  running: new vscode.ThemeIcon('loading~spin'),
  done: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  failed: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  cancelled: new vscode.ThemeIcon('circle-slash'),
};

/** The checklist as a tree of VS Code: documents, and below each the images it wants. */
export class ChecklistTree implements vscode.TreeDataProvider<ChecklistNode>, vscode.Disposable {
  readonly #checklist: Checklist;
  readonly #changed = new vscode.EventEmitter<ChecklistNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #documents: readonly ChecklistNode[] = [];
  readonly #nodes = new Map<string, ChecklistNode>();

  constructor(checklist: Checklist) {
    this.#checklist = checklist;
    this.#subscription = checklist.onDidChange((items) => {
      if (!items) this.#rebuild();
      else for (const { entry } of items) this.#fire(entry.id);
    });
    this.#rebuild();
  }

  getChildren(node?: ChecklistNode): ChecklistNode[] {
    if (!node) return [...this.#documents];
    return node.kind === 'document' ? node.ids.flatMap((id) => this.#nodes.get(id) ?? []) : [];
  }

  getParent(node: ChecklistNode): ChecklistNode | undefined {
    if (node.kind === 'document') return undefined;
    return this.#documents.find((each) => each.kind === 'document' && each.ids.includes(node.id));
  }

  getTreeItem(node: ChecklistNode): vscode.TreeItem {
    if (node.kind === 'document') return this.#documentItem(node.uri, node.ids);
    const item = this.#checklist.find(node.id);
    return item ? imageItem(item) : new vscode.TreeItem('');
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  /** A document counts its images, and is checked when all of them are. */
  #fire(id: string): void {
    const node = this.#nodes.get(id);
    if (!node) return;
    this.#changed.fire(node);
    const document = this.getParent(node);
    if (document) this.#changed.fire(document);
  }

  #rebuild(): void {
    const { items } = this.#checklist;
    this.#nodes.clear();
    for (const { entry } of items) this.#nodes.set(entry.id, { kind: 'image', id: entry.id });
    const byDocument = Map.groupBy(items, ({ entry }) => entry.listedAt.toString());
    this.#documents = [...byDocument.values()].flatMap((same) =>
      same[0] ? [{ kind: 'document', uri: same[0].entry.listedAt, ids: same.map(({ entry }) => entry.id) }] : [],
    );
    this.#changed.fire(undefined);
  }

  #documentItem(uri: vscode.Uri, ids: readonly string[]): vscode.TreeItem {
    const items = ids.flatMap((id) => this.#checklist.find(id) ?? []);
    const label = vscode.workspace.asRelativePath(uri);
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    const done = items.filter(({ state }) => state === 'done').length;
    item.id = uri.toString();
    item.resourceUri = uri;
    item.iconPath = vscode.ThemeIcon.File;
    item.description = done > 0 ? vscode.l10n.t('{0} of {1}', done, items.length) : items.length.toString();
    item.tooltip = label;
    item.contextValue = 'document';
    const open = items.filter(({ state }) => state !== 'done');
    item.checkboxState = checkboxOf(open.length > 0 && open.every(({ isChecked }) => isChecked));
    return item;
  }
}

function imageItem(item: ChecklistItem): vscode.TreeItem {
  const { entry, prompt, state, isChecked } = item;
  const tree = new vscode.TreeItem(prompt === '' ? vscode.l10n.t('No prompt') : prompt);
  tree.id = entry.id;
  tree.iconPath = icons[state];
  tree.description = [lineText(item), ...factsOf(item)].filter((fact) => fact !== '').join(' · ');
  tree.tooltip = tooltipOf(item);
  tree.contextValue = `image ${state}`;
  tree.command = {
    command: 'paperBoat.missing.open',
    title: vscode.l10n.t('Open'),
    arguments: [{ kind: 'image', id: entry.id } satisfies ChecklistNode],
  };
  tree.checkboxState = checkboxOf(isChecked);
  const said = [prompt, stateText(state), lineText(item), ...factsOf(item), item.message ?? ''];
  tree.accessibilityInformation = { label: said.filter((text) => text !== '').join(', ') };
  return tree;
}

const checkboxOf = (isChecked: boolean): vscode.TreeItemCheckboxState =>
  isChecked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;

function lineText({ entry: { line } }: ChecklistItem): string {
  return line === undefined ? '' : vscode.l10n.t('line {0}', line + 1);
}

/** Size, file and price; of a failure what happened. */
function factsOf(item: ChecklistItem): readonly string[] {
  const { entry, state, message, saved } = item;
  if (state === 'failed' && message !== undefined) return [message];
  if (saved) return [vscode.workspace.asRelativePath(saved)];
  return [sizeText(entry.wish.size ?? ''), fileText(item), hintOf(item)];
}

/** What it costs, or why it costs nothing. */
function hintOf({ entry: { made, copyOf }, price = '' }: ChecklistItem): string {
  if (copyOf) return vscode.l10n.t('copied from {0}', vscode.workspace.asRelativePath(copyOf));
  return made ? vscode.l10n.t('only the link') : price;
}

function fileText({ entry }: ChecklistItem): string {
  const { file, wish } = entry;
  if (!file) return '';
  const name = fileNameFor(entry, wish.model);
  const path = vscode.workspace.asRelativePath(file.uri);
  return name === undefined || path.endsWith(name) ? path : `${path} → ${name}`;
}

function stateText(state: EntryState): string {
  switch (state) {
    case 'open':
      return '';
    case 'queued':
      return vscode.l10n.t('waits for its turn');
    case 'running':
      return vscode.l10n.t('is being drawn');
    case 'done':
      return vscode.l10n.t('done');
    case 'failed':
      return vscode.l10n.t('failed');
    case 'cancelled':
      return vscode.l10n.t('cancelled');
  }
}

/** Plain text: prompts and paths come from documents. */
function tooltipOf(item: ChecklistItem): string {
  const { entry, prompt, state, message, price } = item;
  const others = entry.places.slice(1).map(({ uri, line }) => `${vscode.workspace.asRelativePath(uri)}:${line + 1}`);
  return [
    ...[prompt, message ?? stateText(state), fileText(item)],
    [entry.wish.model, sizeText(entry.wish.size ?? ''), price].filter((fact) => fact).join(' · '),
    others.length > 0 ? vscode.l10n.t('Also shown in {0}', others.slice(0, 5).join(', ')) : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** `12 of 14 · ≈ $0.64`, `free` */
export function totalText(items: readonly ChecklistItem[]): string {
  const chosen = items.filter(({ isChecked, state }) => isChecked && state !== 'done');
  const dollars = chosen.reduce((sum, { dollars: each = 0 }) => sum + each, 0);
  const isUnknown = chosen.some(({ dollars: each }) => each === undefined);
  const amount = dollars > 0 ? amountText(dollars, true) : isUnknown ? '' : vscode.l10n.t('free');
  const count = vscode.l10n.t('{0} of {1}', chosen.length, items.length);
  const more = isUnknown && dollars > 0 ? vscode.l10n.t('{0} and more', amount) : amount;
  return more === '' || chosen.length === 0 ? count : `${count} · ${more}`;
}

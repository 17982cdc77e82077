import * as vscode from 'vscode';
import { eventually } from './documents.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What a stranger's workspace would like to decide: where requests go, and what they cost. */
const wishes = (baseUrl: string): Settings => ({
  ...{ baseUrl, network: 'vscode', model: 'dear-model', count: 10, quality: 'high', moderation: 'low' },
  ...{ responseFormat: 'url', user: 'a-stranger', timeoutSeconds: 10, concurrency: 16 },
  ...{ 'budget.monthly': 0.000001, 'budget.perRequest': 0.000001 },
});

/** The size is a workspace's to set: when it is there, the settings were read. */
export interface HostileSettings {
  readonly form: string;
  readonly size: string;
  readonly settings: Settings;
}

/** Both forms in which settings can be written: flat, and nested, in which VS Code once took them unlooked. */
export function hostileSettings(baseUrl: string): readonly HostileSettings[] {
  const flat = Object.entries(wishes(baseUrl)).map(([name, value]) => [`paperBoat.${name}`, value] as const);
  const nested = { ...wishes(baseUrl), budget: { monthly: 0.000001, perRequest: 0.000001 } };
  return [
    { form: 'flat', size: '2048x2048', settings: { ...Object.fromEntries(flat), 'paperBoat.size': '2048x2048' } },
    { form: 'nested', size: '2048x1152', settings: { paperBoat: { ...nested, size: '2048x1152' } } },
  ];
}

/** Runs `use` while a file of settings has this content and is in force. */
export async function withSettings(
  file: vscode.Uri,
  content: { readonly size: string; readonly text: string; readonly before?: Uint8Array },
  use: () => Promise<void>,
): Promise<void> {
  await vscode.workspace.fs.writeFile(file, Buffer.from(content.text));
  try {
    await whenSizeIs(content.size);
    await use();
  } finally {
    if (content.before) await vscode.workspace.fs.writeFile(file, content.before);
    else await vscode.workspace.fs.delete(file);
    await whenSizeIs('auto');
  }
}

async function whenSizeIs(size: string): Promise<void> {
  const read = () => vscode.workspace.getConfiguration('paperBoat').get('size') === size || undefined;
  await eventually(vscode.workspace.onDidChangeConfiguration, read);
}

/** The settings file of the first folder. */
export function folderSettings(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('This window has no folder.');
  return vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
}

import * as vscode from 'vscode';

/** User settings of Paper Boat for one test; `restore` takes them back. */
export async function changeSettings(values: Readonly<Record<string, unknown>>): Promise<() => Promise<void>> {
  const names = Object.keys(values);
  for (const name of names) await update(name, values[name]);
  return async () => {
    for (const name of names) await update(name, undefined);
  };
}

async function update(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

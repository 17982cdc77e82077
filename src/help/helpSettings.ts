import * as vscode from 'vscode';
import { SettingReader } from '../settingReader.ts';

export interface HelpSettings {
  readonly codeLens: boolean;
  readonly diagnostics: boolean;
}

export function readHelpSettings(document: vscode.TextDocument): HelpSettings {
  const configuration = vscode.workspace.getConfiguration('paperBoat', document);
  const reader = new SettingReader((name) => configuration.get(name));
  return { codeLens: reader.flag('codeLens', true), diagnostics: reader.flag('diagnostics', true) };
}

import * as vscode from 'vscode';

/** What a command was given: a hover hands on text. Undefined for anything else. */
export function uriArgument(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  return typeof given === 'string' ? vscode.Uri.parse(given, true) : undefined;
}

import { posix } from 'node:path';
import * as vscode from 'vscode';
import { resolvePath } from '../documents/folderPath.ts';
import { fillTemplate } from '../documents/folderTemplate.ts';
import { SaveError } from './saveError.ts';

/**
 * Where Markdown's own image paste would put a file, by `markdown.copyFiles.destination`; undefined when unset. Throws
 * a `SaveError` for a destination that cannot be filled in.
 */
export function markdownDestination(
  document: vscode.TextDocument,
  file: vscode.Uri,
  fileName: string,
): vscode.Uri | undefined {
  const destinations: unknown = vscode.workspace.getConfiguration('markdown', document).get('copyFiles.destination');
  if (typeof destinations !== 'object' || destinations === null) return undefined;
  const found = Object.entries(destinations).find(
    ([glob, path]) => typeof path === 'string' && matches(glob, document, file),
  );
  if (!found) return undefined;
  try {
    return resolveDestination(found[1] as string, file, fileName);
  } catch (error) {
    throw unusableSetting('markdown.copyFiles.destination', error);
  }
}

/** The error for people about a setting that names no folder. */
export function unusableSetting(name: string, error: unknown): SaveError {
  return new SaveError(`The setting "${name}" cannot be used: ${(error as Error).message}`, { cause: error });
}

/** A glob with a leading slash starts at the workspace folder, any other one anywhere. */
function matches(glob: string, document: vscode.TextDocument, file: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  const anchored = glob.startsWith('/');
  if (anchored && !folder) return false;
  const pattern =
    anchored && folder
      ? new vscode.RelativePattern(folder, glob.slice(1))
      : glob.startsWith('**')
        ? glob
        : `**/${glob}`;
  return vscode.languages.match({ pattern }, document) > 0;
}

/** https://code.visualstudio.com/docs/languages/markdown: variables, a leading and a trailing slash. */
function resolveDestination(destination: string, file: vscode.Uri, fileName: string): vscode.Uri {
  const documentFolder = vscode.Uri.joinPath(file, '..');
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(file)?.uri ?? documentFolder;
  let template = destination.trim();
  if (template.startsWith('/')) template = `\${documentWorkspaceFolder}${template}`;
  if (template.endsWith('/') || template === '') template = `${template}\${fileName}`;
  const name = posix.basename(file.path);
  const path = fillTemplate(template, {
    documentDirName: documentFolder.path,
    documentRelativeDirName: posix.relative(workspaceFolder.path, documentFolder.path),
    documentFileName: name,
    documentBaseName: posix.parse(name).name,
    documentExtName: posix.extname(name).slice(1),
    documentFilePath: file.path,
    documentRelativeFilePath: posix.relative(workspaceFolder.path, file.path),
    documentWorkspaceFolder: workspaceFolder.path,
    fileName,
    fileExtName: posix.extname(fileName).slice(1),
    unixTime: Date.now().toString(),
    isoTime: new Date().toISOString(),
  });
  return documentFolder.with({ path: resolvePath(documentFolder.path, path) });
}

import { pathToFileURL } from 'node:url';

/** What a VS Code window shows and runs. All paths are absolute. */
export interface WindowContent {
  /** A folder or a `.code-workspace` file; without it the window is empty. */
  readonly workspace?: string | undefined;
  readonly extensionDevelopmentPath?: string | undefined;
  readonly extensionTestsPath?: string | undefined;
}

/** The address at which a server opens such a window. */
export function windowUrl(origin: string, content: WindowContent): string {
  const url = new URL(origin);
  if (content.workspace === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(content.workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', content.workspace);
  const payload = [
    ['extensionDevelopmentPath', content.extensionDevelopmentPath],
    ['extensionTestsPath', content.extensionTestsPath],
  ].flatMap(([name, path]) => (path === undefined ? [] : [[name, remoteUri(path)]]));
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function remoteUri(path: string): string {
  return `vscode-remote://remote${pathToFileURL(path).pathname}`;
}

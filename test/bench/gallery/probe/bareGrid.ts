import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Uri, ViewColumn, window, workspace } from 'vscode';
import type { Webview } from 'vscode';

/**
 * The least that shows the workspace's images: a windowed grid of plain `<img>`, with every address known beforehand.
 * No walk, no index, no thumbnails, no search.
 */
export class BareGrid {
  /** Paths, relative to the folder. */
  readonly #images: readonly string[];
  readonly #script: string;
  readonly #styles: string;

  constructor(extension: Uri) {
    const read = (name: string) => readFileSync(Uri.joinPath(extension, name).fsPath, 'utf8');
    this.#images = JSON.parse(read('images.json')) as readonly string[];
    this.#script = read('bareGridPage.js');
    this.#styles = read('bareGridPage.css');
  }

  open(): void {
    const [folder] = workspace.workspaceFolders ?? [];
    if (folder === undefined) throw new Error('There is no folder to show.');
    const panel = window.createWebviewPanel('paperBoatBench.bareGrid', 'Bare Grid', ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [folder.uri],
    });
    panel.webview.html = this.#page(panel.webview, folder.uri);
  }

  #page(webview: Webview, folder: Uri): string {
    const nonce = randomBytes(16).toString('base64');
    const policy = `default-src 'none'; img-src ${webview.cspSource}; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
    const base = webview.asWebviewUri(folder).toString();
    const addresses = this.#images.map((path) => `${base}/${path.split('/').map(encodeURIComponent).join('/')}`);
    return `<!doctype html>
<html lang="en">
  <head>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <style nonce="${nonce}">${this.#styles}</style>
  </head>
  <body>
    <div id="grid" role="grid"><div id="cells"></div></div>
    <script id="images" type="application/json">${JSON.stringify(addresses)}</script>
    <script nonce="${nonce}">${this.#script}</script>
  </body>
</html>`;
  }
}

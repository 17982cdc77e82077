import * as vscode from 'vscode';

/** Images were made for documents. The watcher of files misses the first one in a folder that is new, so it is told here. */
export const imageNews = new vscode.EventEmitter<void>();

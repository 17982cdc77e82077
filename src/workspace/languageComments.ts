import * as vscode from 'vscode';
import type { CommentMarks } from '../documents/comments/comments.ts';
import {
  configurationPaths,
  mergeCommentMarks,
  noCommentMarks,
  readCommentMarks,
} from '../documents/comments/comments.ts';
import { knownCommentMarks } from '../documents/comments/commentTable.ts';

/** The comment marks of languages, as the installed extensions configure them. */
export class LanguageComments implements vscode.Disposable {
  readonly #marks = new Map<string, Promise<CommentMarks>>();
  readonly #extensionsChanged = vscode.extensions.onDidChange(() => {
    this.#marks.clear();
  });

  /** Never rejects: a configuration that cannot be read has no marks. */
  commentMarksOf(languageId: string): Promise<CommentMarks> {
    const marks = this.#marks.get(languageId) ?? readMarks(languageId);
    this.#marks.set(languageId, marks);
    return marks;
  }

  dispose(): void {
    this.#extensionsChanged.dispose();
  }
}

async function readMarks(languageId: string): Promise<CommentMarks> {
  const configured = await Promise.all(configurationsOf(languageId).map(readConfiguration));
  return mergeCommentMarks([...configured, knownCommentMarks(languageId)]);
}

/** Several extensions may configure one language. */
function configurationsOf(languageId: string): readonly vscode.Uri[] {
  return vscode.extensions.all.flatMap(({ extensionUri, packageJSON }) =>
    configurationPaths(packageJSON, languageId).map((path) => vscode.Uri.joinPath(extensionUri, path)),
  );
}

async function readConfiguration(uri: vscode.Uri): Promise<CommentMarks> {
  try {
    return readCommentMarks(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return noCommentMarks;
  }
}

import * as vscode from 'vscode';
import { takesLinks } from '../workspace/target.ts';

/** The text editor that was active last: a panel that has the focus leaves none active. */
export class LastEditor implements vscode.Disposable {
  #editor =
    vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => takesLinks(document));
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (!editor || !takesLinks(editor.document)) return;
        this.#editor = editor;
        this.#changed.fire();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#editor?.document) return;
        this.#editor = undefined;
        this.#changed.fire();
      }),
    );
  }

  /** Undefined when there was none, or its document is closed. */
  get document(): vscode.TextDocument | undefined {
    const document = this.#editor?.document;
    return document && !document.isClosed && takesLinks(document) ? document : undefined;
  }

  /** Where its cursor is, or was when it was hidden. */
  get position(): vscode.Position {
    const { document } = this;
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const position = (visible ?? this.#editor)?.selection.active ?? new vscode.Position(0, 0);
    return document?.validatePosition(position) ?? position;
  }

  /** The group it is shown in; undefined when it is not on screen. */
  get viewColumn(): vscode.ViewColumn | undefined {
    const { document } = this;
    return vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.viewColumn;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

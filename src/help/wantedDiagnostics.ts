import * as vscode from 'vscode';
import { readHelpSettings } from './helpSettings.ts';
import type { WantedPlace, WantedSource } from './wantedPlace.ts';

const diagnosticSource = 'Paper Boat';

/** Bursts of typing are told once. */
const quietMs = 250;

/** Hints at links of visible documents whose image is missing, where no other extension tells of them. */
export class WantedDiagnostics implements vscode.Disposable {
  readonly #help: WantedSource;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('paperBoat');
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;

  constructor(help: WantedSource) {
    this.#help = help;
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#tellAll(), quietMs);
    };
    this.#subscriptions = vscode.Disposable.from(
      this.#diagnostics,
      help.onDidChange(soon),
      vscode.window.onDidChangeVisibleTextEditors(soon),
      vscode.workspace.onDidGrantWorkspaceTrust(soon),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#diagnostics.delete(uri);
      }),
    );
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  async #tellAll(): Promise<void> {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    for (const document of documents) {
      const isWanted = readHelpSettings(document).diagnostics && !tellsItself(document);
      const places = isWanted ? await this.#help.wantedIn(document) : [];
      if (document.isClosed) continue;
      this.#diagnostics.set(document.uri, places.filter(({ wanted }) => wanted.kind === 'missing').map(hint));
    }
  }
}

/** The Markdown extension has a diagnostic of its own for links to files that are not there. */
function tellsItself(document: vscode.TextDocument): boolean {
  if (document.languageId !== 'markdown') return false;
  const validate = vscode.workspace.getConfiguration('markdown.validate', document);
  return validate.get('enabled') === true && validate.get('fileLinks.enabled') !== 'ignore';
}

function hint({ wanted, range }: WantedPlace): vscode.Diagnostic {
  const text = vscode.l10n.t('The image does not exist: {0}', wanted.path?.split('/').at(-1) ?? '');
  const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Hint);
  diagnostic.source = diagnosticSource;
  diagnostic.code = 'missing-image';
  return diagnostic;
}

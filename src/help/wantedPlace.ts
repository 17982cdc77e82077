import type * as vscode from 'vscode';
import type { WantedImage } from '../documents/missing/wantedImages.ts';
import type { WantedReference } from '../missing/documentImages.ts';

/** A wanted image of an open document, and where it stands there. */
export interface WantedPlace {
  readonly wanted: WantedImage;
  /** The address, or the comment. */
  readonly range: vscode.Range;
  /** What a command is told. */
  readonly reference: WantedReference;
}

/** Who knows what the open documents want. */
export interface WantedSource {
  readonly onDidChange: vscode.Event<void>;
  wantedIn(document: vscode.TextDocument): Promise<readonly WantedPlace[]>;
}

import * as vscode from 'vscode';
import type { Placement } from '../documents/insertion.ts';
import { moveRange, type OffsetRange } from '../documents/trackedRange.ts';

/** Output, a diff of the past and the like take no link. */
export function takesLinks({ uri }: vscode.TextDocument): boolean {
  return !['output', 'git', 'debug', 'vscode-terminal', 'comment'].includes(uri.scheme);
}

export interface TargetPlace {
  readonly range: vscode.Range;
  readonly placement: Placement;
  /** Whether the range holds a comment or a text of the document. */
  readonly content: 'comment' | 'text';
}

/**
 * Where a link goes once its image is there. It follows the edits made meanwhile; a document that was closed stands
 * no longer. Whoever creates it disposes of it.
 */
export class Target {
  readonly document: vscode.TextDocument;
  readonly placement: Placement;
  readonly content: 'comment' | 'text';
  readonly #subscription: vscode.Disposable;
  #range: OffsetRange;

  constructor(document: vscode.TextDocument, { range, placement, content }: TargetPlace) {
    this.document = document;
    this.placement = placement;
    this.content = content;
    this.#range = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    this.#subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      for (const { rangeOffset, rangeLength, text } of event.contentChanges)
        this.#range = moveRange(this.#range, { offset: rangeOffset, removed: rangeLength, inserted: text.length });
    });
  }

  /** The range now, in offsets; undefined when the document was closed. */
  get range(): OffsetRange | undefined {
    return this.document.isClosed ? undefined : this.#range;
  }

  /** One that goes its own way from here; the document must still be open for it to stand. */
  copy(): Target {
    const { document, placement, content } = this;
    const { start, end } = this.#range;
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    return new Target(document, { range, placement, content });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

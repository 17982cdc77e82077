import * as vscode from 'vscode';
import { commentBlockAt } from './documents/comments/commentBlock.ts';
import type { CommentMarks } from './documents/comments/comments.ts';
import { promptFromText } from './documents/comments/prompt.ts';
import type { TargetPlace } from './workspace/target.ts';

/** A prompt found in a document, and where its picture goes. */
export interface FoundPrompt {
  /** Empty when there were only comment marks. */
  readonly prompt: string;
  readonly place: TargetPlace;
}

/**
 * The prompts of all selections; an empty selection stands for the comment block around it. A selection inside a
 * comment is the prompt, and the picture goes below the whole comment.
 */
export function promptsIn(
  { document, selections }: Pick<vscode.TextEditor, 'document' | 'selections'>,
  marks: CommentMarks,
  placement: 'below' | 'replace',
): readonly FoundPrompt[] {
  const found = selections.flatMap((selection) => {
    const comment = commentAt(document, selection.start.line, marks);
    const touched = selection.isEmpty || comment?.intersection(selection) ? comment : undefined;
    if (selection.isEmpty && !touched) return [];
    const prompt = promptFromText(document.getText(selection.isEmpty ? touched : selection), marks);
    const range = touched?.union(selection) ?? selection;
    return [{ prompt, place: { range, placement, content: touched ? 'comment' : 'text' } as const }];
  });
  return withoutRepeats(found).sort((a, b) => a.place.range.start.compareTo(b.place.range.start));
}

function commentAt(document: vscode.TextDocument, line: number, marks: CommentMarks): vscode.Range | undefined {
  const lines = { lineCount: document.lineCount, lineAt: (index: number) => document.lineAt(index).text };
  const block = commentBlockAt(lines, line, marks);
  return block && new vscode.Range(block.startLine, block.startCharacter, block.endLine, block.endCharacter);
}

/** Several cursors in one comment are one prompt. */
function withoutRepeats(found: readonly FoundPrompt[]): FoundPrompt[] {
  return found.filter(
    ({ prompt, place }, index) =>
      !found.slice(0, index).some((other) => other.prompt === prompt && other.place.range.isEqual(place.range)),
  );
}

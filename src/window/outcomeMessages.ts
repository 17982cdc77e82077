import * as vscode from 'vscode';
import type { InsertionResult } from '../workspace/insertImages.ts';
import type { SavedImage } from '../workspace/savedImage.ts';
import type { Notices } from './notices.ts';

/** What a person can do with images that were saved. */
export type NextStep = 'open' | 'insert' | 'setKey';

export interface SavedNews {
  readonly saved: readonly SavedImage[];
  /** Absent when there was nothing to insert into. */
  readonly insertion?: InsertionResult;
  /** The placeholder drew in place of a model. */
  readonly isStandIn: boolean;
}

/** Tells what was saved and where it is linked. Answers the step whose button was pressed. */
export async function tellSaved(
  notices: Notices,
  { saved, insertion, isStandIn }: SavedNews,
): Promise<NextStep | undefined> {
  if (saved.length === 0) return undefined;
  const words = [savedWords(saved), ...insertionWords(insertion)];
  if (isStandIn) words.push(vscode.l10n.t('Drawn by the placeholder, as there is no API key.'));
  const steps: NextStep[] = ['open'];
  if (insertion !== 'inserted') steps.push('insert');
  if (isStandIn) steps.push('setKey');
  const labels = steps.map((step) => labelOf(step, saved.length));
  const isMissing = insertion !== undefined && insertion !== 'inserted';
  const answer = await notices[isMissing ? 'warn' : 'info'](words.join(' '), ...labels);
  return answer === undefined ? undefined : steps[labels.indexOf(answer)];
}

function savedWords(saved: readonly SavedImage[]): string {
  const [first] = saved;
  if (saved.length === 1 && first) return vscode.l10n.t('Saved {0}.', vscode.workspace.asRelativePath(first.uri));
  return vscode.l10n.t('Saved {0} images.', saved.length);
}

function insertionWords(insertion: InsertionResult | undefined): readonly string[] {
  switch (insertion) {
    case 'closed':
      return [vscode.l10n.t('The document was closed meanwhile, so nothing was inserted.')];
    case 'readOnly':
      return [vscode.l10n.t('The document cannot be changed, so nothing was inserted.')];
    case 'busy':
      return [vscode.l10n.t('The document kept changing, so nothing was inserted.')];
    default:
      return [];
  }
}

function labelOf(step: NextStep, images: number): string {
  switch (step) {
    case 'open':
      return images === 1 ? vscode.l10n.t('Open Image') : vscode.l10n.t('Open Images');
    case 'insert':
      return vscode.l10n.t('Insert');
    case 'setKey':
      return vscode.l10n.t('Set API Key');
  }
}

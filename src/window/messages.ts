import * as vscode from 'vscode';
import type { FailureFacts, FailureKind, GenerationError } from '../api/errors.ts';
import { isSafeToRepeat } from '../api/retry.ts';
import type { Notices } from './notices.ts';
import { inDollars } from './price.ts';

/** What a person can do about a failure; one button each. */
export type Remedy =
  'setKey' | 'chooseModel' | 'editPrompt' | 'raiseBudget' | 'tryAgain' | 'openSettings' | 'openAddress' | 'showLog';

/** Tells a failure. Answers the remedy when its button was pressed. */
export async function tellFailure(notices: Notices, error: GenerationError, images = 1): Promise<Remedy | undefined> {
  if (error.kind === 'cancelled') {
    if (error.facts.mayBeBilled)
      void notices.info(vscode.l10n.t('Cancelled. The service may still finish the image and bill it.'));
    return undefined;
  }
  const remedy = remedyFor(error);
  const label = labelOf(remedy, error.facts);
  const answer = await notices.error(wordsFor(error, images), label);
  return answer === label ? remedy : undefined;
}

/** A failure as sentences: what happened, and whether it may have cost something. */
export function wordsFor({ message, kind, facts }: GenerationError, images = 1): string {
  // It may end with words of the service, which may lack the full stop.
  const sentence = /[.!?…]$/.test(message) ? message : `${message}.`;
  const words = [images > 1 ? vscode.l10n.t('{0} images: {1}', images, sentence) : sentence];
  if (facts.mayBeBilled && kind !== 'promptRefused') words.push(vscode.l10n.t('It may have been billed all the same.'));
  if (facts.requestId) words.push(vscode.l10n.t('(request id: {0})', facts.requestId));
  return words.join(' ');
}

const remedies: Readonly<Partial<Record<FailureKind, Remedy>>> = {
  keyMissing: 'setKey',
  keyRejected: 'setKey',
  modelUnknown: 'chooseModel',
  promptRefused: 'editPrompt',
  overBudget: 'raiseBudget',
  badRequest: 'openSettings',
  wrongAddress: 'openSettings',
};

export function remedyFor(error: GenerationError): Remedy {
  if (error.facts.parameter === 'prompt') return 'editPrompt';
  if (error.facts.imageUrl) return 'openAddress';
  return remedies[error.kind] ?? (isSafeToRepeat(error) ? 'tryAgain' : 'showLog');
}

/** The words of its button; the facts are those of the failure. */
export function labelOf(remedy: Remedy, facts: FailureFacts): string {
  switch (remedy) {
    case 'setKey':
      return vscode.l10n.t('Set API Key');
    case 'chooseModel':
      return vscode.l10n.t('Choose Model');
    case 'editPrompt':
      return vscode.l10n.t('Edit Prompt');
    case 'raiseBudget':
      return vscode.l10n.t('Raise to {0}', `$${inDollars(facts.raiseTo ?? 0)}`);
    case 'tryAgain':
      return vscode.l10n.t('Try Again');
    case 'openSettings':
      return vscode.l10n.t('Open Settings');
    case 'openAddress':
      return vscode.l10n.t('Open Image Address');
    case 'showLog':
      return vscode.l10n.t('Show Log');
  }
}

import * as vscode from 'vscode';
import type { InterruptedRequest } from './journal/interruptedRequests.ts';
import { shortPrompt } from './window/shortPrompt.ts';

export function keptWords(images: number): string {
  return images === 1
    ? vscode.l10n.t('An image arrived, but the window closed before it had its place. It is kept.')
    : vscode.l10n.t('{0} images arrived, but the window closed before they had their place. They are kept.', images);
}

export function partWords(images: number): string {
  return images === 1
    ? vscode.l10n.t('The window closed while an image arrived. What arrived of it is kept.')
    : vscode.l10n.t('The window closed while {0} images arrived. What arrived of them is kept.', images);
}

/** What happened to one request, as sentences. */
export function wordsFor({ note, wasSent, addresses }: InterruptedRequest): string {
  const short = shortPrompt(note.words ?? note.request.prompt);
  if (addresses.length > 0)
    return vscode.l10n.t(
      'The window closed before the image of “{0}” was fetched. It was made and billed, and is at its address for a while.',
      short,
    );
  return wasSent
    ? vscode.l10n.t(
        'The window closed while “{0}” was being drawn. Whether {1} finished and billed the image is not known.',
        short,
        note.service ?? '',
      )
    : vscode.l10n.t('The window closed before “{0}” was sent. Nothing was billed.', short);
}

export function wordsForAll(requests: readonly InterruptedRequest[]): string {
  const sent = requests.filter(({ wasSent }) => wasSent).length;
  const unsent = requests.length - sent;
  if (sent === 0) return vscode.l10n.t('The window closed before {0} requests were sent. Nothing was billed.', unsent);
  const words = vscode.l10n.t(
    'The window closed while {0} requests were being drawn. Whether they were finished and billed is not known.',
    sent,
  );
  return unsent === 0 ? words : `${words} ${vscode.l10n.t('Not sent, and not billed: {0} more.', unsent)}`;
}

export function describe(request: InterruptedRequest): vscode.QuickPickItem {
  const { note } = request;
  const { prompt, model } = note.request;
  const when = new Date(note.startedAt).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return {
    label: shortPrompt(note.words ?? prompt, 200),
    description: `${model} · ${when}`,
    detail: outcomeOf(request),
  };
}

/** What is known of it, in a few words. */
export function outcomeOf({ wasSent, addresses }: InterruptedRequest): string {
  if (addresses.length > 0) return vscode.l10n.t('Made and billed, but not fetched');
  return wasSent
    ? vscode.l10n.t('Outcome unknown: it may have been billed')
    : vscode.l10n.t('Not sent: nothing was billed');
}

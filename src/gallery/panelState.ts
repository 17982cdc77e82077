import * as vscode from 'vscode';
import { monthlySpending, type SpendingSource } from '../window/monthlySpending.ts';
import type { PromptHistory } from '../window/promptHistory.ts';
import type { GalleryView } from './galleryView.ts';
import type { Jobs } from './jobs.ts';
import { firstFormState, formStateOf, type FormSources } from './panelForm.ts';
import type { Draft, PanelState } from './protocol.ts';
import type { WaitingCards } from './waitingCards.ts';

interface StateSources extends FormSources {
  readonly view: GalleryView;
  readonly jobs: Jobs;
  readonly waiting: WaitingCards;
  readonly ledger: SpendingSource;
  readonly history: PromptHistory;
  /** The form as it stands, and the document that its images are for. */
  readonly draft: Draft;
  readonly document: vscode.TextDocument | undefined;
}

/** All that a page shows besides images. */
export async function panelState(sources: StateSources): Promise<PanelState> {
  const { draft, document, waiting, ledger } = sources;
  const [form, cards, spending] = await Promise.all([
    formStateOf(draft, sources, document),
    waiting.read(),
    monthlySpending(ledger),
  ]);
  return stateWith(sources, { form, waiting: cards, spending });
}

/** The same without waiting: what has to be read is told later. */
export function firstPanelState(sources: StateSources): PanelState {
  const { draft, document, waiting } = sources;
  return stateWith(sources, { form: firstFormState(draft, sources, document), waiting: waiting.known });
}

function stateWith(
  { view, jobs, history }: StateSources,
  read: Pick<PanelState, 'form' | 'waiting' | 'spending'>,
): PanelState {
  return {
    ...{ roots: view.roots, thumbnails: view.thumbnails },
    ...{ keptFolder: view.keptFolder, versionsFolder: view.versionsFolder },
    ...{ isTrusted: vscode.workspace.isTrusted, jobs: jobs.list, earlierPrompts: history.list() },
    ...read,
  };
}

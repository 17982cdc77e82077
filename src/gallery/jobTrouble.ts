import * as vscode from 'vscode';
import type { GenerationError } from '../api/errors.ts';
import type { Outcome } from '../outcome.ts';
import { wordsFor } from '../window/messages.ts';

/** What a card shows, and what its button does. */
export interface Trouble {
  readonly status: 'failed' | 'cancelled';
  readonly message: string;
  readonly label?: string;
  readonly solve?: () => Promise<void>;
  /** The ids of kept images, when there is nothing else to tell. */
  readonly kept?: readonly string[];
}

/** What of a job did not go as it should; undefined when all of it did. */
export interface Shortfall {
  /** What failed, and what is kept. */
  readonly message: string;
  /** Of several failures, one that may have been billed speaks for all. */
  readonly failure: GenerationError | undefined;
  /** The images that are kept, by their ids. */
  readonly kept: readonly string[];
  /** The images to ask for again. */
  readonly missing: number;
}

/** An outcome; of what is saved, only how much it is. */
interface Result extends Pick<Outcome, 'unsaved' | 'failures'> {
  readonly saved: readonly unknown[];
}

/** @param count how many images were asked for */
export function shortfallOf(outcomes: readonly Result[], count: number): Shortfall | undefined {
  const [saved, unsaved, failures] = [
    outcomes.flatMap((outcome) => outcome.saved),
    outcomes.flatMap((outcome) => outcome.unsaved),
    outcomes.flatMap((outcome) => outcome.failures),
  ];
  const failure = failures.find(({ facts }) => facts.mayBeBilled) ?? failures[0];
  if (!failure && unsaved.length === 0) return undefined;
  // What could be kept of a damaged image is told by its failure, and still missing.
  const damaged = failures.filter(({ facts }) => facts.salvage).length;
  const told = new Set(failures.map(({ message }) => message));
  const reasons = unsaved.map(({ reason }) => reason?.message ?? vscode.l10n.t('No folder is open.'));
  const sentences = [failure && wordsFor(failure), reasons.find((reason) => !told.has(reason))];
  return {
    ...{ failure, kept: unsaved.map(({ kept }) => kept.id) },
    message: withKept(sentences.filter((sentence) => sentence !== undefined).join(' '), unsaved.length),
    missing: Math.max(1, count - saved.length - unsaved.length + damaged),
  };
}

function withKept(sentences: string, kept: number): string {
  if (kept === 0) return sentences;
  return kept === 1
    ? vscode.l10n.t('{0} The image is kept.', sentences)
    : vscode.l10n.t('{0} {1} images are kept.', sentences, kept);
}

/** A folder that the gallery leaves out, or a document outside of the workspace. */
export function savedElsewhere(uri: vscode.Uri): Trouble {
  const place = vscode.workspace.asRelativePath(uri);
  return {
    status: 'failed',
    message: vscode.l10n.t('Saved {0}, which the gallery does not show.', place),
    label: vscode.l10n.t('Open Image'),
    solve: async () => {
      await vscode.commands.executeCommand('vscode.open', uri);
    },
  };
}

import * as vscode from 'vscode';
import { pickOrType, type AnswerItem } from './pickOrType.ts';
import { shortPrompt } from './shortPrompt.ts';

export interface PromptQuestion {
  /** What stands in the box at first. */
  readonly value?: string;
  /** Newest first. */
  readonly earlier: readonly string[];
  /** The model that would draw. */
  readonly model: string;
}

/** Asks for a prompt; earlier ones are offered. Undefined when the user left. */
export function askForPrompt({ value = '', earlier, model }: PromptQuestion): Promise<string | undefined> {
  return pickOrType({
    title: vscode.l10n.t('Generate image with {0}', model),
    placeholder: vscode.l10n.t('Describe the picture, for example: a paper boat floating on calm water at sunrise'),
    value,
    itemsFor: (typed) => itemsFor(typed, earlier),
  });
}

function itemsFor(typed: string, earlier: readonly string[]): readonly AnswerItem[] {
  const items = earlier
    .filter((prompt) => prompt !== typed)
    .map((prompt) => ({ label: `$(history) ${shortened(prompt)}`, answer: prompt }));
  if (typed === '') return items;
  const label = `$(file-media) ${shortened(typed)}`;
  return [{ label, description: vscode.l10n.t('generate'), alwaysShow: true, answer: typed }, ...items];
}

/** Codicon syntax in a prompt is text, and a long prompt is cut for the list only. */
function shortened(prompt: string): string {
  return shortPrompt(prompt.replace(/\s+/g, ' ').replaceAll('$(', '$\u200b('), 120);
}

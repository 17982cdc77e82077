import * as vscode from 'vscode';

interface PromptItem extends vscode.QuickPickItem {
  readonly prompt: string;
}

export interface PromptQuestion {
  /** What stands in the box at first. */
  readonly value?: string;
  /** Newest first. */
  readonly earlier: readonly string[];
  /** Which model would draw, and where it is told. */
  readonly model: string;
}

/** Asks for a prompt; earlier ones are offered. Undefined when the user left. */
export function askForPrompt({ value = '', earlier, model }: PromptQuestion): Promise<string | undefined> {
  const box = vscode.window.createQuickPick<PromptItem>();
  box.title = vscode.l10n.t('Generate image with {0}', model);
  box.placeholder = vscode.l10n.t('Describe the picture, for example: a paper boat floating on calm water at sunrise');
  box.ignoreFocusOut = true;
  box.value = value;
  const showItems = (): void => {
    box.items = itemsFor(box.value, earlier);
  };
  showItems();
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const subscriptions = vscode.Disposable.from(
    box,
    box.onDidChangeValue(showItems),
    box.onDidAccept(() => {
      const prompt = box.activeItems[0]?.prompt ?? box.value.trim();
      if (prompt === '') return;
      resolve(prompt);
      box.hide();
    }),
    box.onDidHide(() => {
      resolve(undefined);
      subscriptions.dispose();
    }),
  );
  box.show();
  return promise;
}

function itemsFor(value: string, earlier: readonly string[]): readonly PromptItem[] {
  const typed = value.trim();
  const items = earlier
    .filter((prompt) => prompt !== typed)
    .map((prompt) => ({ label: `$(history) ${shortened(prompt)}`, prompt }));
  if (typed === '') return items;
  const label = `$(file-media) ${shortened(typed)}`;
  return [{ label, description: vscode.l10n.t('generate'), alwaysShow: true, prompt: typed }, ...items];
}

/** Codicon syntax in a prompt is text, and a long prompt is cut for the list only. */
function shortened(prompt: string): string {
  const line = prompt.replace(/\s+/g, ' ').replaceAll('$(', '$\u200b(');
  return line.length > 120 ? `${line.slice(0, 119).toWellFormed()}…` : line;
}

import * as vscode from 'vscode';

export interface AnswerItem extends vscode.QuickPickItem {
  readonly answer: string;
}

export interface OpenQuestion {
  readonly title: string;
  readonly placeholder: string;
  /** What stands in the box at first. */
  readonly value?: string;
  /** The answer that is marked at first. */
  readonly marked?: string;
  /** What is offered while this is typed: without white space around it, empty at first. */
  readonly itemsFor: (typed: string) => readonly AnswerItem[];
}

/** Asks a question that is answered by picking or by typing. Undefined when the user left. */
export function pickOrType({
  title,
  placeholder,
  value = '',
  marked,
  itemsFor,
}: OpenQuestion): Promise<string | undefined> {
  const box = vscode.window.createQuickPick<AnswerItem>();
  Object.assign(box, { title, placeholder, value, matchOnDetail: true, ignoreFocusOut: true });
  const typed = (): string => box.value.trim();
  // The marked item is told by the window later than what was typed: until then, Enter means the typed text.
  let isMarkCurrent = true;
  const showItems = (): void => {
    box.items = itemsFor(typed());
    isMarkCurrent = typed() === '';
  };
  showItems();
  box.activeItems = box.items.filter(({ answer }) => answer === marked);
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const subscriptions = vscode.Disposable.from(
    box,
    box.onDidChangeValue(showItems),
    box.onDidChangeActive(() => {
      isMarkCurrent = true;
    }),
    box.onDidAccept(() => {
      const answer = (isMarkCurrent ? box.activeItems[0]?.answer : undefined) ?? typed();
      if (answer === '') return;
      resolve(answer);
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

import * as vscode from 'vscode';

interface ThingItem<Thing> extends vscode.QuickPickItem {
  readonly thing: Thing;
}

interface ManyQuestion<Thing> {
  readonly title: string;
  /** What the button of an item does. */
  readonly discard: string;
  readonly items: readonly ThingItem<Thing>[];
}

export type Choice<Thing> = { readonly wanted: readonly Thing[] } | { readonly unwanted: Thing };

/** Lets the user tick some of several things, or give up one of them. Undefined when the user left. */
export function pickOrDiscard<Thing>({
  title,
  discard,
  items,
}: ManyQuestion<Thing>): Promise<Choice<Thing> | undefined> {
  const box = vscode.window.createQuickPick<ThingItem<Thing>>();
  const buttons = [{ iconPath: new vscode.ThemeIcon('trash'), tooltip: discard }];
  box.title = title;
  box.canSelectMany = true;
  box.items = items.map((item) => ({ ...item, buttons }));
  if (items.length === 1) box.selectedItems = box.items;
  const { promise, resolve } = Promise.withResolvers<Choice<Thing> | undefined>();
  const answer = (choice: Choice<Thing>): void => {
    resolve(choice);
    box.hide();
  };
  const subscriptions = vscode.Disposable.from(
    box,
    box.onDidAccept(() => {
      // Without a tick, Enter means the one it stands on.
      const picked = box.selectedItems.length > 0 ? box.selectedItems : box.activeItems;
      answer({ wanted: picked.map(({ thing }) => thing) });
    }),
    box.onDidTriggerItemButton(({ item }) => {
      answer({ unwanted: item.thing });
    }),
    box.onDidHide(() => {
      resolve(undefined);
      subscriptions.dispose();
    }),
  );
  box.show();
  return promise;
}

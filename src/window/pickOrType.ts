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
  /** What is known better a little later; undefined when nothing is. The box is busy until then. */
  readonly later?: Promise<Pick<OpenQuestion, 'title' | 'itemsFor'> | undefined>;
}

/** Asks a question that is answered by picking or by typing. Undefined when the user left. */
export function pickOrType(question: OpenQuestion): Promise<string | undefined> {
  return new QuestionBox(question).answer;
}

class QuestionBox {
  readonly answer: Promise<string | undefined>;
  readonly #box = vscode.window.createQuickPick<AnswerItem>();
  #itemsFor: OpenQuestion['itemsFor'];
  #isOpen = true;
  /** The marked item is told by the window later than what was typed: until then, Enter means the typed text. */
  #isMarkCurrent = true;

  constructor({ title, placeholder, value = '', marked, itemsFor, later }: OpenQuestion) {
    const box = this.#box;
    this.#itemsFor = itemsFor;
    Object.assign(box, { title, placeholder, value, matchOnDetail: true, ignoreFocusOut: true });
    this.#showItems();
    this.#mark(marked);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.answer = promise;
    const subscriptions = vscode.Disposable.from(
      box,
      box.onDidChangeValue(() => {
        this.#showItems();
      }),
      box.onDidChangeActive(() => {
        this.#isMarkCurrent = true;
      }),
      box.onDidAccept(() => {
        const answer = (this.#isMarkCurrent ? box.activeItems[0]?.answer : undefined) ?? this.#typed;
        if (answer === '') return;
        resolve(answer);
        box.hide();
      }),
      box.onDidHide(() => {
        this.#isOpen = false;
        resolve(undefined);
        subscriptions.dispose();
      }),
    );
    box.show();
    if (later) void this.#improve(later);
  }

  get #typed(): string {
    return this.#box.value.trim();
  }

  #showItems(): void {
    this.#box.items = this.#itemsFor(this.#typed);
    this.#isMarkCurrent = this.#typed === '';
  }

  #mark(marked: string | undefined): void {
    this.#box.activeItems = this.#box.items.filter(({ answer }) => answer === marked);
  }

  /** What is typed, marked and scrolled to stays. */
  async #improve(later: NonNullable<OpenQuestion['later']>): Promise<void> {
    const box = this.#box;
    box.busy = true;
    const better = await later.catch(() => undefined);
    if (!this.#isOpen) return;
    box.busy = false;
    if (!better) return;
    const marked = box.activeItems[0]?.answer;
    this.#itemsFor = better.itemsFor;
    box.title = better.title;
    box.keepScrollPosition = true;
    box.items = this.#itemsFor(this.#typed);
    if (this.#isMarkCurrent) this.#mark(marked);
  }
}

import type { Locator, Page } from 'playwright-core';

/** The box at the top of the window: command palette, quick pick and input box are all shown in it. */
export class QuickInput {
  readonly widget: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget:visible');
  }

  /** Opens it with a key and writes into it; the key decides what it then is. */
  async open(key: string, text: string): Promise<void> {
    await this.#whenWebviewFocused();
    await this.#page.keyboard.press(key);
    await this.fill(text);
  }

  /**
   * A webview runs in a process of its own: what gives it the focus back is done before it has it, and a box that
   * opens in between loses its focus to it and closes. A person is slower.
   */
  async #whenWebviewFocused(): Promise<void> {
    const active = await this.#page.evaluateHandle(() => document.activeElement);
    const webview = await active.asElement()?.contentFrame();
    const content = await (await webview?.waitForSelector('#active-frame'))?.contentFrame();
    await content?.waitForFunction(() => document.hasFocus());
  }

  async fill(text: string): Promise<void> {
    await this.widget.locator('input.input').fill(text);
  }

  async accept(): Promise<void> {
    await this.#page.keyboard.press('Enter');
  }

  /** A row by its label, which is how its accessible name begins. */
  row(label: string): Locator {
    const text = JSON.stringify(label);
    const continued = JSON.stringify(`${label}, `);
    return this.widget.locator(`.monaco-list-row:is([aria-label=${text}], [aria-label^=${continued}])`).first();
  }

  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** The labels of the rows that are in view. */
  async labels(): Promise<readonly string[]> {
    return this.widget.locator('.monaco-list-row .label-name').allInnerTexts();
  }

  async whenClosed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }
}

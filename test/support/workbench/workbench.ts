import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { QuickInput } from './quickInput.ts';
import { themes } from './theme.ts';
import type { Theme } from './theme.ts';

/**
 * A VS Code window and what a person does in it. Every verb waits until VS Code shows its effect, and throws
 * when that does not come within half a minute; `page` is there for everything else.
 */
export class Workbench {
  readonly page: Page;
  readonly quickInput: QuickInput;
  /** Ends the window, the browser and the server. May be called again. */
  readonly close: () => Promise<void>;
  readonly #folder: string | undefined;

  constructor(page: Page, workspace: string | undefined, close: () => Promise<void>) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.close = close;
    this.#folder = workspace?.endsWith('.code-workspace') === true ? dirname(workspace) : workspace;
  }

  /** The extensions are known when their themes are: only then are all commands in the palette. */
  async whenReady(): Promise<void> {
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor();
    await this.page.locator('.statusbar-item').first().waitFor();
  }

  /** By VS Code's own command, which writes down what it remembers of the window before it goes. */
  async reload(): Promise<void> {
    const title = 'Developer: Reload Window';
    await this.quickInput.open('F1', `>${title}`);
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.quickInput.pick(title);
    await loaded;
    await this.whenReady();
  }

  /** @param title as the command palette shows it, its category included: `Paper Boat: Generate Image` */
  async runCommand(title: string): Promise<void> {
    await this.#openPalette(title);
    await this.quickInput.pick(title);
    await this.quickInput.row(title).waitFor({ state: 'hidden' });
  }

  /** Until a command is in the palette; only then is it in the menus, too, and an open menu does not learn of it. */
  async whenOffered(title: string): Promise<void> {
    await this.#openPalette(title);
    await this.page.keyboard.press('Escape');
    await this.quickInput.whenClosed();
  }

  /** A window that has just opened learns late that its folder is trusted, and an open palette does not learn it at all. */
  async #openPalette(title: string): Promise<void> {
    for (const deadline = Date.now() + 30_000; ;) {
      await this.quickInput.open('F1', `>${title}`);
      await this.quickInput.widget.locator('.monaco-list-row').first().waitFor();
      if ((await this.quickInput.row(title).count()) > 0) return;
      if (Date.now() > deadline) throw new Error(`The command palette has no “${title}”.`);
      await this.page.keyboard.press('Escape');
      await this.quickInput.whenClosed();
    }
  }

  /** @param path of a file, relative to the workspace */
  async openFile(path: string): Promise<void> {
    const name = basename(path);
    await this.quickInput.open('Control+P', path);
    await this.quickInput.pick(dirname(path) === '.' ? name : `${name} ${dirname(path)}`);
    await this.waitForTab(name);
  }

  /** Until then, keys go to the editor that was there before. */
  async waitForTab(fileName: string): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name=${JSON.stringify(fileName)}]`).waitFor();
  }

  /** The editor that has, or last had, the focus. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  async focusEditor(): Promise<void> {
    await this.editor.locator('.native-edit-context, textarea.inputarea').first().focus();
  }

  /** @param position a line, or a line and a column after a colon, both counted from 1 */
  async goTo(position: string): Promise<void> {
    await this.focusEditor();
    await this.quickInput.open('Control+G', `:${position}`);
    await this.quickInput.accept();
    await this.quickInput.whenClosed();
  }

  /** Selects whole lines, counted from 1, the line break after the last one included. */
  async selectLines(first: number, last = first): Promise<void> {
    await this.goTo(String(first));
    for (let line = first; line <= last; line++) await this.page.keyboard.press('Control+L');
  }

  /** Selects the first place at which the active editor holds a text of one line. */
  async selectText(text: string): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const find = this.editor.locator('.find-widget.visible');
    await find.locator('.find-part textarea').fill(text);
    await find.locator('.matchesCount', { hasText: /^1 of \d+/ }).waitFor({ state: 'attached' });
    // Not Escape: that closes a notification first.
    await find.locator('.codicon-widget-close').click();
    await find.waitFor({ state: 'hidden' });
  }

  /** Answers an input box. @param prompt tells which one when boxes follow each other */
  async typeInInputBox(text: string, prompt = ''): Promise<void> {
    const box = this.quickInput.widget.filter({ hasText: prompt }).locator('input.input');
    await box.fill(text);
    await box.press('Enter');
  }

  async pickQuickPick(label: string): Promise<void> {
    await this.quickInput.pick(label);
  }

  /** The notifications on screen that contain a text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text });
  }

  async waitForNotification(text: string | RegExp): Promise<Locator> {
    const toast = this.notification(text).first();
    await toast.waitFor();
    return toast;
  }

  async clickNotificationButton(text: string | RegExp, button: string): Promise<void> {
    const toast = await this.waitForNotification(text);
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** Answers a modal dialog. */
  async clickDialogButton(button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async undo(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+Z');
  }

  async save(): Promise<void> {
    await this.focusEditor();
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.editor-group-container.active .tab.active:not(.dirty)').waitFor();
  }

  /** Saves the active editor and reads its file: the text exactly as it is, whatever the screen shows of it. */
  async savedText(path: string): Promise<string> {
    await this.save();
    return readFile(resolve(this.#folder ?? '', path), 'utf8');
  }

  /** The document inside the active webview. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
  }

  async setTheme(theme: Theme): Promise<void> {
    const { label, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.fill(label);
    await this.quickInput.pick(label);
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
    await this.quickInput.whenClosed();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  }
}

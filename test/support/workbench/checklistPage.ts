import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const command = 'Paper Boat: Generate Missing Images…';

/** The list of missing images, and what a person does in it. */
export class ChecklistPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** @param scope as the box calls it that comes when a document is open */
  async list(scope?: string): Promise<void> {
    await this.#workbench.runCommand(command);
    if (scope !== undefined) await this.#workbench.pickQuickPick(scope);
  }

  /** From the menu that the Explorer has on a file or folder. */
  async listFromExplorer(name: string): Promise<void> {
    const { page } = this.#workbench;
    await this.#workbench.whenOffered(command);
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().click({ button: 'right' });
    const item = page.locator('.monaco-menu .action-item', { hasText: 'Generate Missing Images…' });
    // A menu that just opened takes no click yet, but every key.
    await item.hover();
    await page.locator('.monaco-menu .action-item.focused', { hasText: 'Generate Missing Images…' }).waitFor();
    await page.keyboard.press('Enter');
  }

  /** A document or an image, by a text in it. */
  row(text: string): Locator {
    return this.#panel.locator('.monaco-list-row', { hasText: text }).first();
  }

  /** Label and description of each, from top to bottom. */
  async rows(): Promise<readonly string[]> {
    const rows = await this.#panel.locator('.monaco-list-row').all();
    const read = async (row: Locator) => ({
      index: Number(await row.getAttribute('data-index')),
      text: (await row.locator('.label-name, .label-description').allInnerTexts()).join(': '),
    });
    const texts = await Promise.all(rows.map(read));
    return texts.toSorted((one, other) => one.index - other.index).map(({ text }) => text);
  }

  /** What stands above the list: how many are checked, and what they cost. */
  async total(): Promise<string> {
    return (await this.#panel.locator('.message').innerText()).trim();
  }

  async waitForTotal(text: string): Promise<void> {
    await this.#panel.locator('.message', { hasText: text }).waitFor();
  }

  async waitForNothingChecked(): Promise<void> {
    await this.#panel
      .locator('.custom-view-tree-node-item-checkbox[aria-checked="true"]')
      .first()
      .waitFor({ state: 'detached' });
  }

  /** A document's box is that of all its images. */
  async toggle(text: string): Promise<void> {
    await this.row(text).locator('.custom-view-tree-node-item-checkbox').click();
  }

  async editPrompt(text: string, prompt: string): Promise<void> {
    await this.row(text).hover();
    await this.row(text).getByRole('button', { name: 'Edit Prompt' }).click();
    await this.#workbench.typeInInputBox(prompt, 'Prompt for');
    await this.row(prompt).waitFor();
  }

  async generate(): Promise<void> {
    await this.#panel.getByRole('button', { name: 'Generate Checked Images' }).click();
  }

  get #panel(): Locator {
    return this.#workbench.page.locator('.part.panel');
  }
}

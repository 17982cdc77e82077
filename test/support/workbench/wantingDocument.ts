import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** What the active editor shows of the images that its document wants, and what a person does with it. */
export class WantingDocument {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** By its title; without one, all of them. */
  lens(title = ''): Locator {
    return this.#workbench.editor.locator('.codelens-decoration a', { hasText: title });
  }

  /** The lenses in view, from top to bottom. */
  async lenses(): Promise<readonly string[]> {
    const rows = await this.#workbench.editor.locator('.codelens-decoration:has(a)').all();
    const placed = await Promise.all(
      rows.map(async (row) => ({
        top: (await row.boundingBox())?.y ?? 0,
        titles: (await row.locator('a').allInnerTexts()).map((title) => title.trim()).join(' · '),
      })),
    );
    return placed.toSorted((one, other) => one.top - other.top).map(({ titles }) => titles);
  }

  get quickFixes(): Locator {
    return this.#workbench.page.locator('.action-widget .monaco-list-row.action');
  }

  /** Puts the cursor on a text and asks what can be done there. */
  async openQuickFixes(text: string): Promise<void> {
    await this.#workbench.selectText(text);
    await this.#workbench.focusEditor();
    await this.#workbench.page.keyboard.press('ArrowLeft');
    await this.#workbench.editor.locator('[class*="lightbulb"]').filter({ visible: true }).first().waitFor();
    await this.#workbench.page.keyboard.press('Control+.');
    await this.quickFixes.first().waitFor();
  }

  async quickFixTitles(): Promise<readonly string[]> {
    return (await this.quickFixes.allInnerTexts()).map((title) => title.trim());
  }

  async pickQuickFix(title: string): Promise<void> {
    await this.quickFixes.filter({ hasText: title }).click();
    await this.quickFixes.first().waitFor({ state: 'hidden' });
  }

  /** Shows the hover at a text. */
  async hover(text: string): Promise<Locator> {
    await this.#workbench.selectText(text);
    await this.#workbench.page.keyboard.press('ArrowLeft');
    await this.#workbench.page.keyboard.press('Control+K');
    await this.#workbench.page.keyboard.press('Control+I');
    const hover = this.#workbench.page.locator('.monaco-hover:visible');
    await hover.getByText('Regenerate').waitFor();
    return hover;
  }
}

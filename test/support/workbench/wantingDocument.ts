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

  /** The lenses in view, from top to bottom. There are none for a moment while VS Code draws them anew. */
  async lenses(): Promise<readonly string[]> {
    const rows = this.#workbench.editor.locator('.codelens-decoration:has(a)');
    const placed = await rows.evaluateAll((elements) =>
      elements.map((row) => ({
        top: row.getBoundingClientRect().top,
        titles: [...row.querySelectorAll('a')].map(({ innerText }) => innerText.trim()).join(' · '),
      })),
    );
    return placed.toSorted((one, other) => one.top - other.top).map(({ titles }) => titles);
  }

  get quickFixes(): Locator {
    return this.#workbench.page.locator('.action-widget .monaco-list-row.action');
  }

  /**
   * Puts the cursor on a place and asks what can be done there. VS Code asks for itself a quarter of a second after
   * the cursor moved, and then drops what was asked for by a key before: so the bulb has to be that of this place.
   */
  async openQuickFixes(position: string): Promise<void> {
    const { page } = this.#workbench;
    const bulb = this.#workbench.editor.locator('[class*="lightbulb"]').filter({ visible: true }).first();
    await this.#workbench.focusEditor();
    await page.keyboard.press('Control+Home');
    await bulb.waitFor({ state: 'hidden' });
    await this.#workbench.goTo(position);
    await bulb.waitFor();
    await page.keyboard.press('Control+.');
    await this.quickFixes.first().waitFor();
  }

  async quickFixTitles(): Promise<readonly string[]> {
    return (await this.quickFixes.allInnerTexts()).map((title) => title.trim());
  }

  async pickQuickFix(title: string): Promise<void> {
    await this.quickFixes.filter({ hasText: title }).click();
    await this.quickFixes.first().waitFor({ state: 'hidden' });
  }

  /** Shows the hover at a place. */
  async hover(position: string): Promise<Locator> {
    // Where lines move under the pointer, it counts as moved, and the hover goes.
    await this.#workbench.page.mouse.move(0, 0);
    await this.#workbench.goTo(position);
    await this.#workbench.page.keyboard.press('Control+K');
    await this.#workbench.page.keyboard.press('Control+I');
    const hover = this.#workbench.page.locator('.monaco-hover:visible');
    await hover.getByText('Regenerate').waitFor();
    return hover;
  }
}

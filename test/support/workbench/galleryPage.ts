import type { Frame, FrameLocator, Locator } from 'playwright-core';
import { accessibilityFindings } from './accessibility.ts';
import { screenshotPath } from './screenshots.ts';
import type { Theme } from './theme.ts';
import type { Workbench } from './workbench.ts';

const themes: readonly (readonly [string, Theme])[] = [
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['high-contrast-light', 'Default High Contrast Light'],
];

/** The gallery's page, and what a person does in it. */
export class GalleryPage {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Opens the gallery, or brings it to the front, and waits until it has listed everything. */
  static async open(workbench: Workbench): Promise<GalleryPage> {
    await workbench.runCommand('Paper Boat: Open Gallery');
    const gallery = new GalleryPage(workbench);
    await gallery.whenListed();
    return gallery;
  }

  get page(): FrameLocator {
    return this.#workbench.webview;
  }

  get prompt(): Locator {
    return this.page.getByRole('textbox', { name: 'Prompt' });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox');
  }

  get details(): Locator {
    return this.page.locator('aside.details');
  }

  /** By its file name. */
  cell(name: string): Locator {
    return this.page.locator(`[role=gridcell][aria-label^=${JSON.stringify(name)}]`).first();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  async whenListed(): Promise<void> {
    await this.prompt.waitFor();
    await this.page.locator('[role=progressbar]').waitFor({ state: 'hidden' });
  }

  /** Waits until a cell shows its picture. */
  async whenPictured(name: string): Promise<void> {
    await this.cell(name).locator('img').first().waitFor();
  }

  async generate(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.button('Generate').click();
  }

  /** Opens VS Code's own menu on an image and picks an entry. */
  async pickFromMenu(name: string, entry: string): Promise<void> {
    await this.cell(name).click({ button: 'right' });
    const item = this.#workbench.page.locator('.monaco-menu .action-item', { hasText: entry }).first();
    // A menu that just opened takes no click yet, but every key.
    await item.hover();
    await this.#workbench.page.locator('.monaco-menu .action-item.focused', { hasText: entry }).waitFor();
    await this.#workbench.page.keyboard.press('Enter');
  }

  /** The names of the images that are in view, in order. */
  async names(): Promise<readonly string[]> {
    const labels = await this.page
      .locator('[role=gridcell][aria-label]')
      .evaluateAll((cells) => cells.map((cell) => cell.ariaLabel ?? ''));
    return labels.map((label) => label.split(',')[0] ?? '');
  }

  /** Looks at the page in every theme, with eyes and with axe. */
  async lookAt(state: string): Promise<readonly string[]> {
    const findings: string[] = [];
    for (const [label, theme] of themes) {
      await this.#workbench.setTheme(theme);
      await this.#workbench.screenshot(screenshotPath(`gallery-${state}-${label}`));
      const found = await accessibilityFindings(await this.frame());
      findings.push(...found.map((finding) => `${label}: ${finding}`));
    }
    return findings;
  }

  /** For what a frame locator cannot do: evaluating in the page. */
  async frame(): Promise<Frame> {
    const frame = await (await this.page.locator('body').elementHandle({ timeout: 30_000 })).ownerFrame();
    if (!frame) throw new Error('The gallery has no frame.');
    return frame;
  }
}

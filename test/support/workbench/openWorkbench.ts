import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../vscode/browser.ts';
import type { Role } from '../vscode/role.ts';
import { startServer } from '../vscode/server.ts';
import type { Settings } from '../vscode/settings.ts';
import { windowUrl } from '../vscode/windowUrl.ts';
import type { Theme } from './theme.ts';
import { Workbench } from './workbench.ts';

export interface WorkbenchOptions {
  /** The absolute path of a folder or a `.code-workspace` file; without it the window is empty. */
  readonly workspace?: string;
  /** The extension as its users get it. */
  readonly vsix?: string;
  /** The extension as it lies in its folder, built. */
  readonly extensionPath?: string;
  /** User settings on top of the calm ones. */
  readonly settings?: Settings;
  /** Default: Default Light Modern. */
  readonly theme?: Theme;
  /** Default: newest. */
  readonly role?: Role;
  /** Whether folders have to be trusted first. Default: every folder is trusted. */
  readonly workspaceTrust?: boolean;
  /** Environment variables for the extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Opens VS Code in a browser of its own and resolves when it takes commands. Whoever opens it closes it.
 * @throws when it does not open; nothing is left behind then
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const server = await startServer({
    role: options.role ?? 'newest',
    settings: { 'workbench.colorTheme': options.theme ?? 'Default Light Modern', ...options.settings },
    extensions: [options.vsix, options.extensionPath].filter((path) => path !== undefined),
    workspaceTrust: options.workspaceTrust,
    env: options.env,
  });
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await server.close();
  };
  try {
    browser = await launchBrowser();
    const workbench = new Workbench(await openPage(browser), options.workspace, close);
    await workbench.page.goto(windowUrl(server.origin, { workspace: options.workspace }));
    await workbench.whenReady();
    return workbench;
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  return context.newPage();
}

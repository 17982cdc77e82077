#!/usr/bin/env node
/**
 * Stands in for the executable of a desktop VS Code: called with the flags of `@vscode/test-electron`, it opens the
 * window in a VS Code server and a headless browser, prints what the window logs and exits with the tests' code.
 * That code is 0 even when the extension host died, so the caller needs a word from the tests themselves.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { readRole } from './role.ts';
import { startServer } from './server.ts';
import type { Settings } from './settings.ts';
import { whenInterrupted } from './whenInterrupted.ts';
import { windowUrl } from './windowUrl.ts';
import type { WindowContent } from './windowUrl.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** The flags a desktop VS Code knows, those without a meaning here among them, are let through. */
const { values, positionals } = parseArgs({
  options: {
    extensionDevelopmentPath: text,
    extensionTestsPath: text,
    'user-data-dir': text,
    'disable-workspace-trust': flag,
    'enable-workspace-trust': flag,
  },
  allowPositionals: true,
  strict: false,
});

process.exitCode = await openWindow(
  {
    workspace: positionals[0] === undefined ? undefined : resolve(positionals[0]),
    extensionDevelopmentPath: pathOf('extensionDevelopmentPath'),
    extensionTestsPath: pathOf('extensionTestsPath'),
  },
  await readUserSettings(pathOf('user-data-dir')),
);

async function openWindow(content: WindowContent, settings: Settings): Promise<number> {
  const interrupted = whenInterrupted();
  const workspaceTrust = values['enable-workspace-trust'] === true || values['disable-workspace-trust'] !== true;
  const server = await startServer({ role: readRole(), settings, workspaceTrust, testDriver: true });
  try {
    const browser = await launchBrowser();
    try {
      return await Promise.race([
        exitCode(browser, windowUrl(server.origin, content)),
        server.ended.then(() => failure('The VS Code server ended.')),
        interrupted.then(() => failure('The window was interrupted.')),
      ]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

async function exitCode(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const exit = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationExit', exit.resolve);
  await page.exposeFunction('codeAutomationLog', (type: string, message: unknown[]) => {
    (type === 'error' ? process.stderr : process.stdout).write(`${format(...message)}\n`);
  });
  page.once('crash', () => {
    exit.resolve(failure('The window crashed.'));
  });
  page.once('close', () => {
    exit.resolve(failure('The browser ended.'));
  });
  await page.goto(url);
  return exit.promise;
}

function failure(sentence: string): number {
  process.stderr.write(`paper-boat: ${sentence}\n`);
  return 1;
}

function pathOf(name: 'extensionDevelopmentPath' | 'extensionTestsPath' | 'user-data-dir'): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? resolve(value) : undefined;
}

async function readUserSettings(userData: string | undefined): Promise<Settings> {
  if (userData === undefined) return {};
  const content = await readFile(join(userData, 'User', 'settings.json'), 'utf8').catch(() => '{}');
  return JSON.parse(content) as Settings;
}

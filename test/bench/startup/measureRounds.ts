import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/vscode/browser.ts';
import { startServer } from '../../support/vscode/server.ts';
import { windowUrl } from '../../support/vscode/windowUrl.ts';
import { vsix } from '../../support/workbench/vsix.ts';
import type { Activations } from './activation.ts';
import { packageBenchExtensions } from './benchExtensions.ts';
import { openProbeLine } from './probeLine.ts';
import type { ProbeLine } from './probeLine.ts';
import { measured } from './result.ts';

/**
 * Opens a window, and with it an extension host, for each round.
 * @param folder an empty one
 */
export async function measureRounds(
  folder: string,
  rounds: number,
  tell: (line: string) => void,
): Promise<readonly Activations[]> {
  const line = await openProbeLine();
  const server = await startServer({
    role: 'newest',
    extensions: [vsix, ...(await packageBenchExtensions(folder))],
    // Git starts with VS Code, and would go on looking for repositories in between.
    settings: { 'git.enabled': false },
    env: line.env,
  });
  const browser = await launchBrowser();
  try {
    const activations: Activations[] = [];
    for (let round = 0; round < rounds; round++) {
      tell(`Round ${round + 1} of ${rounds}.`);
      activations.push(await measureOnce(browser, windowUrl(server.origin, {}), { line, round }));
    }
    return activations;
  } finally {
    await browser.close();
    await server.close();
    line.close();
  }
}

async function measureOnce(
  browser: Browser,
  url: string,
  { line, round }: { readonly line: ProbeLine; readonly round: number },
): Promise<Activations> {
  const ids = Object.keys(measured);
  const first = round % ids.length;
  // Each is the first once, the second once: what was read for one may help the next.
  const activations = line.measure([...ids.slice(first), ...ids.slice(0, first)]);
  const context = await browser.newContext();
  const page = await context.newPage();
  const [result] = await Promise.all([activations, page.goto(url)]);
  // Left like this, a window takes its extension host along.
  await page.goto('about:blank');
  await context.close();
  return result;
}

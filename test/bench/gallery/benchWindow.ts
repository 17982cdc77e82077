import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContextOptions } from 'playwright-core';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { vsix } from '../../support/workbench/vsix.ts';
import { Workbench } from '../../support/workbench/workbench.ts';
import { HostProbe } from './hostProbe.ts';
import { ImageRequests } from './imageRequests.ts';
import type { HostBlocks } from './probe/blockSampler.ts';

/** How long a window is left alone, twice: until its start is over, and to see what it does by itself. */
const quietMs = 2_000;

/** Of a window like that of `openWorkbench`. */
const contextOptions: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-US',
  reducedMotion: 'reduce',
};

/** A VS Code with Paper Boat and the benchmark's own extension, and what is heard of it. Whoever opens it closes it. */
export class BenchWindow {
  readonly #errors: string[] = [];
  readonly #folder: string;
  readonly #probe: HostProbe;
  #workbench: Workbench;
  #requests: ImageRequests;

  /** Starts a new one, with empty folders for what it stores. */
  static async open(workspace: string, probeVsix: string): Promise<BenchWindow> {
    const probe = await HostProbe.listen();
    try {
      const workbench = await openWorkbench({ workspace, vsix, extensionPath: probeVsix, env: probe.env });
      return new BenchWindow(workbench, workspace, probe);
    } catch (error) {
      probe.close();
      throw error;
    }
  }

  private constructor(workbench: Workbench, folder: string, probe: HostProbe) {
    this.#folder = folder;
    this.#probe = probe;
    this.#workbench = workbench;
    this.#requests = this.#listen();
  }

  get workbench(): Workbench {
    return this.#workbench;
  }

  get requests(): ImageRequests {
    return this.#requests;
  }

  /** What the window and its webviews threw and nobody caught. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  /** Waits until the start is over. Answers the longest blocks of an extension host with nothing to do. */
  async settle(): Promise<HostBlocks> {
    await this.takeHostBlocks();
    await delay(quietMs);
    await this.takeHostBlocks();
    await delay(quietMs);
    return this.takeHostBlocks();
  }

  async takeHostBlocks(): Promise<HostBlocks> {
    return this.#probe.take();
  }

  /** What the scripts of the window and its webviews hold, garbage collected: their compiled code, too, so never before what is timed. */
  async heapMB(): Promise<number> {
    const { page } = this.#workbench;
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return usedSize / 1_000_000;
  }

  /**
   * Ends the window and opens another one as after a restart: with what extensions have stored on the disk, and
   * without what the browser remembers, which is its editors and its caches.
   */
  async restart(): Promise<void> {
    const { page, close } = this.#workbench;
    const [context, url] = [page.context(), page.url()];
    this.#probe.renew();
    // Left like this, a window takes its extension host along.
    await page.goto('about:blank');
    const another = await context.browser()?.newContext(contextOptions);
    if (another === undefined) throw new Error('The browser is gone.');
    await context.close();
    this.#workbench = new Workbench(await another.newPage(), this.#folder, close);
    this.#requests = this.#listen();
    await this.#workbench.page.goto(url);
    await this.#workbench.whenReady();
  }

  async close(): Promise<void> {
    await this.#workbench.close();
    this.#probe.close();
  }

  #listen(): ImageRequests {
    const { page } = this.#workbench;
    page.on('pageerror', (error) => this.#errors.push(error.message));
    return new ImageRequests(page, this.#folder);
  }
}

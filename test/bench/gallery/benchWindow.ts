import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import { openWorkbench } from '../../support/workbench/openWorkbench.ts';
import { vsix } from '../../support/workbench/vsix.ts';
import type { Workbench } from '../../support/workbench/workbench.ts';
import { HostProbe } from './hostProbe.ts';
import { ImageRequests } from './imageRequests.ts';
import type { HostBlocks } from './probe/blockSampler.ts';

/** How long a window is left alone, twice: until its start is over, and to see what it does by itself. */
const quietMs = 2_000;

/** A new VS Code with Paper Boat and the benchmark's own extension, and what is heard of it. Whoever opens it closes it. */
export class BenchWindow {
  readonly workbench: Workbench;
  readonly requests: ImageRequests;
  readonly #probe: HostProbe;
  readonly #session: CDPSession;
  readonly #errors: string[] = [];

  static async open(workspace: string, probeVsix: string): Promise<BenchWindow> {
    const probe = await HostProbe.listen();
    try {
      const workbench = await openWorkbench({ workspace, vsix, extensionPath: probeVsix, env: probe.env });
      const session = await workbench.page.context().newCDPSession(workbench.page);
      return new BenchWindow(workbench, { probe, session, requests: new ImageRequests(workbench.page, workspace) });
    } catch (error) {
      probe.close();
      throw error;
    }
  }

  private constructor(
    workbench: Workbench,
    parts: { readonly probe: HostProbe; readonly session: CDPSession; readonly requests: ImageRequests },
  ) {
    this.workbench = workbench;
    this.requests = parts.requests;
    this.#probe = parts.probe;
    this.#session = parts.session;
    workbench.page.on('pageerror', (error) => this.#errors.push(error.message));
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

  /** What the scripts of the window and its webviews hold, garbage collected. */
  async heapMB(): Promise<number> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#session.send('Runtime.getHeapUsage');
    return usedSize / 1_000_000;
  }

  /** Closes all panels and starts anew with the same data: what was stored is there, what was remembered is not. */
  async restart(): Promise<void> {
    await this.workbench.runCommand('View: Close All Editors');
    this.#probe.renew();
    await this.workbench.reload();
  }

  async close(): Promise<void> {
    await this.workbench.close();
    this.#probe.close();
  }
}

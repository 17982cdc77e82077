import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { ImageRequest } from '../../../src/images/image.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { bundleChild } from '../../support/walk/bundleChild.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { readTraces } from '../../support/walk/traces.ts';
import { Walk, type Places } from '../../support/walk/walk.ts';
import type { CrashNews, CrashTask } from './crashChild.ts';
import type { CrashRecord } from './crashFindings.ts';

export interface CrashPlan {
  readonly request: ImageRequest;
  /** The hashes of the images that the service makes of it. */
  readonly made: readonly string[];
  /** Where the window ends. */
  readonly crash?: CrashTask['crash'];
  /** Where the next window, which looks after what is left, ends as well. */
  readonly recoveryCrash?: CrashTask['crash'];
  /** What the service does, which may end the window, too. */
  readonly behaviourFor?: (child: ChildProcess) => Behaviour;
}

interface WindowRun {
  readonly task: CrashTask;
  readonly onStart?: (child: ChildProcess) => void;
}

/** Windows that crash, and those that come after them. */
export class Crashes {
  readonly #script: string;
  readonly #places: Places;

  private constructor(script: string, places: Places) {
    this.#script = script;
    this.#places = places;
  }

  /** `disk` is where the images go, when that is another than the one of the extension's storage. */
  static async prepare(context: TestContext, disk?: string): Promise<Crashes> {
    const script = await bundleChild(context, join(import.meta.dirname, 'crashChild.ts'));
    const [storage, images] = [await temporaryFolder(context), await temporaryFolder(context, disk)];
    return new Crashes(script, { storage, images });
  }

  /** What an undisturbed walk makes and does. */
  async undisturbed(request: ImageRequest) {
    const places = await this.#newPlaces();
    await using api = await startService();
    const operations = await this.#run({ task: { ...places, service: api, request } });
    return { made: (await readTraces(places)).images.toSorted(), operations };
  }

  /** What it takes to look after what a crash left. */
  async operationsOfRecovery({ request, crash }: CrashPlan): Promise<readonly string[]> {
    const places = await this.#newPlaces();
    await using api = await startService();
    await this.#run({ task: { ...places, service: api, request, ...(crash && { crash }) } });
    return await this.#run({ task: { ...places, service: api } });
  }

  async run({ request, made, crash, recoveryCrash, behaviourFor }: CrashPlan): Promise<CrashRecord> {
    const places = await this.#newPlaces();
    await using api = await startService();
    await this.#run({
      task: { ...places, service: api, request, ...(crash && { crash }) },
      onStart: (child) => {
        if (behaviourFor) api.script(behaviourFor(child));
      },
    });
    const crashed = await readTraces(places);
    if (recoveryCrash) await this.#run({ task: { ...places, service: api, crash: recoveryCrash } });
    const [first, second] = [await this.#lookAgain(places), await this.#lookAgain(places)];
    return {
      ...{ made, crashed, recovered: first.traces, again: second.traces },
      ...{ listed: first.listed, listedAgain: second.listed, log: [...first.log, ...second.log] },
      asked: api.requests.filter(({ method }) => method === 'POST').length,
    };
  }

  async #lookAgain(places: Places) {
    const walk = new Walk(places);
    await walk.recover();
    return { traces: await readTraces(places), listed: await walk.interrupted.list(), log: walk.log };
  }

  async #newPlaces(): Promise<Places> {
    const name = randomUUID();
    const places = { storage: join(this.#places.storage, name), images: join(this.#places.images, name) };
    await Promise.all([mkdir(places.storage), mkdir(places.images)]);
    return places;
  }

  /** To its end, whichever that is. Answers the operations of a window that was not ended early. */
  async #run({ task, onStart }: WindowRun): Promise<readonly string[]> {
    const child = fork(this.#script, [JSON.stringify(task)], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    let operations: readonly string[] = [];
    child.on('message', (news: CrashNews) => {
      if ('operations' in news) operations = news.operations;
    });
    onStart?.(child);
    await once(child, 'exit');
    return operations;
  }
}

async function startService() {
  const api = await startImageApi();
  return { ...api, [Symbol.asyncDispose]: () => api.close() };
}

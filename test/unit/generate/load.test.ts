import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import type { Recipe } from '../../../src/images/recipe.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import { startImageApi } from '../../support/imageApi/server.ts';
import { bundleChild } from '../../support/walk/bundleChild.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { readTraces } from '../../support/walk/traces.ts';
import type { Ending, LoadReport, LoadTask } from './loadChild.ts';
import { kindOf, kindOfPrompt, kinds, mixedJobs, type Job, type State } from './loadJobs.ts';

/** The stand-in, which answers each job as its kind asks, and the windows that ask it. */
async function startLoad(context: TestContext) {
  const script = await bundleChild(context, join(import.meta.dirname, 'loadChild.ts'));
  const folder = await temporaryFolder(context);
  const places = { storage: join(folder, 'storage'), images: join(folder, 'images') };
  await Promise.all([mkdir(places.storage), mkdir(places.images)]);
  let child: ChildProcess | undefined;
  const usually: Behaviour = (exchange) => {
    const { prompt } = exchange.request.body as { readonly prompt: string };
    const kind = kindOfPrompt(prompt);
    if (kind === 'abandoned') child?.send(prompt);
    return kinds[kind].behaviour(exchange);
  };
  const api = await startImageApi({ usually });
  context.after(() => api.close());
  const { baseUrl, key } = api;
  /** Undefined for a window that crashed. */
  const run = async (task: Pick<LoadTask, 'rounds' | 'book' | 'crashAfter' | 'isSecond'>) => {
    const execArgv = ['--expose-gc', '--disable-warning=ExperimentalWarning'];
    child = fork(script, [JSON.stringify({ ...task, ...places, service: { baseUrl, key } })], { execArgv });
    let report: LoadReport | undefined;
    child.on('message', (message: LoadReport) => (report = message));
    await once(child, 'exit');
    // Every connection is closed when this is over.
    await Promise.all(api.requests.map(({ ended }) => ended));
    return report;
  };
  const asked = (): ReadonlyMap<string, number> => {
    const prompts = api.requests.flatMap(
      ({ body }) => (body as { readonly prompt?: string } | undefined)?.prompt ?? [],
    );
    return new Map(Array.from(Map.groupBy(prompts, String), ([prompt, all]) => [prompt, all.length] as const));
  };
  return { folder, places, run, asked };
}

async function readLines<Line>(path: string): Promise<readonly Line[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Line);
}

/** In what a job differs from what was promised, as words. */
function findings(job: Job, states: readonly State[], asked: number): readonly string[] {
  const { ends, isRepeated } = kindOf(job);
  const [state, ...more] = states;
  const most = isRepeated ? 3 : 1;
  const checks: Readonly<Record<string, boolean>> = {
    'has no state': state === undefined,
    'has several states': more.length > 0,
    'ends otherwise than it should': state !== undefined && state !== 'interrupted' && !ends.includes(state),
    'was asked for too often': asked > most,
    'has images that were not asked for': state === 'saved' && asked === 0,
    'was asked for though it was cancelled before': job.kind === 'unwanted' && asked > 0,
  };
  return Object.keys(checks)
    .filter((name) => checks[name])
    .map((name) => `${job.request.prompt} ${name}`);
}

suite('Under load', { timeout: 240_000 }, () => {
  test('with faults, cancels and a crash in between, every job ends in one state', async (context) => {
    const { folder, places, run, asked } = await startLoad(context);
    const jobs = mixedJobs(200, 'boat');
    const [first, second] = [join(folder, 'first'), join(folder, 'second')];
    assert.equal(await run({ rounds: [jobs], book: first, crashAfter: 100 }), undefined);
    const report = await run({ rounds: [jobs], book: second, isSecond: true });
    assert.ok(report);

    const endings = [...(await readLines<Ending>(first)), ...(await readLines<Ending>(second))];
    const recipes = await readLines<Recipe>(join(places.storage, 'recipes.jsonl'));
    const traces = await readTraces(places);
    const imagesOf = (prompt: string) => recipes.filter(({ request }) => request.prompt === prompt);
    const states = new Map<string, readonly State[]>();
    for (const { request, kind } of jobs) {
      const { prompt } = request;
      const told = endings.filter((ending) => ending.prompt === prompt).map(({ state }) => state);
      const all = [...told, ...(report.interrupted.includes(prompt) ? (['interrupted'] as const) : [])];
      // It ended, and the window crashed before it could tell: what is on the disk says how.
      const [unseen = 'failed'] = kinds[kind].ends;
      states.set(prompt, all.length > 0 ? all : imagesOf(prompt).length > 0 || unseen !== 'saved' ? [unseen] : []);
    }
    assert.deepEqual(
      jobs.flatMap((job) => findings(job, states.get(job.request.prompt) ?? [], asked().get(job.request.prompt) ?? 0)),
      [],
    );
    const savedJobs = jobs.filter(({ request }) => states.get(request.prompt)?.[0] === 'saved');
    assert.deepEqual(
      savedJobs.filter(({ request }) => imagesOf(request.prompt).length !== request.count),
      [],
    );
    const { images, kept, halves, waiting, damagedLines } = traces;
    const safe = [...images, ...kept];
    assert.deepEqual(
      { doubled: safe.length - new Set(safe).size, halves, waiting, damagedLines },
      { doubled: 0, halves: [], waiting: [], damagedLines: 0 },
    );
    assert.deepEqual(
      recipes.filter(({ hash }) => !safe.includes(hash)),
      [],
    );
    const seen = new Set([...states.values()].flat());
    assert.deepEqual(seen, new Set(['saved', 'kept', 'failed', 'cancelled', 'interrupted']));
  });

  test('nothing is left over, however many jobs there are', async (context) => {
    const { folder, run } = await startLoad(context);
    const rounds = [100, 100, 400].map((count, round) => mixedJobs(count, `round-${round}`));
    const report = await run({ rounds, book: join(folder, 'book') });
    assert.ok(report);
    const [start, warm, after100, after400, end] = report.possessions;
    assert.ok(start && warm && after100 && after400 && end);
    const bytesPerJob = (after400.heap - after100.heap) / 400;
    assert.ok(bytesPerJob < 3000, `${bytesPerJob} bytes are left of each job`);
    assert.deepEqual(
      {
        resources: end.resources,
        // A process that has just started may still hold a file of its own loading.
        filesLeft: Math.max(0, end.files - start.files),
        listeners: [warm, after100, after400, end].map((at) => at.listeners),
      },
      { resources: start.resources, filesLeft: 0, listeners: [0, 0, 0, 0] },
    );
  });
});

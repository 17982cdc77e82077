/**
 * What the benchmark installs beside the extensions it measures. While VS Code starts, and before any of them would
 * start by itself, it activates them one after the other and says what VS Code's own marks tell of each.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { extensions } from 'vscode';
import type { Activation, Activations, Report } from '../activation.ts';

/** The window's own start is over by then; after ten seconds VS Code would no longer wait for this extension. */
const quietMs = 3_000;

/** What an extension does after it was activated must not count for the next one. */
const pauseMs = 300;

/** The extension host keeps its marks here, by the clock of `Date.now`. */
interface Marks {
  readonly MonacoPerformanceMarks: { getMarks(): readonly { readonly name: string; readonly startTime: number }[] };
}

export async function activate(): Promise<void> {
  const socket = connect(Number(process.env.PAPER_BOAT_BENCH_PORT), '127.0.0.1');
  const [order] = (await once(createInterface(socket), 'line')) as [string];
  const report: Report = await activateAll(JSON.parse(order) as readonly string[]).then(
    (activations) => ({ activations }),
    (error: unknown) => ({ error: String(error) }),
  );
  socket.end(JSON.stringify(report));
}

async function activateAll(ids: readonly string[]): Promise<Activations> {
  await delay(quietMs);
  const wholeMilliseconds = Date.now;
  Date.now = () => performance.timeOrigin + performance.now();
  try {
    const activations: Record<string, Activation> = {};
    for (const id of ids) {
      await delay(pauseMs);
      activations[id] = await activateOne(id);
    }
    return activations;
  } finally {
    Date.now = wholeMilliseconds;
  }
}

async function activateOne(id: string): Promise<Activation> {
  const extension = extensions.getExtension(id);
  if (!extension) throw new Error(`There is no extension ${id}.`);
  if (extension.isActive) throw new Error(`${id} was active before it was measured.`);
  const wanted = performance.now();
  await extension.activate();
  const untilActiveMs = performance.now() - wanted;
  const { MonacoPerformanceMarks: marks } = globalThis as unknown as Marks;
  const times = new Map(marks.getMarks().map(({ name, startTime }) => [name, startTime]));
  const between = (start: string, end: string): number => {
    const [from, to] = [start, end].map((name) => times.get(`code/extHost/${name}/${extension.id}`));
    if (from === undefined || to === undefined) throw new Error(`VS Code has not marked when it activated ${id}.`);
    return to - from;
  };
  return {
    loadMs: between('willLoadExtensionCode', 'didLoadExtensionCode'),
    activateMs: between('willActivateExtension', 'didActivateExtension'),
    untilActiveMs,
  };
}

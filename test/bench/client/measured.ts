/** One contender, one case, one process: `node measured.cjs CONTENDER CASE BASE_URL FOLDER`. Prints a `Measurement`. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { warmUpOf } from './cases.ts';
import type { CaseName } from './cases.ts';
import type { Contender } from './contenders/contender.ts';
import { contenders } from './contenders/contenders.ts';
import type { ContenderName } from './contenders/contenders.ts';
import { peakBytes } from './peakBytes.ts';

export interface Measures {
  /** From the call to the file, closed. */
  readonly ms: number;
  /** The most memory the process had by the end, without what it had before the call; megabytes of 2^20. */
  readonly rssMb: number;
  /** The longest time the event loop took to come round, with a timer of one millisecond. */
  readonly stallMs: number;
}

export interface Measurement extends Measures {
  /** Absent when the contender writes none. */
  readonly path?: string;
}

const megabyte = 2 ** 20;
/** A pause in which the event loop comes round several times. */
const restMs = 20;

void run(process.argv[2] as ContenderName, process.argv[3] as CaseName);

async function run(name: ContenderName, prompt: CaseName): Promise<void> {
  const [baseUrl = '', folder = ''] = process.argv.slice(4);
  const generate = await contenders[name]();
  const [cold, warm] = [join(folder, 'cold'), join(folder, 'warm')];
  await mkdir(cold);
  await mkdir(warm);
  await generate({ baseUrl, prompt: warmUpOf(prompt), folder: cold });
  const measurement = await measure(() => generate({ baseUrl, prompt, folder: warm }));
  process.stdout.write(JSON.stringify(measurement), () => process.exit());
}

async function measure(generate: () => ReturnType<Contender>): Promise<Measurement> {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  await delay(restMs);
  loop.reset();
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const path = await generate();
  const ms = performance.now() - start;
  await delay(restMs);
  loop.disable();
  return {
    ms,
    rssMb: ((await peakBytes()) - before) / megabyte,
    stallMs: loop.max / 1e6,
    ...(path !== undefined && { path }),
  };
}

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { caseNames } from './cases.ts';
import type { CaseName } from './cases.ts';
import { contenderNames } from './contenders/contenders.ts';
import type { ContenderName } from './contenders/contenders.ts';
import type { Measurement, Measures } from './measured.ts';
import { startServer } from './startServer.ts';
import type { BenchService } from './startServer.ts';

/** One pass through everything that is measured. */
export type Round = Readonly<Record<CaseName, Readonly<Record<ContenderName, Measures>>>>;

/** @param folder one to work in */
export async function measureRounds(
  folder: string,
  count: number,
  tell: (line: string) => void,
): Promise<readonly Round[]> {
  const script = await bundleMeasured(folder);
  using service = await startServer();
  const rounds: Round[] = [];
  for (let round = 1; round <= count; round++) {
    tell(`Round ${round} of ${count}.`);
    rounds.push(
      await recordOf(caseNames, (name) =>
        recordOf(contenderNames, (contender) => measure({ script, folder, service, contender, name })),
      ),
    );
  }
  return rounds;
}

/** All contenders run as an extension does: bundled, without a compiler in their process. */
async function bundleMeasured(folder: string): Promise<string> {
  const outfile = join(folder, 'measured.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'measured.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    logLevel: 'warning',
  });
  return outfile;
}

interface Measuring {
  readonly script: string;
  readonly folder: string;
  readonly service: BenchService;
  readonly contender: ContenderName;
  readonly name: CaseName;
}

/** In a fresh process. Throws when the file is not what was sent. */
async function measure({ script, folder, service, contender, name }: Measuring): Promise<Measures> {
  const own = await mkdtemp(join(folder, `${contender}-${name}-`));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, contender, name, service.baseUrl, own]);
    const { path, ...measures } = JSON.parse(stdout) as Measurement;
    if (contender !== 'floor' && (path === undefined || (await hashOf(path)) !== service.hashes[name]))
      throw new Error(`${contender} wrote something else than what was sent for ${name}.`);
    return measures;
  } finally {
    await rm(own, { recursive: true });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** One after the other. */
async function recordOf<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Promise<Value>,
): Promise<Readonly<Record<Name, Value>>> {
  const entries: [Name, Value][] = [];
  for (const name of names) entries.push([name, await valueOf(name)]);
  return Object.fromEntries(entries) as Record<Name, Value>;
}

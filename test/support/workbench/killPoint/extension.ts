/** What a test installs beside Paper Boat: it ends the extension host at a point that the test has named. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import disk from 'node:fs/promises';
import { join } from 'node:path';
import type { Point } from './killPoint.ts';

const folder = process.env.PAPER_BOAT_KILL_FOLDER ?? '';
const pointFile = join(folder, 'point.json');

type Call = (...given: unknown[]) => Promise<unknown>;

export function activate(): void {
  // The product's bundle asks the module for its functions at each call, and there is one module for all of the process.
  const calls = disk as unknown as Record<Point['call'], Call>;
  for (const call of ['writeFile', 'link', 'appendFile'] as const) {
    const real = calls[call];
    calls[call] = async (...given) => {
      endHere({ call, when: 'before' }, given);
      const result = await real(...given);
      endHere({ call, when: 'after' }, given);
      return result;
    };
  }
  const host = { pid: process.pid, userFolder: process.env.PAPER_BOAT_USER_FOLDER };
  const file = join(folder, `${process.pid}.host`);
  writeFileSync(`${file}.new`, JSON.stringify(host));
  renameSync(`${file}.new`, file);
}

/** Once only: the extension host that follows passes the same place. */
function endHere({ call, when }: Pick<Point, 'call' | 'when'>, given: readonly unknown[]): void {
  const point = readPoint();
  if (point?.call !== call || point.when !== when) return;
  if (!given.some((argument) => typeof argument === 'string' && argument.includes(point.path))) return;
  rmSync(pointFile);
  process.kill(process.pid, 'SIGKILL');
}

function readPoint(): Point | undefined {
  try {
    return JSON.parse(readFileSync(pointFile, 'utf8')) as Point;
  } catch {
    return undefined;
  }
}

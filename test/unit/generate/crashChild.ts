import type { ImageRequest } from '../../../src/images/image.ts';
import { watchDisk, type Moment } from '../../support/walk/diskOperations.ts';
import { Walk, type Places, type Service } from '../../support/walk/walk.ts';

export interface CrashTask extends Places {
  readonly service: Service;
  /** Absent for a window that only looks after what others left. */
  readonly request?: ImageRequest;
  /** Where the process ends itself; never when absent. */
  readonly crash?: { readonly moment: Moment; readonly operation: number };
}

/** What the process says on its way. */
export type CrashNews = { readonly bytes: number } | { readonly operations: readonly string[] };

// A window that may end at any of its operations on the disk: node crashChild.ts TASK

const { service, request, crash, ...places } = JSON.parse(process.argv[2] ?? '') as CrashTask;
const say = (news: CrashNews): void => void process.send?.(news);
const operations: string[] = [];
let finished = 0;
let bytes = 0;

await watchDisk((moment, name, result) => {
  const operation = moment === 'before' ? operations.push(name) : ++finished;
  if (crash?.moment === moment && crash.operation === operation) process.kill(process.pid, 'SIGKILL');
  if (moment === 'after' && (name === 'write' || name === 'writev'))
    say({ bytes: (bytes += (result as { readonly bytesWritten: number }).bytesWritten) });
});
const walk = new Walk(places, service);
await (request ? walk.generate(request) : walk.recover());
await walk.dispose();
say({ operations });
process.disconnect();

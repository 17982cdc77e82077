import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

export type Moment = 'before' | 'after';

/** What changes a disk; reading is left alone. */
const ofModule = ['open', 'writeFile', 'appendFile', 'rename', 'link', 'rm', 'mkdir'];
const ofFile = ['write', 'writev', 'writeFile', 'sync'];

/** Has a process tell of all that it does to the disk, each before and after it is done. */
export async function watchDisk(tell: (moment: Moment, name: string, result: unknown) => void): Promise<void> {
  const file = await fs.open(process.execPath);
  watch(Object.getPrototypeOf(file) as object, ofFile, tell);
  await file.close();
  watch(fs, ofModule, tell);
  syncBuiltinESMExports();
}

function watch(owner: object, names: readonly string[], tell: Parameters<typeof watchDisk>[0]): void {
  for (const name of names) {
    const original = Reflect.get(owner, name) as (...values: unknown[]) => Promise<unknown>;
    Reflect.set(owner, name, async function (this: unknown, ...values: unknown[]) {
      tell('before', name, undefined);
      const result = await original.apply(this, values);
      tell('after', name, result);
      return result;
    });
  }
}

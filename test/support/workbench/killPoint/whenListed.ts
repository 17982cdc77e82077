import { readdirSync, watch } from 'node:fs';

/** What a folder holds, as soon as that is what is wanted: now, or after a change. */
export async function whenListed(
  folder: string,
  isWanted: (names: readonly string[]) => boolean,
): Promise<readonly string[]> {
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const look = () => {
    const names = readdirSync(folder);
    if (isWanted(names)) resolve(names);
  };
  const watcher = watch(folder, look);
  look();
  const names = await promise;
  watcher.close();
  return names;
}

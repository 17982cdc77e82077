import { posix } from 'node:path';
import type { ListFolder } from '../../../../src/documents/missing/folderNames.ts';

/** A file system of files that are empty, by their absolute paths. */
export function filesTree(files: readonly string[]): ListFolder {
  const names = new Map<string, Set<string>>();
  for (const file of files)
    for (let path = file; path !== '/'; path = posix.dirname(path)) {
      const folder = posix.dirname(path);
      names.set(folder, (names.get(folder) ?? new Set()).add(posix.basename(path)));
    }
  return (path) => {
    const found = names.get(path);
    return Promise.resolve(found && [...found]);
  };
}

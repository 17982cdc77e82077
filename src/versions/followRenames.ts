import { VersionStore } from './versionStore.ts';

/** As VS Code tells it: the two names are Uris. */
export interface Rename {
  readonly oldUri: { toString(): string };
  readonly newUri: { toString(): string };
}

/** Files and folders have other names now: the earlier versions of images go with them. */
export async function followRenames(renames: readonly Rename[], folder: string): Promise<void> {
  const versions = new VersionStore(folder);
  for (const { oldUri, newUri } of renames) await versions.moved(oldUri.toString(), newUri.toString());
}

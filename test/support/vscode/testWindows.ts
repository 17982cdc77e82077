import { writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { WorkspaceCopy } from './workspaceCopy.ts';

/** A window that tests run in. */
export interface TestWindow {
  /** Its name, and that of the folder under test/integration whose tests run in it. */
  readonly name: string;
  /** Whether its folder is opened untrusted, in Restricted Mode. */
  readonly restricted?: boolean;
  /** The names of the copies of the sample workspace it has. */
  readonly workspaces: readonly string[];
  /** What of the copies is opened, as an argument for VS Code. */
  open(copy: WorkspaceCopy): Promise<readonly string[]>;
}

const openFolder = (copy: WorkspaceCopy) => Promise.resolve(copy.workspaces);

/** Every kind of window the extension has to live in. */
const testWindows: readonly TestWindow[] = [
  { name: 'folder', workspaces: ['workspace'], open: openFolder },
  { name: 'multiRoot', workspaces: ['first', 'second'], open: openMultiRoot },
  { name: 'noFolder', workspaces: [], open: openFolder },
  { name: 'restricted', restricted: true, workspaces: ['workspace'], open: openFolder },
  { name: 'virtual', workspaces: [], open: openVirtual },
];

async function openMultiRoot(copy: WorkspaceCopy): Promise<readonly string[]> {
  const file = join(copy.folder, 'sample.code-workspace');
  await writeFile(file, JSON.stringify({ folders: copy.workspaces.map((path) => ({ path })) }));
  return [file];
}

/** Its file system comes with the tests. */
async function openVirtual(copy: WorkspaceCopy): Promise<readonly string[]> {
  const file = join(copy.folder, 'virtual.code-workspace');
  await writeFile(file, JSON.stringify({ folders: [{ uri: 'paperboat-memory:/' }] }));
  return [file];
}

/**
 * Sorts test files by the window they run in; windows without tests are left out.
 * @throws when a file lies outside the windows' folders, where it would never run
 */
export function groupByWindow(files: readonly string[]): ReadonlyMap<TestWindow, readonly string[]> {
  const groups = Map.groupBy(files, (file) => testWindows.find((window) => file.startsWith(`${window.name}${sep}`)));
  const stray = groups.get(undefined);
  if (stray === undefined) return groups as Map<TestWindow, readonly string[]>;
  const known = testWindows.map((window) => window.name).join(', ');
  throw new Error(`${stray.join(', ')} would never run: no window has that folder. There are ${known}.`);
}

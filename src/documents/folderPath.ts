import { posix } from 'node:path';

/** The paths here are those of Uris: absolute, with `/` between segments, and `/c:/…` on Windows. */
export interface FolderContext {
  readonly root: string;
  /** The document's own folder, in the root; what it is called is not the setting's doing. */
  readonly documentFolder: string;
}

/** The folder that a setting names, from the root on. Throws an `Error` for a name that is not one on every system. */
export function settingFolder(setting: string, { root, documentFolder }: FolderContext): string {
  const path = resolvePath(root, setting);
  const known = isInside(documentFolder, path) ? documentFolder : root;
  if (isInside(known, path)) for (const name of fromTo(known, path).split('/')) checkName(name);
  return path;
}

/** Reads `C:/images` as the absolute path that it is. */
export function resolvePath(from: string, path: string): string {
  return withLowerDrive(posix.resolve(from, /^[a-z]:\//i.test(path) ? `/${path}` : path));
}

export function isInside(root: string, path: string): boolean {
  const way = fromTo(root, path);
  return way !== '..' && !way.startsWith('../');
}

/** The way from one to the other, which differ in the case of their drives perhaps. */
export const fromTo = (from: string, to: string): string => posix.relative(withLowerDrive(from), withLowerDrive(to));

/** Editors write `/c:/`; without the last slash a drive would mean its current folder. */
const withLowerDrive = (path: string): string =>
  path.replace(/^\/([a-z]:)(?:\/|$)/i, (_, drive: string) => `/${drive.toLowerCase()}/`);

/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file; a colon would name a stream inside a file. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9¹²³]) *(?:\.|$)/i;

function checkName(name: string): void {
  if (name.includes('\0')) throw new Error('a folder’s name cannot hold a NUL character.');
  if (name.includes(':')) throw new Error(`a folder’s name cannot hold a colon, and "${name}" does.`);
  if (device.test(name)) throw new Error(`"${name}" is the name of a device on Windows.`);
  if (/[. ]$/.test(name)) throw new Error(`"${name}" ends in a dot or a space, which Windows leaves out.`);
}

/** Whether a file can have this name on every system. Bidirectional overrides would let it read differently from what it is. */
export function isFileName(name: string): boolean {
  return (
    !/[/\\:*?"<>|\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u.test(name) &&
    !/^\.*$|[. ]$|^ /.test(name) &&
    !device.test(name) &&
    new TextEncoder().encode(name).length <= 255
  );
}

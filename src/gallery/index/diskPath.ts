/** The path of a Uri as Windows or the other systems spell it. `//server/share/…` stands for a share of the network. */
export function diskPath(path: string, isWindows: boolean): string {
  if (!isWindows) return path;
  const local = path.replace(/^\/(?=[a-z]:)/i, '').replaceAll('/', '\\');
  // Without the last backslash a drive would mean its current folder.
  return /^[a-z]:$/i.test(local) ? `${local}\\` : local;
}

/** The inverse of `diskPath`; drives come out in lower case, as editors write them. */
export function uriPath(path: string, isWindows: boolean): string {
  if (!isWindows) return path;
  const plain = path.replace(/^\\\\\?\\(UNC\\)?/i, (_, share?: string) => (share === undefined ? '' : '\\\\'));
  return plain.replace(/^[a-z]:/i, (drive) => `/${drive.toLowerCase()}`).replaceAll('\\', '/');
}

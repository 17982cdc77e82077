/** What the index needs of a file system. Paths are those of Uris: absolute, with `/`, and `/c:/…` on Windows. */
export interface FileTree {
  /** Rejects when the folder is gone or closed to us. */
  list(folder: string): Promise<readonly Listed[]>;
  /** Follows links; undefined when nothing is there. */
  stat(path: string): Promise<FileStat | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** The path behind all links. */
  realPath(path: string): Promise<string>;
}

export interface Listed {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

export function inFolder(folder: string, name: string): string {
  if (name === '') return folder;
  return folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** Empty for the folder itself; undefined when the path lies elsewhere. */
export function relativeTo(folder: string, path: string): string | undefined {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  const within = path.endsWith('/') ? path : `${path}/`;
  return within.startsWith(start) ? within.slice(start.length, -1) : undefined;
}

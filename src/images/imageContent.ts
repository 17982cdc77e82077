/** Bytes at rest, read in parts so that a large image need not be in memory. */
export interface ByteSource {
  readonly length: number;
  /** From `start` up to `end`; fewer bytes where the source ends before that. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** All bytes of one image, wherever they rest. */
export interface ImageContent extends ByteSource {
  /** SHA-256 in hex. */
  readonly hash: string;
  /** The file they are in; absent when they are in memory only. */
  readonly path?: string;
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { ImageContent } from '../images/imageContent.ts';

export interface FileContent extends ImageContent {
  readonly path: string;
}

/** Bytes that rest in a file, whose length and hash are known already. */
export function fileContent(path: string, length: number, hash: string): FileContent {
  return { path, length, hash, read: (start, end) => readPart(path, start, Math.min(end, length)) };
}

/** Throws the error of the disk. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

async function readPart(path: string, start: number, end: number): Promise<Uint8Array> {
  await using file = await open(path);
  return await bytesOf(file, start, end);
}

/** Of an open file, fewer where it ends earlier. */
export async function bytesOf(file: FileHandle, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

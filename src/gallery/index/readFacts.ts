import { webcrypto } from 'node:crypto';
import type { ImageSize, ImageType } from '../../images/image.ts';
import { isDrawableSize } from '../../images/imageSize.ts';
import { imageSize, imageType } from '../../images/imageType.ts';
import type { FileStat, FileTree } from './fileTree.ts';

/** What the bytes of a file say, as far as it is remembered. */
export interface FileFacts {
  /** SHA-256 in hex; empty when the file was not read, because it is too large or closed to us. */
  readonly hash: string;
  /** Absent for what is no image of a known type. */
  readonly type?: ImageType | undefined;
  /** As the header claims; absent when it does not. */
  readonly size?: ImageSize | undefined;
}

export const unread: FileFacts = { hash: '' };

/** Larger files are never read. */
const largestRead = 64 * 2 ** 20;
const largestSvg = 2 ** 20;

export interface Reading {
  readonly stat: FileStat;
  /** Absent when the file changed while it was read. */
  readonly facts?: FileFacts | undefined;
}

/** Undefined when the file is gone; rejects when it cannot be read. */
export async function readFacts(tree: FileTree, path: string): Promise<Reading | undefined> {
  const before = await tree.stat(path);
  if (before?.kind !== 'file') return undefined;
  if (before.bytes > largestRead) return { stat: before, facts: unread };
  const bytes = await tree.read(path);
  const stat = await tree.stat(path);
  if (stat?.kind !== 'file') return undefined;
  const isSame = stat.modifiedAt === before.modifiedAt && stat.bytes === before.bytes && bytes.length === stat.bytes;
  return isSame ? { stat, facts: await factsIn(bytes) } : { stat };
}

async function factsIn(bytes: Uint8Array): Promise<FileFacts> {
  // Hashes on another thread, where `createHash` would hold up this one.
  const digest = await webcrypto.subtle.digest('SHA-256', bytes);
  const type = imageType(bytes);
  return { hash: Buffer.from(digest).toString('hex'), type, size: type && imageSize(bytes, type) };
}

/** Whether a browser may be asked to decode it. */
export function isDrawable({ type, size }: FileFacts, bytes: number): boolean {
  if (type === 'svg') return bytes <= largestSvg;
  return type !== undefined && size !== undefined && isDrawableSize(size);
}

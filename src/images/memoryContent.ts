import { createHash } from 'node:crypto';
import type { ImageContent } from './imageContent.ts';

/** Bytes that are in memory only. */
export function memoryContent(bytes: Uint8Array): ImageContent {
  return {
    length: bytes.length,
    hash: createHash('sha256').update(bytes).digest('hex'),
    read: (start, end) => Promise.resolve(bytes.subarray(start, end)),
  };
}

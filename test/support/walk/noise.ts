import { createCipheriv } from 'node:crypto';

/** Bytes that look like chance and are the same each time. */
export function noise(length: number, seed = 'paper boat'): Buffer {
  const key = Buffer.alloc(32, seed);
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

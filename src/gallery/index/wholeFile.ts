import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';

/** Writes the file whole or not at all, and replaces what was there. */
export async function writeWhole(file: string, content: Uint8Array | readonly string[]): Promise<void> {
  const part = `${file}.part-${randomUUID()}`;
  try {
    await writeFile(part, content);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

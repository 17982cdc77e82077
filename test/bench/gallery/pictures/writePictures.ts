import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export interface PictureFile {
  /** Absolute; its folder exists. */
  readonly path: string;
  readonly seed: number;
  readonly modifiedAt: Date;
}

/** Draws and writes the files with all processors. */
export async function writePictures(files: readonly PictureFile[]): Promise<void> {
  const share = Math.max(1, Math.ceil(files.length / availableParallelism()));
  const shares = Array.from({ length: Math.ceil(files.length / share) }, (_, index) =>
    files.slice(index * share, (index + 1) * share),
  );
  await Promise.all(shares.map(writeShare));
}

async function writeShare(files: readonly PictureFile[]): Promise<void> {
  await once(new Worker(new URL('./pictureWorker.ts', import.meta.url), { workerData: files }), 'exit');
}

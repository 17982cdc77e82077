import { utimesSync, writeFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { PictureMaker } from './pictureMaker.ts';
import type { PictureFile } from './writePictures.ts';

const maker = new PictureMaker();
for (const { path, seed, modifiedAt } of workerData as readonly PictureFile[]) {
  writeFileSync(path, maker.draw(seed));
  utimesSync(path, modifiedAt, modifiedAt);
}

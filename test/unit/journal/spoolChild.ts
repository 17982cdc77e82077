import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { ImageSpool } from '../../../src/journal/imageSpool.ts';
import { noise } from '../../support/walk/noise.ts';

// A process of its own, for the sake of its limits: node spoolChild.ts FOLDER

const [, , folder = ''] = process.argv;
const log: string[] = [];
const bytes = noise(4000 * 512);
const image = new ImageSpool(folder, (line) => log.push(line)).begin();
for (let at = 0; at < bytes.length; at += 100_000) await image.write(bytes.subarray(at, at + 100_000));
const content = await image.end();
const [arrived, sent] = [await content.read(0, content.length), bytes].map((each) =>
  createHash('sha256').update(each).digest('hex'),
);
const isWhole = arrived === sent && content.hash === sent && content.length === bytes.length;
console.log(
  JSON.stringify({ isInMemory: content.path === undefined, isWhole, left: await readdir(folder), lines: log.length }),
);

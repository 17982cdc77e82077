import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lazy } from '../../../src/lazy.ts';
import { asSaveError } from '../../../src/workspace/saveError.ts';
import { hold } from '../../support/imageApi/faults.ts';
import { defineCase, type FaultCase } from '../case.ts';
import { sent } from '../images.ts';
import { rowOf, tableScene, type Expected, type Scene } from '../scene.ts';
import { newPlaces, startSetting } from '../setting.ts';
import { rowsOfSmallDisks } from '../smallDisks.ts';
import { findsAgain, savedOne } from '../words.ts';

/** Two cases are about disks that this process cannot have: they share one that can. */
const small = lazy(rowsOfSmallDisks);

const kept = (message: string): Expected => ({
  ...{ outcome: 'kept', images: [sent], asked: 1, disk: 'a-paper-boat.png (kept), recipe, cost' },
  message: `${message} ${findsAgain}`,
});

const fullDisk: FaultCase = {
  number: 37,
  title: 'Disk full',
  run: async () => (await small()).filter(({ number }) => number === 37),
};

const readOnlyFolder: FaultCase = {
  number: 38,
  title: 'Read-only folder',
  run: async () => {
    const rows = (await small()).filter(({ number }) => number === 38);
    return [...rows, rowOf(38, tableScene(reasonOf, reasons, 'as each system says it'))];
  },
};

export const diskCases = [
  fullDisk,
  readOnlyFolder,

  defineCase(39, 'Name taken; clash in case only', async (stage) => {
    const setting = await startSetting(stage);
    await mkdir(setting.places.images);
    await writeFile(join(setting.places.images, 'a-paper-boat.png'), 'mine');
    await writeFile(join(setting.places.images, 'A-Paper-Boat-2.PNG'), 'mine, too');
    const expected = {
      ...{ ...savedOne, images: [Buffer.from('mine, too'), sent, Buffer.from('mine')] },
      message: savedOne.message.replace('boat', 'boat-3'),
      disk: 'A-Paper-Boat-2.PNG, a-paper-boat-3.png, a-paper-boat.png, recipe, cost',
    };
    return [{ seen: await setting.run(), expected }];
  }),

  defineCase(40, 'File appears between check and write', async (stage) => {
    const count = 16;
    const setting = await startSetting(stage, { concurrency: count });
    const outcomes = await Promise.all(Array.from({ length: count }, () => setting.generate()));
    const saved = outcomes.flatMap((outcome) => outcome.saved).length;
    const names = Array.from({ length: count }, (_, index) => `a-paper-boat${index === 0 ? '' : `-${index + 1}`}.png`);
    const seen = { outcome: `${saved} saved`, message: '', asked: setting.asked, ...(await setting.lookAtDisk()) };
    const disk = [...names.toSorted(), `${count} recipes`, `${count} costs`].join(', ');
    const images = names.map(() => sent);
    return [
      {
        ...{ name: `${count} of one name at once`, seen },
        expected: { outcome: `${count} saved`, images, asked: count, message: '', disk },
      },
    ];
  }),

  defineCase(41, 'Symlinked parent, symlinked file', async (stage) => {
    const outside = (await newPlaces(stage)).images;
    await mkdir(outside);
    const folder = await startSetting(stage);
    await symlink(outside, folder.places.images);
    const throughFolder = { ...(await folder.run()), also: await readdir(outside) };
    const file = await startSetting(stage);
    const theirs = join(file.places.images, 'theirs');
    await mkdir(file.places.images);
    await writeFile(theirs, 'theirs');
    await symlink(theirs, join(file.places.images, 'a-paper-boat.png'));
    const throughFile = { ...(await file.run()), also: await readFile(theirs, 'utf8') };
    const bytes = Buffer.from('theirs');
    return [
      {
        ...{ name: 'the folder', seen: throughFolder },
        expected: {
          ...kept('Images are saved inside /workspace only, and /workspace/images leads out of it.'),
          also: [],
        },
      },
      {
        ...{ name: 'the file', seen: throughFile },
        expected: {
          ...{ ...savedOne, images: [sent, bytes, bytes], message: savedOne.message.replace('boat', 'boat-2') },
          ...{ disk: 'a-paper-boat-2.png, a-paper-boat.png, theirs, recipe, cost', also: 'theirs' },
        },
      },
    ];
  }),

  defineCase(42, 'Workspace removed meanwhile', async (stage) => {
    const scenes: Scene[] = [];
    for (const name of ['removed', 'renamed'] as const) {
      const setting = await startSetting(stage);
      const held = hold();
      setting.api.script(held.behaviour);
      const running = setting.run();
      await setting.api.nextRequest();
      const workspace = join(setting.places.images, '..');
      await (name === 'removed' ? rm(workspace, { recursive: true }) : rename(workspace, `${workspace}-2`));
      held.release();
      const expected = kept('The image could not be saved in images: the folder is gone.');
      scenes.push({ name, seen: await running, expected });
    }
    return scenes;
  }),
];

const reasons: readonly (readonly [code: string, reason: string])[] = [
  ['EROFS', 'the disk is read-only'],
  ['EACCES', 'the folder may not be written to'],
  ['EPERM', 'the folder may not be written to'],
  ['NoPermissions', 'the folder may not be written to'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['ENAMETOOLONG', 'its path is too long'],
  ['ENOENT', 'the folder is gone'],
];

function reasonOf(code: string): string {
  const { message } = asSaveError(Object.assign(new Error('raw'), { code }), 'images');
  return message.slice(0, -1).replace(/^.*: /, '');
}

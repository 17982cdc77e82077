import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onStage, type Stage } from './case.ts';

// A process of its own: `node smallDiskRows.ts mount` under `unshare`, where disks of any size can be had, or `node
// smallDiskRows.ts limit` under `ulimit -f`, where no file can grow. It prints the rows of cases 37 and 38 as JSON.

await import('./withoutEditor.ts');
const { imagesAnswer, padded, sent } = await import('./images.ts');
const { newPlaces, startSetting } = await import('./setting.ts');
const { rowOf } = await import('./scene.ts');
const { findsAgain, savedOne } = await import('./words.ts');
const { checkDestination } = await import('../../src/workspace/saveImage.ts');
const { tellRefusal } = await import('./told.ts');

/** Larger than every disk here. */
const large = padded(300_000);
const full = 'The image could not be saved in images: the disk is full.';
const untilClosed = 'Until this window closes or reloads, "Paper Boat: Save Kept Images" finds it. [Save As…]';
const run = promisify(execFile);

type Name = 'workspace' | 'storage';

async function mountSmall(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path]);
}

async function onFullDisks(stage: Stage, names: readonly Name[], filler?: string) {
  const places = await newPlaces(stage);
  const paths: Readonly<Record<Name, string>> = { workspace: join(places.images, '..'), storage: places.storage };
  for (const name of names) {
    await mountSmall(paths[name]);
    stage.after(() => run('umount', [paths[name]]));
    if (filler) await writeFile(join(paths[name], filler), Buffer.alloc(2 ** 20)).catch(() => undefined);
  }
  const setting = await startSetting(stage, { places });
  setting.api.script(imagesAnswer(large));
  return setting.run();
}

const kept = { outcome: 'kept', images: [large], asked: 1 };

async function whereDisksAreFull(stage: Stage) {
  return [
    rowOf(37, {
      name: 'the workspace’s',
      seen: await onFullDisks(stage, ['workspace']),
      expected: { ...kept, message: `${full} ${findsAgain}`, disk: 'a-paper-boat.png (kept), recipe, cost' },
    }),
    rowOf(37, {
      name: 'the extension’s own, while the image arrives',
      seen: await onFullDisks(stage, ['storage']),
      expected: { ...savedOne, images: [large] },
    }),
    rowOf(37, {
      name: 'the extension’s own, from the start',
      seen: await onFullDisks(stage, ['storage'], 'filler'),
      expected: { ...savedOne, images: [large], disk: 'a-paper-boat.png' },
    }),
    rowOf(37, {
      name: 'both',
      seen: await onFullDisks(stage, ['workspace', 'storage']),
      expected: {
        ...kept,
        message: `${full} ${untilClosed}`,
        disk: 'a-paper-boat.png (in memory), recipe, cost, open request',
      },
    }),
    ...(await onReadOnly(stage)),
  ];
}

/** The next best thing to a full disk: the system refuses every file of more than some bytes. */
async function whereFilesAreLimited(stage: Stage) {
  return [
    rowOf(37, {
      name: 'no file may grow (this system gives out no disks)',
      seen: await onFullDisks(stage, []),
      expected: {
        ...kept,
        message: /could not be saved.*Until this window closes/,
        disk: 'a-paper-boat.png (in memory), recipe, cost, open request',
      },
    }),
  ];
}

async function onReadOnly(stage: Stage) {
  const places = await newPlaces(stage);
  await mountSmall(places.images);
  stage.after(() => run('umount', [places.images]));
  await run('mount', ['-o', 'remount,ro', places.images]);
  const setting = await startSetting(stage, { places });
  const reason = 'The image could not be saved in images: the disk is read-only.';
  const refusal = await checkDestination(setting.folder).then(
    () => undefined,
    (error: unknown) => error,
  );
  const before = {
    outcome: 'refused',
    message: await tellRefusal(refusal),
    asked: setting.asked,
    ...(await setting.lookAtDisk()),
  };
  const after = await setting.run();
  return [
    rowOf(38, {
      name: 'before anything is sent',
      seen: before,
      expected: {
        outcome: 'refused',
        images: [],
        disk: 'nothing',
        asked: 0,
        message: 'No image can be saved in images: the disk is read-only. Nothing was sent. [Open Settings]',
      },
    }),
    rowOf(38, {
      name: 'while the image is on its way',
      seen: after,
      expected: {
        outcome: 'kept',
        images: [sent],
        asked: 1,
        message: `${reason} ${findsAgain}`,
        disk: 'a-paper-boat.png (kept), recipe, cost',
      },
    }),
  ];
}

const rows = await onStage(process.argv[2] === 'mount' ? whereDisksAreFull : whereFilesAreLimited);
console.log(JSON.stringify(rows));

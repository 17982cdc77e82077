import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { settingFolder } from '../../../src/documents/folderPath.ts';
import { freeName } from '../../../src/images/fileName.ts';
import { slugOf } from '../../../src/images/slug.ts';
import { imageFolder } from '../../support/walk/walk.ts';
import { defineCase } from '../case.ts';
import { sent, sentFor } from '../images.ts';
import { tableScene } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { savedOne } from '../words.ts';

export const nameCases = [
  defineCase(47, 'Path over 260 characters; name over 255 bytes', async (stage) => {
    const deep = await startSetting(stage);
    const root = join(deep.places.images, '..');
    const far = join(root, ...Array.from({ length: 12 }, () => 'thirty-characters-of-a-folder-'));
    const atDepth = await deep.run({}, { folder: imageFolder(far, root) });
    const there = [await readFile(join(far, 'a-paper-boat.png'))];
    const wide = await startSetting(stage);
    const broad = imageFolder(join(wide.places.images, 'ш'.repeat(200)), join(wide.places.images, '..'));
    const long = await startSetting(stage);
    const prompt = 'ß'.repeat(5000);
    const name = `${'s'.repeat(48)}.png`;
    return [
      {
        ...{ name: 'path', seen: { ...atDepth, images: there, disk: 'a-paper-boat.png, 375 characters down' } },
        expected: {
          ...{ ...savedOne, images: [sent], disk: 'a-paper-boat.png, 375 characters down' },
          message: /^Saved thirty-characters.*\/a-paper-boat\.png\. \[Open Image\] \[Insert\]$/,
        },
      },
      {
        ...{ name: 'folder', seen: await wide.run({}, { folder: broad }) },
        expected: {
          ...{ ...savedOne, outcome: 'kept', images: [sent], disk: 'a-paper-boat.png (kept), recipe, cost' },
          message: /^The image could not be saved in .*: its path is too long\. It is kept, and .* \[Save As…\]$/,
        },
      },
      {
        ...{ name: 'prompt', seen: await long.run({ prompt }) },
        expected: {
          ...{ ...savedOne, images: sentFor({ prompt }), disk: `${name}, recipe, cost` },
          message: `Saved images/${name}. [Open Image] [Insert]`,
        },
      },
    ];
  }),

  defineCase(48, 'CON, NUL., aux.png, trailing dot or space, colon', () =>
    Promise.resolve([
      tableScene(
        (prompt) => freeName({ stem: slugOf(prompt), extension: 'png' }, () => false),
        files,
        'names of files',
      ),
      tableScene(folderOf, folders, 'names of folders'),
    ]),
  ),
];

const files: readonly (readonly [prompt: string, name: string])[] = [
  ['CON', 'con-image.png'],
  ['con.', 'con-image.png'],
  ['NUL.', 'nul-image.png'],
  ['aux.png', 'aux-png.png'],
  ['LPT1', 'lpt1-image.png'],
  ['COM¹', 'com1-image.png'],
  ['a boat. ', 'a-boat.png'],
  ['boat.png:hidden', 'boat-png-hidden.png'],
  ['C:\\Windows\\boat', 'c-windows-boat.png'],
  ['../../etc/passwd', 'etc-passwd.png'],
  ['a\0b', 'a-b.png'],
  ['...', 'image-ab5df625.png'],
];

const device = (name: string): string => `"${name}" is the name of a device on Windows.`;

const folders: readonly (readonly [setting: string, answer: string])[] = [
  ['images', '/w/images'],
  ['CON', device('CON')],
  ['images/NUL.', device('NUL.')],
  ['aux.png', device('aux.png')],
  ['lpt¹', device('lpt¹')],
  ['images:hidden', 'a folder’s name cannot hold a colon, and "images:hidden" does.'],
  ['a\0b', 'a folder’s name cannot hold a NUL character.'],
];

function folderOf(setting: string): string {
  try {
    return settingFolder(setting, { root: '/w', documentFolder: '/w' });
  } catch (error) {
    return (error as Error).message;
  }
}

import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { removeFolder, workspacePath } from '../../support/editor/documents.ts';
import { MemoryFileSystem } from '../../support/editor/memoryFileSystem.ts';
import { changeSettings } from '../../support/editor/settings.ts';
import { comment, generateFromSelection, generateImage, inComment, linked, savedAs, written } from './asking.ts';
import { scene } from './stage.ts';

const folders = (): readonly string[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);

suite('A window with two folders', () => {
  const files = new MemoryFileSystem();
  const subscriptions: vscode.Disposable[] = [];

  suiteSetup(() => {
    files.writeFile(vscode.Uri.parse('paperboat-memory:/page.md'), Buffer.from(comment('a cloud')));
    subscriptions.push(
      vscode.workspace.registerFileSystemProvider('paperboat-memory', files, { isCaseSensitive: true }),
      vscode.workspace.registerFileSystemProvider('paperboat-readonly', files, { isReadonly: true }),
    );
  });
  suiteTeardown(() => {
    for (const subscription of subscriptions) subscription.dispose();
  });
  teardown(async () => {
    files.isFull = false;
    for (const folder of folders()) await removeFolder(join(folder, 'images'));
  });

  scene(44, 'a document of the second folder', async (stage) => {
    const [, second = ''] = folders();
    const { document } = await inComment(await written(join(second, 'second.md'), comment('a ferry')));
    await generateFromSelection();
    return {
      seen: await stage.look(join(second, 'images'), document.getText()),
      expected: { ...savedAs('a ferry', 'second/images/a-ferry.png'), also: linked('a ferry', 'images/a-ferry.png') },
    };
  });

  scene(44, 'a document outside of both', async (stage) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'paper-boat-outside-')));
    try {
      const { document } = await inComment(await written(join(folder, 'outside.md'), comment('an islet')));
      await generateFromSelection();
      const { message, ...seen } = await stage.look(join(folder, 'images'), document.getText());
      return {
        seen: { ...seen, message: message.replace(folder, '/elsewhere') },
        expected: {
          ...savedAs('an islet', '/elsewhere/images/an-islet.png'),
          also: linked('an islet', 'images/an-islet.png'),
        },
      };
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  scene(44, 'a setting that leads from one into the other', async (stage) => {
    const [first = '', second = ''] = folders();
    const restore = await changeSettings({ 'paperBoat.folder': join(first, 'images') });
    try {
      await inComment(await written(join(second, 'second.md'), comment('astray')));
      await generateFromSelection();
      const { message, ...seen } = await stage.look(join(first, 'images'));
      return {
        seen: { ...seen, message: message.replaceAll(join(first, '..'), '') },
        expected: {
          ...{ outcome: 'refused', images: [], disk: 'nothing', asked: 0 },
          message:
            'Images are saved inside /second only, and /first/images is outside. Change "paperBoat.folder" or "markdown.copyFiles.destination". [Open Settings]',
        },
      };
    } finally {
      await restore();
    }
  });

  scene(45, '', async (stage) => {
    const content = comment('a draft');
    const { document } = await inComment(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
    await generateFromSelection();
    return {
      seen: await stage.look(workspacePath('images'), [document.getText(), document.isUntitled]),
      expected: {
        ...savedAs('a draft', 'first/images/a-draft.png'),
        also: [linked('a draft', 'images/a-draft.png'), true],
      },
    };
  });

  scene(46, 'with room', async (stage) => {
    await inComment(await vscode.workspace.openTextDocument(vscode.Uri.parse('paperboat-memory:/page.md')));
    const before = files.paths;
    await generateFromSelection();
    const added = files.paths.filter((path) => !before.includes(path));
    const seen = await stage.look(workspacePath('images'));
    const images = added.map((path) => files.readFile(vscode.Uri.file(path)));
    return {
      seen: { ...seen, outcome: added.length > 0 ? 'saved' : seen.outcome, images, disk: added.join(', ') },
      expected: {
        ...savedAs('a cloud', '/images/a-cloud.png'),
        message: /^Saved .*images\/a-cloud\.png\. \[Open Image\]$/,
        disk: '/images/a-cloud.png',
      },
    };
  });

  scene(46, 'that is full', async (stage) => {
    await vscode.window.showTextDocument(vscode.Uri.parse('paperboat-memory:/page.md'));
    const before = files.paths;
    files.isFull = true;
    const answer = await generateImage({ prompt: 'a fog bank', insert: false });
    const seen = await stage.look(workspacePath('images'), [
      answer.includes('could not be saved'),
      files.paths.length - before.length,
    ]);
    return {
      seen: { ...seen, message: answer },
      expected: {
        ...savedAs('a fog bank', ''),
        outcome: 'kept',
        message: /^The image could not be saved in .*no space left/,
        disk: 'one image kept',
        also: [true, 0],
      },
    };
  });

  scene(46, 'that is read-only', async (stage) => {
    await inComment(await vscode.workspace.openTextDocument(vscode.Uri.parse('paperboat-readonly:/page.md')));
    await generateFromSelection();
    return {
      seen: await stage.look(workspacePath('images')),
      expected: {
        ...{ outcome: 'refused', images: [], disk: 'nothing', asked: 0 },
        message: 'Images cannot be saved here: paperboat-readonly is read-only. [Open Settings]',
      },
    };
  });
});

import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventually, removeFolder, workspacePath } from '../../support/editor/documents.ts';
import { hold } from '../../support/imageApi/faults.ts';
import { comment, generateFromSelection, generateImage, inComment, linked, savedAs, written } from './asking.ts';
import { scene } from './stage.ts';

suite('While an image is on its way', () => {
  teardown(() => removeFolder(workspacePath('images')));

  scene(57, 'edited', async (stage) => {
    const held = hold();
    stage.service.api.script(held.behaviour);
    const editor = await inComment(await written(workspacePath('edited.md'), comment('a tug')));
    const generation = generateFromSelection();
    await stage.service.api.nextRequest();
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'before\n');
      edit.insert(new vscode.Position(1, 0), 'after\n');
    });
    held.release();
    await generation;
    return {
      seen: await stage.look(workspacePath('images'), editor.document.getText()),
      expected: {
        ...savedAs('a tug', 'first/images/a-tug.png'),
        also: `before\n${linked('a tug', 'images/a-tug.png')}\nafter\n`,
      },
    };
  });

  for (const way of ['closed', 'deleted'] as const)
    scene(57, way, async (stage) => {
      const held = hold();
      stage.service.api.script(held.behaviour);
      const prompt = `a ${way} boat`;
      const file = workspacePath(`${way}.md`);
      await writeFile(file, comment(prompt));
      // Opened as a person does: a document that an extension opened stays in memory for minutes.
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file));
      const editor = await eventually(vscode.window.onDidChangeActiveTextEditor, () => vscode.window.activeTextEditor);
      editor.selection = new vscode.Selection(0, 8, 0, 8);
      const generation = generateFromSelection();
      await stage.service.api.nextRequest();
      if (way === 'deleted') await vscode.workspace.fs.delete(vscode.Uri.file(file));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await eventually(vscode.workspace.onDidCloseTextDocument, () => editor.document.isClosed || undefined);
      held.release();
      await generation;
      const path = `images/a-${way}-boat.png`;
      return {
        seen: await stage.look(workspacePath('images')),
        expected: {
          ...savedAs(prompt, path),
          message: `Saved first/${path}. The document was closed meanwhile, so nothing was inserted. [Open Image] [Insert]`,
        },
      };
    });

  scene(58, 'the gallery, closed while an image is on its way', async (stage) => {
    const held = hold('half');
    stage.service.api.script(held.behaviour);
    await vscode.commands.executeCommand('paperBoat.openGallery');
    const generation = generateImage({ prompt: 'a posted boat', insert: false });
    await stage.service.api.nextRequest();
    const closing = vscode.commands.executeCommand('workbench.action.closeAllEditors');
    held.release();
    const [answer] = await Promise.all([generation, closing]);
    await vscode.commands.executeCommand('paperBoat.openGallery');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    return {
      seen: await stage.look(workspacePath('images'), answer),
      expected: {
        ...savedAs('a posted boat', 'first/images/a-posted-boat.png'),
        message: '',
        also: 'first/images/a-posted-boat.png',
      },
    };
  });
});

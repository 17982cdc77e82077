import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { sentFor } from '../images.ts';
import { comment, generateFromSelection, generateImage, inComment } from './asking.ts';
import { scene } from './stage.ts';

const nowhere = join(tmpdir(), 'paper-boat-nowhere');

const untitled = (content: string) => vscode.workspace.openTextDocument({ language: 'markdown', content });

suite('A window without a folder', () => {
  scene(43, 'from a document that is no file', async (stage) => {
    const editor = await inComment(await untitled(comment('a homeless boat')));
    await generateFromSelection();
    const name = 'a-homeless-boat.png';
    return {
      seen: await stage.look(nowhere, editor.document.getText()),
      expected: {
        ...{ outcome: 'kept', images: sentFor({ prompt: 'a homeless boat' }), disk: 'one image kept', asked: 1 },
        message: `${name} is kept: "Paper Boat: Save Kept Images" finds it again.`,
        also: comment('a homeless boat'),
      },
    };
  });

  scene(43, 'for another extension', async (stage) => {
    await inComment(await untitled(comment('a homeless boat')));
    const answer = await generateImage({ prompt: 'homeless' });
    return {
      seen: await stage.look(nowhere, answer),
      expected: {
        ...{ outcome: 'refused', images: [], disk: 'nothing', asked: 0, message: '' },
        also: 'There is no folder to save the image in: open one, or save the document.',
      },
    };
  });
});

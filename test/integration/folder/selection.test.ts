import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { lastRecipe } from '../../support/editor/storage.ts';
import {
  bytesOf,
  closeEditors,
  eventually,
  openDocument,
  putCursorIn,
  select,
  workspacePath,
} from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';

interface Case {
  readonly file: readonly string[];
  /** Selected, or with `cursor` only touched. */
  readonly text: string;
  readonly cursor?: true;
  /** What is new in the document, and the text right before it. */
  readonly inserted: readonly [after: string, markup: string];
  readonly image: readonly string[];
  readonly prompt: string;
}

const cases: readonly Case[] = [
  {
    file: ['docs', 'guide.md'],
    text: '<!-- image: A paper boat floating on calm water at sunrise. -->',
    inserted: [
      'at sunrise. -->',
      '\n![A paper boat floating on calm water at sunrise](images/a-paper-boat-floating-on-calm-water-at-sunrise.png)',
    ],
    image: ['docs', 'images', 'a-paper-boat-floating-on-calm-water-at-sunrise.png'],
    prompt: 'A paper boat floating on calm water at sunrise.',
  },
  {
    file: ['docs', 'windows.md'],
    text: 'image: a lighthouse in fog',
    cursor: true,
    inserted: ['in fog -->', '\r\n![a lighthouse in fog](images/a-lighthouse-in-fog.png)'],
    image: ['docs', 'images', 'a-lighthouse-in-fog.png'],
    prompt: 'a lighthouse in fog',
  },
  {
    file: ['site', 'index.html'],
    text: '<!-- image: boats in a small harbour at noon -->',
    inserted: [
      'at noon -->',
      '\n    <img src="/images/boats-in-a-small-harbour-at-noon.png" alt="boats in a small harbour at noon" width="1024" height="1024">',
    ],
    image: ['site', 'public', 'images', 'boats-in-a-small-harbour-at-noon.png'],
    prompt: 'boats in a small harbour at noon',
  },
  {
    file: ['site', 'index.html'],
    text: 'a compass rose',
    cursor: true,
    inserted: ['a compass rose', '\n      // /images/a-compass-rose.png'],
    image: ['site', 'public', 'images', 'a-compass-rose.png'],
    prompt: 'a compass rose',
  },
  {
    file: ['site', 'src', 'Harbour.tsx'],
    text: 'seagulls over a pier',
    inserted: [
      'a pier */}',
      '\n      <img src="/images/seagulls-over-a-pier.png" alt="seagulls over a pier" width={1024} height={1024} />',
    ],
    image: ['site', 'public', 'images', 'seagulls-over-a-pier.png'],
    prompt: 'seagulls over a pier',
  },
  {
    file: ['site', 'src', 'style.css'],
    text: '/* image: waves at night */',
    inserted: ['night */', '\n  background-image: url("/images/waves-at-night.png");'],
    image: ['site', 'public', 'images', 'waves-at-night.png'],
    prompt: 'waves at night',
  },
  {
    file: ['code', 'tide.py'],
    text: 'with ink',
    cursor: true,
    inserted: ['on old paper', '\n    # images/a-tide-table-drawn-with-ink-on-old-paper.png'],
    image: ['code', 'images', 'a-tide-table-drawn-with-ink-on-old-paper.png'],
    prompt: 'a tide table drawn with ink on old paper',
  },
];

suite('Generate Image from Selection', () => {
  let service: ServiceUnderTest;

  suiteSetup(async () => {
    service = await useImageApi();
  });
  suiteTeardown(() => service.stop());
  teardown(closeEditors);

  for (const { file, text, cursor, inserted, image, prompt } of cases) {
    const [after, markup] = inserted;
    test(`${file.join('/')}: “${prompt}” is saved and linked, and one undo takes back the link alone`, async () => {
      const editor = await openDocument(workspacePath(...file));
      const before = editor.document.getText();
      if (cursor) putCursorIn(editor, text);
      else select(editor, text);
      const received = service.api.requests.length;

      await vscode.commands.executeCommand('paperBoat.generateFromSelection');

      const end = before.indexOf(after) + after.length;
      const linked = editor.document.getText();
      await vscode.commands.executeCommand('undo');
      const undone = editor.document.getText();
      const bytes = await bytesOf(workspacePath(...image));
      const { hash, request } = await lastRecipe();
      assert.deepEqual(
        {
          linked,
          undone,
          sent: service.api.requests.slice(received).map(({ body }) => body),
          signature: bytes.subarray(0, 4).toString('latin1'),
          hash,
          request,
        },
        {
          linked: before.slice(0, end) + markup + before.slice(end),
          undone: before,
          sent: [{ model: 'gpt-image-2', prompt, n: 1 }],
          signature: '\x89PNG',
          hash: createHash('sha256').update(bytes).digest('hex'),
          request: { prompt, model: 'gpt-image-2', count: 1 },
        },
      );
    });
  }

  test('a notebook cell links relative to its notebook', async () => {
    const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(workspacePath('log.ipynb')));
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(0, 1)] });
    await vscode.commands.executeCommand('notebook.cell.edit');
    const cell = notebook.cellAt(0).document;
    const editor = await eventually(vscode.window.onDidChangeActiveTextEditor, () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document === cell ? activeTextEditor : undefined;
    });
    const before = cell.getText();
    select(editor, "image: a ship's log on a desk");
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    assert.equal(cell.getText(), `${before}\n![a ship's log on a desk](images/a-ships-log-on-a-desk.png)`);
    assert.ok((await bytesOf(workspacePath('images', 'a-ships-log-on-a-desk.png'))).length > 0);
  });

  test('several selections make several images in one undo step', async () => {
    const editor = await openDocument(workspacePath('site', 'index.html'));
    const before = editor.document.getText();
    const selections = ['boats in a small harbour at noon', 'a compass rose'].map((text) => {
      select(editor, text);
      return editor.selection;
    });
    editor.selections = selections;
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    const linked = editor.document.getText();
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(
      { links: linked.match(/\/images\/[\w-]+\.png/g), undone: editor.document.getText() },
      {
        links: ['/images/boats-in-a-small-harbour-at-noon-2.png', '/images/a-compass-rose-2.png'],
        undone: before,
      },
    );
  });

  test('with "replace" the link takes the place of the comment', async () => {
    const restore = await changeSettings({ 'paperBoat.selection': 'replace' });
    try {
      const editor = await openDocument(workspacePath('docs', 'guide.md'));
      const before = editor.document.getText();
      const comment = '<!-- image: A paper boat floating on calm water at sunrise. -->';
      select(editor, 'A paper boat floating');
      await vscode.commands.executeCommand('paperBoat.generateFromSelection');
      assert.equal(
        editor.document.getText(),
        before.replace(comment, '![A paper boat floating](images/a-paper-boat-floating.png)'),
      );
    } finally {
      await restore();
    }
  });

  test('two phrases of one comment take its place together', async () => {
    const restore = await changeSettings({ 'paperBoat.selection': 'replace' });
    try {
      const editor = await openDocument(workspacePath('docs', 'guide.md'));
      const before = editor.document.getText();
      const selections = ['A paper boat', 'calm water'].map((text) => {
        select(editor, text);
        return editor.selection;
      });
      editor.selections = selections;
      await vscode.commands.executeCommand('paperBoat.generateFromSelection');
      assert.equal(
        editor.document.getText(),
        before.replace(/<!--.*-->/, '![A paper boat](images/a-paper-boat.png)\n![calm water](images/calm-water.png)'),
      );
    } finally {
      await restore();
    }
  });

  test('the user’s own snippet is the markup of its language, with values that cannot break it', async () => {
    const restore = await changeSettings({
      'paperBoat.snippets': { html: '<figure><img src="${path}" alt="${alt}"></figure>' },
    });
    try {
      const editor = await openDocument(workspacePath('site', 'index.html'));
      const before = editor.document.getText();
      select(editor, 'Welcome.');
      await editor.edit((edit) => {
        edit.replace(editor.selection, 'a "quoted" boat');
      });
      select(editor, 'a "quoted" boat');
      await vscode.commands.executeCommand('paperBoat.generateFromSelection');
      const figure = '<figure><img src="/images/a-quoted-boat.png" alt="a &quot;quoted&quot; boat"></figure>';
      assert.equal(
        editor.document.getText(),
        before.replace('<p>Welcome.</p>', `<p>a "quoted" boat</p>\n    ${figure}`),
      );
    } finally {
      await restore();
    }
  });

  test('comment marks alone and a cursor in no comment change nothing and send nothing', async () => {
    const editor = await openDocument(workspacePath('docs', 'guide.md'));
    const before = editor.document.getText();
    const received = service.api.requests.length;
    select(editor, '<!--');
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    putCursorIn(editor, 'The first one');
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    assert.deepEqual(
      { text: editor.document.getText(), sent: service.api.requests.length - received },
      { text: before, sent: 0 },
    );
  });
});

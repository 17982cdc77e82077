import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { bytesOf, closeEditors, removeFolder, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';
import { lastRecipe } from '../../support/editor/storage.ts';

const generate = (request: Readonly<Record<string, unknown>>) =>
  Promise.resolve(vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', request));

suite('Generate Image for other extensions', () => {
  let service: ServiceUnderTest;

  suiteSetup(async () => {
    service = await useImageApi();
  });
  suiteTeardown(() => service.stop());
  teardown(async () => {
    await closeEditors();
    await removeFolder(workspacePath('images'));
  });

  test('answers the URI of the saved file, which holds exactly the bytes that came', async () => {
    const uri = await generate({ prompt: 'a red buoy', size: '1536x1024', quality: 'low', insert: false });
    const sent = service.api.requests.at(-1);
    const bytes = await bytesOf(uri.fsPath);
    assert.deepEqual(
      { path: uri.fsPath, sent: sent?.body, size: [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] },
      {
        path: workspacePath('images', 'a-red-buoy.png'),
        sent: { model: 'gpt-image-2', prompt: 'a red buoy', n: 1, size: '1536x1024', quality: 'low' },
        size: [1536, 1024],
      },
    );
  });

  test('writes the link at the cursor of the active document unless told not to', async () => {
    const editor = await writeAndOpen(workspacePath('cursor.md'), 'Look: .\n');
    editor.selection = new vscode.Selection(0, 6, 0, 6);
    await generate({ prompt: 'a lantern', model: 'placeholder', size: '64x48' });
    assert.equal(editor.document.getText(), 'Look: ![a lantern](images/a-lantern.png).\n');
  });

  test('downloads an image that came as an address, and keeps the revised prompt in the recipe', async () => {
    const uri = await generate({ prompt: 'a harbour seal', model: 'dall-e-3', responseFormat: 'url', insert: false });
    const recipe = await lastRecipe();
    assert.deepEqual(
      { file: vscode.workspace.asRelativePath(uri), revised: typeof recipe.revisedPrompt, bytes: recipe.bytes },
      { file: 'images/a-harbour-seal.png', revised: 'string', bytes: (await bytesOf(uri.fsPath)).length },
    );
  });

  test('several variations of a one-image model are several requests and several files', async () => {
    const before = service.api.requests.length;
    await generate({ prompt: 'gulls', model: 'dall-e-3', responseFormat: 'b64_json', count: 3, insert: false });
    assert.deepEqual(
      {
        counts: service.api.requests.slice(before).map(({ body }) => (body as { n: number }).n),
        files: (await readdir(workspacePath('images'))).sort(),
      },
      { counts: [1, 1, 1], files: ['gulls-2.png', 'gulls-3.png', 'gulls.png'] },
    );
  });

  test('the placeholder needs no service', async () => {
    const before = service.api.requests.length;
    const uri = await generate({ prompt: 'no network at all', model: 'placeholder', size: '320x200', insert: false });
    const bytes = await bytesOf(uri.fsPath);
    assert.deepEqual(
      { size: [bytes.readUInt32BE(16), bytes.readUInt32BE(20)], sent: service.api.requests.length - before },
      { size: [320, 200], sent: 0 },
    );
  });

  const refusals: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    ['an empty prompt', { prompt: ' \n ' }, /The prompt is empty/],
    ['a prompt of 100,000 characters', { prompt: 'a'.repeat(100_000) }, /100,000 characters.*up to 32,000/],
    ['a size the model refuses', { prompt: 'x', size: '1920x1080' }, /multiples of 16/],
    ['a style for a model without styles', { prompt: 'x', style: 'vivid' }, /takes no style/],
    ['a quality of another model', { prompt: 'x', quality: 'hd' }, /auto, low, medium, high/],
    ['an argument that does not exist', { prompt: 'x', sise: '1x1' }, /no argument "sise"/],
    ['an argument of the wrong kind', { prompt: 'x', count: '2' }, /"count".*number/],
  ];
  for (const [what, request, words] of refusals) {
    test(`refuses ${what} before anything is sent`, async () => {
      const before = service.api.requests.length;
      await assert.rejects(generate(request), words);
      assert.equal(service.api.requests.length, before);
    });
  }

  test('prompts in every script and with strange characters arrive whole and get a valid file name', async () => {
    const prompts = [
      '日本の紙の船',
      '🚣‍♀️🌅',
      'سفينة ورقية',
      'паперовий кораблик',
      'a\u0000b\u202Ec',
      '../../etc/passwd',
      'CON',
    ];
    const names: string[] = [];
    for (const prompt of prompts) names.push((await generate({ prompt, insert: false })).path.split('/').at(-1) ?? '');
    assert.deepEqual(
      {
        sent: service.api.requests.slice(-prompts.length).map(({ body }) => (body as { prompt: string }).prompt),
        strange: names.filter((name) => !/^[a-z0-9-]{1,60}\.png$/.test(name)),
        reserved: names.includes('con.png'),
      },
      { sent: [...prompts.slice(0, 4), 'abc', ...prompts.slice(5)], strange: [], reserved: false },
    );
  });

  test('user settings are preferences: they go only to models that have such a parameter', async () => {
    const restore = await changeSettings({ 'paperBoat.style': 'natural', 'paperBoat.quality': 'high' });
    try {
      await generate({ prompt: 'preferences', insert: false });
      assert.deepEqual(service.api.requests.at(-1)?.body, {
        model: 'gpt-image-2',
        prompt: 'preferences',
        n: 1,
        quality: 'high',
      });
    } finally {
      await restore();
    }
  });

  test('twenty at once are queued, and no more run than the setting says', async () => {
    const restore = await changeSettings({ 'paperBoat.concurrency': 2 });
    try {
      let most = 0;
      const before = service.api.requests.length;
      const open = () => service.api.requests.slice(before).filter(({ outcome }) => outcome === 'open').length;
      const watching = setInterval(() => (most = Math.max(most, open())), 1);
      const uris = await Promise.all(
        Array.from({ length: 20 }, (_, index) => generate({ prompt: `boat number ${index}`, insert: false })),
      );
      clearInterval(watching);
      assert.equal(new Set(uris.map(String)).size, 20);
      assert.ok(most <= 2, `${most} ran at the same time`);
    } finally {
      await restore();
    }
  });
});

import { test } from 'node:test';
import assert from 'node:assert/strict';
import { GenerationError } from '../../../src/api/errors.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';
import type { ImageRequest } from '../../../src/images/image.ts';
import { altered, json, type Behaviour } from '../../support/imageApi/exchange.ts';
import { longerThanDeclared } from '../../support/imageApi/faults.ts';
import { picture } from '../../support/imageApi/pictures.ts';
import * as replies from '../../support/imageApi/replies.ts';
import * as shapes from '../../support/imageApi/shapes.ts';
import { boat, failureOf, outcomeOf, startService, without } from './imageService.ts';

const dallE: Partial<ImageRequest> = { model: 'dall-e-3' };
const base64: Partial<ImageRequest> = { model: 'dall-e-3', responseFormat: 'b64_json' };

/** `data` as it is; the rest of the answer is left out. */
const data = (...items: readonly unknown[]): Behaviour => replies.answer(200, { data: items });

const png = picture('png', { pixels: { width: 16, height: 16 }, seed: 'boat' });
const encoded = png.toString('base64');
const urlSafe = encoded.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');

test('images come out of every shape that servers give their answers', async (context) => {
  const { api, generate } = await startService(context);
  const cases: readonly (readonly [name: string, behaviour: Behaviour, request: Partial<ImageRequest>])[] = [
    ['empty strings for absent keys, link', shapes.allKeysWithEmptyStrings, dallE],
    ['empty strings for absent keys, base64', shapes.allKeysWithEmptyStrings, base64],
    ['null for absent keys, link', shapes.nullForAbsent, dallE],
    ['null for absent keys, base64', shapes.nullForAbsent, base64],
    ['a bare array with a relative link', shapes.bareArray, dallE],
    ['numbered items', shapes.numberedItems, dallE],
    ['a data URI as link', shapes.dataUriInUrl(), base64],
    ['a data URI as base64', shapes.dataUriInBase64(), base64],
    ['a data URI with a wrong type', shapes.dataUriInUrl('image/jpeg'), base64],
    ['no usage', shapes.withoutUsage, {}],
    ['a byte order mark', replies.withByteOrderMark, {}],
    ['JSON under the name of text', replies.contentType('text/html'), {}],
    ['no content type', replies.contentType(''), {}],
    ['a compressed body', altered(replies.gzipped), {}],
    ['base64 in lines', data({ b64_json: encoded.replace(/.{76}/g, '$&\r\n') }), {}],
    ['url-safe base64 without padding', data({ b64_json: urlSafe }), {}],
    ['both spellings at once, where base64 is at hand', data({ b64_json: encoded, url: 'https://a.test/' }), {}],
    ['an empty error beside the image', replies.answer(200, { error: {}, data: [{ b64_json: encoded }] }), {}],
    [
      'an error of empty words beside the image',
      replies.answer(200, { error: { message: '', code: null }, data: [{ b64_json: encoded }] }),
      {},
    ],
    ['keys that name a prototype', data({ b64_json: encoded, __proto__: { url: 'x' }, constructor: 1 }), {}],
  ];
  for (const [name, behaviour, request] of cases) {
    api.script(behaviour);
    const { images, failures } = await generate(request);
    assert.deepEqual(
      { types: images.map(({ type, size }) => `${type} ${size ? 'with its size' : ''}`), failures },
      { types: ['png with its size'], failures: [] },
      name,
    );
  }
});

test('a file is known by its bytes, whatever it is called', async (context) => {
  const { api, generate } = await startService(context);
  const formats = ['png', 'jpeg', 'webp', 'gif', 'avif'] as const;
  for (const format of formats) {
    const bytes = picture(format, { pixels: { width: 8, height: 8 }, seed: 'boat' });
    for (const name of ['image/png', 'text/html', 'application/octet-stream']) {
      api.scriptFiles(replies.serve(bytes, name));
      const { images } = await generate(dallE);
      assert.deepEqual(
        images.map((image) => [image.type, image.size, image.content.hash]),
        [[format, { width: 8, height: 8 }, memoryContent(bytes).hash]],
        `${format} as ${name}`,
      );
    }
  }
});

test('what the service says about the image is kept', async (context) => {
  const { api, generate } = await startService(context);
  const facts = async (behaviour: Behaviour, request: Partial<ImageRequest> = {}) => {
    api.script(behaviour);
    const [image] = (await generate(request)).images;
    const { cost, costBasis, ...told } = without(image ?? assert.fail(), 'content', 'type', 'size');
    return { ...told, cost: `${cost} by ${costBasis}` };
  };
  const usage = { input_tokens: 13, output_tokens: 196, input_tokens_details: { text_tokens: 13, image_tokens: 0 } };
  const answer = (more: object) => replies.answer(200, { data: [{ b64_json: encoded }], ...more });
  const cost = (13 * 5 + 196 * 30) / 1e6;
  assert.deepEqual(
    [
      await facts(data({ b64_json: encoded, revised_prompt: 'A paper boat at sunrise' })),
      await facts(data({ b64_json: encoded, revised_prompt: '' })),
      await facts(answer({ model: 'gpt-image-2-2026-04-21' })),
      await facts(answer({ usage })),
      await facts(answer({ usage: { prompt_tokens: 0, completion_tokens: 0, ...usage } })),
      await facts(answer({ usage: { prompt_tokens: 13, completion_tokens: 196, total_tokens: 209 } })),
      await facts(answer({ usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } })),
      await facts(answer({ usage: { input_tokens: '13', output_tokens: null } })),
      await facts(answer({ size: '1024x1536', quality: 'medium' })),
      await facts(answer({ size: '1024x1536', quality: 'medium' }), { size: '1024x1024', quality: 'high' }),
      await facts(answer({ quality: 'medium' })),
    ],
    [
      // Where nothing tells what the service chose, the dearest is reckoned with.
      { revisedPrompt: 'A paper boat at sunrise', cost: '0.211 by estimate' },
      { cost: '0.211 by estimate' },
      { answeredModel: 'gpt-image-2-2026-04-21', cost: '0.211 by estimate' },
      { cost: `${cost} by usage` },
      { cost: `${cost} by usage` },
      // Without details every input token counts as the dearer kind.
      { cost: `${(13 * 8 + 196 * 30) / 1e6} by usage` },
      { cost: '0.211 by estimate' },
      { cost: '0.211 by estimate' },
      { cost: '0.041 by estimate' },
      { cost: '0.211 by estimate' },
      { cost: '0.053 by estimate' },
    ],
  );
});

test('the cost of an answer is shared by its images', async (context) => {
  const { api, generate } = await startService(context);
  const usage = { input_tokens: 0, output_tokens: 400_000 };
  api.script(replies.answer(200, { data: [{ b64_json: encoded }, { b64_json: encoded }], usage }));
  const { images } = await generate({ count: 2 });
  assert.deepEqual(
    images.map(({ cost }) => cost),
    [6, 6],
  );
});

test('fewer or more images than were asked for are all taken, and good ones are kept beside failed ones', async (context) => {
  const { api, generate } = await startService(context);
  const batch = async (behaviour: Behaviour, request: Partial<ImageRequest>) => {
    api.script(behaviour);
    const { images, failures } = await generate(request);
    return [images.length, failures.map(({ message }) => message)];
  };
  assert.deepEqual(
    [
      await batch(shapes.imageCount(1), { count: 3 }),
      await batch(shapes.imageCount(5), { count: 3 }),
      await batch(shapes.failedImages(1), { count: 3 }),
      await batch(data({}, { b64_json: encoded }, { url: '' }), { count: 3 }),
    ],
    [
      [1, []],
      [5, []],
      [2, ['The service answered with an empty image. It says: The image may contain sensitive content.']],
      [1, ['The service answered with an empty image.', 'The service answered with an empty image.']],
    ],
  );
});

test('an answer without a whole image is a bad answer that may have been billed', async (context) => {
  const { api, generate } = await startService(context);
  const bad = { kind: 'badAnswer', mayBeBilled: true };
  const filtered = 'The service answered without an image. It may have filtered the prompt.';
  const damaged = 'The service answered with an image whose base64 is damaged.';
  const none = 'What the service sent as an image is of no known kind.';
  const cases: readonly (readonly [behaviour: Behaviour, message: string, facts?: object])[] = [
    [shapes.emptyData, filtered],
    [shapes.noData, filtered],
    [replies.answer(200, []), filtered],
    [replies.answer(200, null), filtered],
    [replies.answer(200, 'image'), filtered],
    [replies.answer(200, { data: 'none' }), filtered],
    [data({}), 'The service answered with an empty image.'],
    [data('boat'), 'The service answered with an empty image.'],
    [data({ b64_json: 7 }), 'The service answered with an empty image.'],
    [data({ b64_json: '****' }), damaged],
    [data({ b64_json: `${encoded}!` }), damaged, { salvage: true }],
    [data({ url: `data:text/html;base64,${encoded}` }), damaged],
    [data({ b64_json: Buffer.from('<html>Sign in</html>').toString('base64') }), none],
    [data({ b64_json: Buffer.from('{"error":1}').toString('base64') }), none],
    [data({ b64_json: Buffer.from('BM\0\0 a bitmap').toString('base64') }), none, { salvage: true }],
    [shapes.truncatedBase64, 'The image arrived cut off.', { salvage: true }],
    [replies.answer(200, { task_id: 'task-1', status: 'queued' }), 'task'],
    [replies.answer(200, { id: 'task-1', status: 'processing' }), 'task'],
  ];
  for (const [behaviour, message, facts] of cases) {
    api.script(behaviour);
    const error = await failureOf(generate());
    const { salvaged, ...outcome } = { salvaged: 0, ...outcomeOf(error) };
    const shown = error.message.startsWith('The service answers with a task') ? 'task' : error.message;
    assert.deepEqual([outcome, shown, salvaged > 0], [bad, message, facts !== undefined]);
  }
});

test('half of a compressed or miscounted body is no image', async (context) => {
  const { api, generate } = await startService(context);
  api.script(longerThanDeclared);
  const cut = await failureOf(generate());
  api.script(altered((reply) => ({ ...replies.gzipped(reply), body: Buffer.from('no gzip at all') })));
  const broken = await failureOf(generate());
  api.scriptFiles(longerThanDeclared);
  const halfFile = await failureOf(generate(dallE));
  assert.deepEqual(
    [cut, broken, halfFile].map(({ kind, facts }) => [kind, facts.mayBeBilled, facts.salvage !== undefined]),
    [
      ['badAnswer', true, true],
      ['network', true, false],
      ['badAnswer', true, true],
    ],
  );
});

test('an error with status 200 is an error', async (context) => {
  const { api, generate } = await startService(context);
  const cases: readonly (readonly [answer: unknown, kind: string, message: RegExp])[] = [
    [{ error: { message: 'The upstream failed.', code: 'bad_response' } }, 'badAnswer', /The upstream failed\.$/],
    [{ error: 'Out of paint' }, 'badAnswer', /Out of paint$/],
    [{ error: { message: 'No', code: 'moderation_blocked' } }, 'promptRefused', /No$/],
    [{ error: { message: 'No', code: 'model_not_found' }, data: [] }, 'modelUnknown', /No$/],
    [{ error: { message: 'No' }, data: [{ b64_json: encoded }] }, 'badAnswer', /No$/],
    [{ success: false, message: 'The channel is closed' }, 'badAnswer', /The channel is closed$/],
    [{ code: 500, msg: 'Busy', data: null }, 'badAnswer', /Busy$/],
  ];
  for (const [answer, kind, message] of cases) {
    api.script(altered(() => json(200, answer)));
    const error = await failureOf(generate());
    assert.deepEqual([error.kind, error.facts.status], [kind, 200], JSON.stringify(answer));
    assert.match(error.message, message);
  }
});

test('what is no JSON points to the base URL when it is a page, and else to the service', async (context) => {
  const { api, generate } = await startService(context);
  const { host } = new URL(api.baseUrl);
  const pages = `There is no image service at the base URL (${host}, 200). Such an address mostly ends in /v1, as https://api.cometapi.com/v1 does.`;
  const cases: readonly (readonly [behaviour: Behaviour, kind: string, message: string, billed: boolean])[] = [
    [replies.htmlPage(200), 'wrongAddress', `${pages} It says: Console`, false],
    [replies.answerText(200, 'text/plain', 'It works!'), 'wrongAddress', `${pages} It says: It works!`, false],
    [replies.emptyBody(200), 'badAnswer', `${host} answered with nothing (200).`, true],
    [replies.invalidJson, 'badAnswer', `${host} answered with broken JSON (200).`, true],
    [
      replies.answerText(200, 'application/json', '{"data":[{"b64_json":NaN}]}'),
      'badAnswer',
      `${host} answered with broken JSON (200).`,
      true,
    ],
    [
      replies.answerText(200, 'text/event-stream', 'event: image_generation.completed\ndata: {}\n\n'),
      'badAnswer',
      'The stream of events ended without a whole image.',
      true,
    ],
  ];
  for (const [behaviour, kind, message, mayBeBilled] of cases) {
    api.script(behaviour);
    const error = await failureOf(generate());
    assert.deepEqual([error.kind, error.message, error.facts.mayBeBilled ?? false], [kind, message, mayBeBilled]);
  }
});

test('any JSON at all as an answer ends in images or in an error of ours', async (context) => {
  const { api, generate } = await startService(context);
  const fc = await import('fast-check');
  await fc.default.assert(
    fc.default.asyncProperty(fc.default.json({ maxDepth: 4 }), fc.default.boolean(), async (text, inData) => {
      const body = inData ? `{"data":[${text},{"b64_json":${text},"url":${text},"error":${text}}]}` : text;
      api.script(replies.answerText(200, 'application/json', body));
      const kinds = await generate().then(
        ({ images, failures }) => (images.length > 0 ? ['an image'] : failures.map(({ kind }) => kind)),
        (error: unknown) => [error instanceof GenerationError ? error.kind : String(error)],
      );
      const known = ['badAnswer', 'promptRefused', 'wrongAddress', 'badRequest'];
      assert.deepEqual([kinds.length > 0, kinds.filter((kind) => !known.includes(kind))], [true, []]);
    }),
    { numRuns: 150 },
  );
});

test('the request holds the prompt exactly', async (context) => {
  const { api, generate } = await startService(context);
  const prompts = ['⛵️ עברית 船\u0000\u202e', '"quotes" and \\ and </script>', 'a\r\nb\tc', '\ud83d', boat.prompt];
  for (const prompt of prompts) {
    await generate({ prompt });
    assert.equal(((await api.nextRequest()).body as { prompt: string }).prompt, prompt);
  }
});

import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FailureKind } from '../../../src/api/errors.ts';
import { failureOf as readFailure, unreadable } from '../../../src/api/failures.ts';
import { isSafeToRepeat } from '../../../src/api/retry.ts';
import * as errors from '../../support/imageApi/errors.ts';
import type { Behaviour } from '../../support/imageApi/exchange.ts';
import * as replies from '../../support/imageApi/replies.ts';
import { failureOf, outcomeOf, startService, without, ways } from './imageService.ts';

const { refuse, answer, answerText } = replies;

interface Row {
  readonly kind: FailureKind;
  readonly code?: string;
  readonly parameter?: string;
  readonly retryAfterMs?: number;
  readonly mayBeBilled?: true;
  /** Sent again without a question. */
  readonly repeated?: true;
}

/** One row of the code table after the other: what the service answers, and what it means to the user. */
const rows: readonly (readonly [status: number, answer: Behaviour, row: Row])[] = [
  [
    400,
    refuse(errors.openAiError('style', 'unknown_parameter', "Unknown parameter: 'style'.")),
    bad('style', 'unknown_parameter'),
  ],
  [400, refuse(errors.gatewayError(400, "Unknown parameter: 'response_format'.")), { kind: 'badRequest' }],
  [
    400,
    refuse(errors.imageUserError('size', 'invalid_value', "Invalid size '4096x4096'.")),
    bad('size', 'invalid_value'),
  ],
  [400, refuse(errors.openAiError('output_format', 'invalid_value', 'No.')), bad('outputFormat', 'invalid_value')],
  [400, refuse(errors.openAiError('n', 'invalid_value', 'No.')), bad('count', 'invalid_value')],
  [400, refuse(errors.contentPolicyViolation), { kind: 'promptRefused', code: 'content_policy_violation' }],
  [400, refuse(errors.moderationBlocked()), { kind: 'promptRefused', code: 'moderation_blocked' }],
  [
    400,
    refuse(errors.moderationBlocked({ stage: 'output', categories: ['violence'] })),
    { kind: 'promptRefused', code: 'moderation_blocked' },
  ],
  [
    400,
    refuse(errors.imageUserError(null, 'invalid_image_file', 'No.')),
    { kind: 'badRequest', code: 'invalid_image_file' },
  ],
  [400, refuse(errors.gatewayError(400, 'model name is required')), { kind: 'badRequest' }],
  [400, refuse(errors.gatewayError(400, 'No', 'prompt_missing')), { kind: 'badRequest', code: 'prompt_missing' }],
  [400, refuse(errors.gatewayError(400, 'No', 'prompt_too_long')), { kind: 'tooLarge', code: 'prompt_too_long' }],
  [
    400,
    refuse(errors.gatewayError(400, 'No', 'size_not_supported')),
    { kind: 'badRequest', code: 'size_not_supported' },
  ],
  [
    400,
    refuse(errors.gatewayError(400, 'No', 'n_not_within_range')),
    { kind: 'badRequest', code: 'n_not_within_range' },
  ],
  [
    400,
    refuse(errors.gatewayError(400, 'No', 'invalid_image_request')),
    { kind: 'badRequest', code: 'invalid_image_request' },
  ],
  [
    400,
    refuse(errors.openAiError('prompt', 'string_above_max_length', 'Too long.')),
    { kind: 'tooLarge', code: 'string_above_max_length', parameter: 'prompt' },
  ],
  [401, refuse(errors.wrongKey('sk-abc***xyz')), { kind: 'keyRejected' }],
  [
    401,
    refuse({ ...errors.openAiError(null, 'invalid_api_key', 'No.'), status: 401 }),
    { kind: 'keyRejected', code: 'invalid_api_key' },
  ],
  [402, refuse(errors.paymentRequired), { kind: 'outOfCredit' }],
  [403, refuse(errors.accountOutOfCredit), { kind: 'outOfCredit', code: 'insufficient_user_quota' }],
  [403, refuse(errors.keyQuotaSpent), { kind: 'outOfCredit', code: 'pre_consume_token_quota_failed' }],
  [403, refuse(errors.organizationNotVerified), { kind: 'keyRejected' }],
  [
    403,
    refuse(errors.gatewayError(403, 'No', 'permission_denied')),
    { kind: 'keyRejected', code: 'permission_denied' },
  ],
  [301, replies.redirect(301, 'https://www.cometapi.com/'), { kind: 'wrongAddress' }],
  [307, replies.redirect(307, '/v2/images/generations'), { kind: 'wrongAddress' }],
  [404, refuse(errors.gatewayError(404, 'Invalid URL (POST /images/generations)')), { kind: 'wrongAddress' }],
  [404, replies.htmlPage(404), { kind: 'wrongAddress' }],
  [
    501,
    refuse(errors.gatewayError(501, 'No', 'api_not_implemented')),
    { kind: 'wrongAddress', code: 'api_not_implemented' },
  ],
  [
    413,
    refuse(errors.gatewayError(413, 'No', 'read_request_body_failed')),
    { kind: 'tooLarge', code: 'read_request_body_failed' },
  ],
  [413, answerText(413, 'text/html', '<title>413 Request Entity Too Large</title>'), { kind: 'tooLarge' }],
  [
    422,
    answer(422, {
      detail: [
        { loc: ['body', 'size'], msg: 'field required' },
        { loc: ['body', 'n'], msg: 'no' },
      ],
    }),
    { kind: 'badRequest', parameter: 'size' },
  ],
  [429, refuse(errors.rateLimit()), { kind: 'rateLimited', code: 'rate_limit_exceeded', repeated: true }],
  [
    429,
    refuse(errors.rateLimit('7')),
    { kind: 'rateLimited', code: 'rate_limit_exceeded', retryAfterMs: 7000, repeated: true },
  ],
  [429, replies.emptyBody(429), { kind: 'rateLimited', repeated: true }],
  [429, refuse(errors.openAiOutOfCredit), { kind: 'outOfCredit', code: 'insufficient_quota' }],
  [500, refuse(errors.invalidRequest('json: cannot unmarshal')), { kind: 'badRequest', code: 'invalid_request' }],
  [
    500,
    refuse(errors.gatewayError(500, 'No', 'convert_request_failed')),
    { kind: 'badRequest', code: 'convert_request_failed' },
  ],
  [503, refuse(errors.modelNotFound('gpt-image-9')), { kind: 'modelUnknown', code: 'model_not_found' }],
  [
    404,
    refuse({ ...errors.openAiError('model', 'model_not_found', 'No.'), status: 404 }),
    { kind: 'modelUnknown', code: 'model_not_found', parameter: 'model' },
  ],
  [400, refuse(errors.gatewayError(400, 'The model `x` does not exist')), { kind: 'modelUnknown' }],
  [500, refuse(errors.noChannel), { kind: 'serverTrouble', code: 'get_channel_failed', repeated: true }],
  [
    500,
    refuse(errors.gatewayError(500, 'No', 'channel:no_available_key')),
    { kind: 'serverTrouble', code: 'channel:no_available_key', repeated: true },
  ],
  [503, refuse(errors.unavailable), { kind: 'serverTrouble', repeated: true }],
  [500, refuse(errors.upstreamBusy), { kind: 'serverTrouble', code: 'bad_response_status_code', mayBeBilled: true }],
  [503, refuse(errors.gatewayError(503, 'The model is currently busy')), { kind: 'serverTrouble', mayBeBilled: true }],
  [500, refuse(errors.upstreamLost), { kind: 'serverTrouble', code: 'do_request_failed', mayBeBilled: true }],
  [
    500,
    refuse(errors.gatewayError(500, 'No', 'bad_response_body')),
    { kind: 'serverTrouble', code: 'bad_response_body', mayBeBilled: true },
  ],
  [
    500,
    refuse(errors.gatewayError(500, 'No', 'empty_response')),
    { kind: 'serverTrouble', code: 'empty_response', mayBeBilled: true },
  ],
  [
    400,
    refuse(errors.gatewayError(400, 'No', 'sensitive_words_detected')),
    { kind: 'promptRefused', code: 'sensitive_words_detected' },
  ],
  [400, refuse(errors.gatewayError(400, 'No', 'prompt_blocked')), { kind: 'promptRefused', code: 'prompt_blocked' }],
  [
    400,
    refuse(errors.gatewayError(400, 'No', 'violation_fee.grok')),
    { kind: 'promptRefused', code: 'violation_fee.grok' },
  ],
  [500, refuse(errors.internalError), { kind: 'serverTrouble', mayBeBilled: true }],
  [500, replies.htmlPage(500), { kind: 'serverTrouble', mayBeBilled: true }],
  [502, refuse(errors.badGateway), { kind: 'serverTrouble', mayBeBilled: true }],
  [504, refuse(errors.gatewayTimeout), { kind: 'serverTrouble', mayBeBilled: true }],
  [524, refuse(errors.originTimeout), { kind: 'serverTrouble', mayBeBilled: true }],
  [408, replies.emptyBody(408), { kind: 'serverTrouble', mayBeBilled: true }],
  [418, answer(418, { error: { code: 1234, message: 'No.' } }), { kind: 'badRequest', code: '1234' }],
];

function bad(parameter: string, code: string): Row {
  return { kind: 'badRequest', parameter, code };
}

test('every documented error becomes its kind, with what is known of it, and is sent again only where that is free', async (context) => {
  const { api, generate } = await startService(context);
  for (const [status, behaviour, { repeated, ...facts }] of rows) {
    const before = api.requests.length;
    api.script(...Array.from({ length: repeated ? 3 : 1 }, () => behaviour));
    const error = await failureOf(generate());
    const requests = api.requests.length - before;
    const label = `${status} ${error.message}`;
    assert.deepEqual({ ...outcomeOf(error), requests }, { status, ...facts, requests: repeated ? 3 : 1 }, label);
    assert.equal(isSafeToRepeat(error), repeated ?? false, label);
  }
});

test('an error is told in a sentence, with the words of the service and the id to quote', async (context) => {
  const { api, generate } = await startService(context);
  const { host } = new URL(api.baseUrl);
  const cases: readonly (readonly [behaviour: Behaviour, message: string])[] = [
    [
      refuse(errors.wrongKey('sk-tes***oat')),
      'HOST refused the API key (401): it is wrong, expired, or out of credit. It says: Invalid token [[redacted key]]',
    ],
    [
      refuse(errors.organizationNotVerified),
      'HOST does not allow this with the API key (403). It says: Your organization must be verified to use the model.',
    ],
    [refuse(errors.paymentRequired), 'The account at HOST is out of credit (402). It says: Payment required'],
    [
      refuse(errors.rateLimit('90')),
      'HOST asks for fewer requests (429), again in 90 s. It says: Rate limit reached for images per min: Limit 5, Used 5, Requested 1.',
    ],
    [
      refuse(errors.rateLimit('3000')),
      'HOST asks for fewer requests (429), again in 50 min. It says: Rate limit reached for images per min: Limit 5, Used 5, Requested 1.',
    ],
    [
      refuse({ ...errors.unavailable, headers: { 'retry-after': '86400' } }),
      'HOST is in trouble (503), again in 24 h. It says: service temporarily unavailable',
    ],
    [
      refuse(errors.rateLimit('1000000000')),
      'HOST asks for fewer requests (429), for longer than a week. It says: Rate limit reached for images per min: Limit 5, Used 5, Requested 1.',
    ],
    [
      refuse(errors.contentPolicyViolation),
      'The safety filter refused the prompt. It says: Your request was rejected as a result of our safety system.',
    ],
    [
      refuse(errors.modelNotFound('gpt-image-2')),
      'HOST does not offer the model gpt-image-2 (503). It says: no available channel for group default and model gpt-image-2 (distributor)',
    ],
    [refuse(errors.imageUserError('size', 'invalid_value', 'No.')), 'HOST refused the request (400). It says: No.'],
    [replies.emptyBody(413), 'The request is too large for HOST (413).'],
    [
      replies.htmlPage(404),
      'There is no image service at the base URL (HOST, 404). Such an address mostly ends in /v1, as https://api.cometapi.com/v1 does. It says: Console',
    ],
    [answerText(502, 'text/html', '<html><h1>Bad Gateway'), 'HOST is in trouble (502). It says: a web page'],
    [
      answerText(502, 'text/plain', '\u0007upstream\r\n\u202egone\u2069  '),
      'HOST is in trouble (502). It says: upstream gone',
    ],
    [replies.emptyBody(502), 'HOST is in trouble (502).'],
  ];
  for (const [behaviour, message] of cases) {
    api.script(behaviour);
    const error = await failureOf(generate());
    assert.equal(error.message.replaceAll(host, 'HOST'), message);
  }
});

test('without a key a 401 says that one is asked for', async (context) => {
  const { api, client, access } = await startService(context);
  const keyless = without(access, 'key');
  const error = await failureOf(client.generate({ prompt: 'A boat', model: 'gpt-image-2', count: 1 }, keyless, ways()));
  assert.deepEqual(
    [error.kind, error.message, (await api.nextRequest()).headers.authorization],
    ['keyMissing', `${access.baseUrl.host} asks for an API key (401). It says: No token was provided`, undefined],
  );
});

test('a key that cannot travel in a header is refused before anything is sent', async (context) => {
  const { api, generate } = await startService(context);
  const keys = ['sk-ключ-от-лодки', 'sk-two words', 'sk-line\nbreak', 'sk-\u0000'];
  const seen = await Promise.all(keys.map((key) => failureOf(generate({}, { key }))));
  assert.deepEqual(
    { errors: seen.map(({ kind, message }) => `${kind}: ${message}`), requests: api.requests.length },
    { errors: keys.map(() => 'keyRejected: The API key holds characters that no key has. Set it again.'), requests: 0 },
  );
});

test('the request id comes from the message, then from either header', async (context) => {
  const { api, generate } = await startService(context, { requestIdHeaders: [] });
  const id = async (behaviour: Behaviour) => {
    api.script(behaviour);
    return (await failureOf(generate())).facts.requestId;
  };
  const wrapped = (headers: Record<string, string>) => replies.emptyBody(400, headers);
  assert.deepEqual(
    [
      await id(answer(400, { error: { message: 'No (request id: 2026ABC)' } })),
      await id(wrapped({ 'x-request-id': 'a', 'x-oneapi-request-id': 'b' })),
      await id(wrapped({ 'x-oneapi-request-id': 'b' })),
      await id(wrapped({})),
    ],
    ['2026ABC', 'a', 'b', undefined],
  );
});

test('the message is found in the envelope of every server', () => {
  const envelopes: readonly unknown[] = [
    { error: { message: 'No.' } },
    { error: { message: 'No. (request id: 2026)', inner_error: { code: 'ResponsibleAIPolicyViolation' } } },
    { error: 'No.' },
    { message: 'No.' },
    { msg: 'No.' },
    { err: 'No.' },
    { error_msg: 'No.' },
    { detail: 'No.' },
    { header: { message: 'No.' } },
    { response: { error: { message: 'No.' } } },
    { error: null, message: 'No.' },
    { error: { message: '' }, detail: 'No.' },
    'No.',
  ];
  for (const envelope of envelopes) {
    const body = typeof envelope === 'string' ? envelope : JSON.stringify(envelope);
    const error = readFailure({ status: 400, headers: new Headers(), body }, { host: 'host', model: 'm' });
    assert.equal(error.message, 'host refused the request (400). It says: No.', body);
  }
});

test('the time to wait is read as seconds, milliseconds or a date, and garbage is none', () => {
  const wait = (headers: Record<string, string>) =>
    readFailure({ status: 429, headers: new Headers(headers), body: '' }, { host: 'host', model: 'm' }).facts
      .retryAfterMs;
  const soon = wait({ 'retry-after': new Date(Date.now() + 30_000).toUTCString() }) ?? 0;
  assert.ok(soon > 28_000 && soon <= 30_000, `${soon}`);
  const cases: readonly (readonly [Record<string, string>, number | undefined])[] = [
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1500],
    [{ 'retry-after': ' 20 ' }, 20_000],
    [{ 'retry-after': '1e9' }, 1e12],
    [{ 'retry-after-ms': '467', 'retry-after': '20' }, 467],
    [{ 'retry-after-ms': 'soon', 'retry-after': '20' }, 20_000],
    [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'in 5 minutes' }, undefined],
    [{ 'retry-after': 'Infinity' }, undefined],
    [{ 'retry-after': 'NaN' }, undefined],
    [{ 'retry-after': '' }, undefined],
  ];
  for (const [headers, expected] of cases) assert.equal(wait(headers), expected, JSON.stringify(headers));
});

const key = 'comet-7f3aQx91LmZpR0tWvB';

test('no answer brings the key into an error, whatever it says and however', () => {
  const spelled = fc.constantFrom(
    key,
    `Bearer ${key}`,
    encodeURIComponent(key),
    Buffer.from(key).toString('base64'),
    `Basic ${Buffer.from(`user:${key}`).toString('base64')}`,
    key.slice(-8),
    `${key.slice(0, 8)}***${key.slice(-4)}`,
    `sk-abcdefghijklmnop`,
  );
  const text = fc
    .tuple(fc.string({ unit: 'binary', maxLength: 40 }), spelled, fc.string({ unit: 'binary', maxLength: 40 }))
    .map((parts) => parts.join(' '));
  const envelope = fc.oneof(
    text,
    text.map((said) => JSON.stringify({ error: { message: said, code: said, param: said } })),
    text.map((said) => JSON.stringify({ error: { message: `No (request id: ${said})` } })),
    text.map((said) => JSON.stringify({ detail: [{ loc: [said], msg: said }] })),
    text.map((said) => `<html><title>${said}</title></html>`),
    text.map((said) => ' '.repeat(19_990) + said),
  );
  const statuses = fc.constantFrom(200, 302, 400, 401, 404, 429, 500, 503);
  fc.assert(
    fc.property(statuses, envelope, (status, body) => {
      const headers = new Headers({ 'x-request-id': key });
      const asked = { host: 'api.example', model: 'gpt-image-2', key };
      for (const { message, facts, cause, stack } of [
        readFailure({ status, headers, body }, asked),
        unreadable({ status, headers, body }, asked),
      ]) {
        const all = `${message} ${stack} ${JSON.stringify(facts)}`;
        const leaks = [key, key.slice(-8), key.slice(0, 8), Buffer.from(key).toString('base64')];
        assert.deepEqual(
          leaks.filter((leak) => all.includes(leak)),
          [],
        );
        assert.equal(cause, undefined);
        assert.match(message, /^[^\p{Cc}\u202A-\u202E\u2066-\u2069]{10,600}$/u);
      }
    }),
    { numRuns: 500 },
  );
});

test('a failed item of an answer does not bring the key into an error either', async (context) => {
  const { api, generate } = await startService(context, { keys: [key] });
  api.script(answer(200, { data: [{ error: { message: `Bearer ${key} is \u202ebad\u0007 ${'xY7'.repeat(1000)}` } }] }));
  const { message } = await failureOf(generate());
  assert.match(
    message,
    /^The service answered with an empty image\. It says: Bearer \[redacted key\] is bad \[long data\]$/,
  );
});

import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { ImageApi } from '../../support/imageApi/server.ts';
import { bytesOf, generate, started } from './openaiClient.ts';

async function post(api: ImageApi, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${api.baseUrl}/images/generations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.key}`, 'content-type': 'application/json', ...headers },
    body,
  });
  const { error } = (await response.json()) as { error: { code: unknown; param: unknown; message: string } };
  return { status: response.status, code: error.code, param: error.param, message: error.message };
}

test('wrong requests are refused with the status, code and parameter of the service', async (context) => {
  const { api } = await started(context, { retired: ['gpt-image-1'] });
  const gpt2 = 'gpt-image-2';
  const dalle3 = 'dall-e-3';
  const seedream = 'doubao-seedream-5-0-260128';
  const flare = 'gpt-image-2.5-flare';
  const cases: [body: Record<string, unknown>, status: number, code: unknown, param: unknown, message: RegExp][] = [
    [{}, 400, '', '', /model name is required/],
    [{ model: '' }, 400, '', '', /model name is required/],
    [{ model: 'gpt-image-3' }, 503, 'model_not_found', '', /group default and model gpt-image-3 \(distributor\)/],
    [{ model: 'DALL-E-3' }, 503, 'model_not_found', '', /no available channel/],
    [{ model: 'gpt-image-1' }, 503, 'model_not_found', '', /no available channel/],
    [{ model: 'gemini-3-pro-image' }, 500, 'convert_request_failed', '', /only imagen models/],
    [{ model: gpt2, prompt: undefined }, 400, 'missing_required_parameter', 'prompt', /Missing/],
    [{ model: gpt2, prompt: '' }, 400, 'empty_string', 'prompt', /empty string/],
    [{ model: gpt2, prompt: 7 }, 500, 'invalid_request', '', /number into .*\.prompt of type string/],
    [{ model: 'dall-e-2', prompt: 'x'.repeat(1001) }, 400, 'string_above_max_length', 'prompt', /length 1001/],
    [{ model: dalle3, prompt: 'x'.repeat(4001) }, 400, 'string_above_max_length', 'prompt', /length 4000/],
    [{ model: gpt2, prompt: 'x'.repeat(32_001) }, 400, 'string_above_max_length', 'prompt', /length 32000/],
    [{ model: gpt2, n: '2' }, 500, 'invalid_request', '', /string into .*\.n of type unsigned/],
    [{ model: gpt2, n: 1.5 }, 500, 'invalid_request', '', /\.n/],
    [{ model: gpt2, n: -1 }, 500, 'invalid_request', '', /\.n/],
    [{ model: gpt2, n: null }, 500, 'invalid_request', '', /null into/],
    [{ model: gpt2, n: 129 }, 500, 'invalid_request', '', /128/],
    [{ model: gpt2, n: 11 }, 400, 'integer_above_max_value', 'n', /<= 10, but got 11/],
    [{ model: dalle3, n: 2 }, 400, null, null, /You must provide n=1/],
    [{ model: 'qwen-image', n: 2 }, 400, 'InvalidParameter', '', /num_images_per_prompt must be 1/],
    [{ model: seedream, n: 1 }, 400, 'unknown_parameter', 'n', /Unknown parameter: 'n'/],
    [
      { model: gpt2, size: '4096x4096' },
      400,
      'invalid_value',
      'size',
      /longest edge must be less than or equal to 3840/,
    ],
    [{ model: gpt2, size: '1920x1080' }, 400, 'invalid_value', 'size', /divisible by 16/],
    [{ model: gpt2, size: '512x512' }, 400, 'invalid_value', 'size', /below the current minimum pixel budget/],
    [{ model: gpt2, size: '3840x3840' }, 400, 'invalid_value', 'size', /exceeds/],
    [{ model: gpt2, size: '3840x1024' }, 400, 'invalid_value', 'size', /ratio/],
    [{ model: gpt2, size: 'large' }, 400, 'invalid_value', 'size', /Expected 'auto'/],
    [{ model: gpt2, size: '1024×1024' }, 500, 'invalid_request', '', /×/],
    [{ model: gpt2, size: 1024 }, 500, 'invalid_request', '', /\.size of type string/],
    [{ model: 'gpt-image-1.5', size: '512x512' }, 400, 'invalid_value', 'size', /Supported values are: '1024x1024'/],
    [{ model: dalle3, size: '512x512' }, 500, 'invalid_request', '', /not supported by dall-e-3/],
    [{ model: 'dall-e-2', size: '1792x1024' }, 500, 'invalid_request', '', /'256x256', '512x512', and '1024x1024'/],
    [{ model: 'qwen-image', size: '512x512' }, 400, 'InvalidParameter', 'size', /Supported/],
    [{ model: seedream, size: '1024x1024' }, 400, 'InvalidParameter', 'size', /at least 3686400 pixels/],
    [
      { model: 'grok-imagine-image', size: '1024x1024' },
      400,
      'unknown_parameter',
      'size',
      /Argument not supported: size/,
    ],
    [{ model: 'grok-imagine-image', resolution: '4k' }, 400, 'invalid_value', 'resolution', /'1k' and '2k'/],
    [{ model: gpt2, response_format: 'url' }, 400, 'unknown_parameter', 'response_format', /Unknown parameter/],
    [{ model: 'qwen-image', response_format: 'url' }, 400, 'unknown_parameter', 'response_format', /Unknown/],
    [{ model: gpt2, style: 'vivid' }, 400, 'unknown_parameter', 'style', /Unknown/],
    [{ model: 'dall-e-2', style: 'vivid' }, 400, 'unknown_parameter', 'style', /Unknown/],
    [{ model: dalle3, background: 'opaque' }, 400, 'unknown_parameter', 'background', /Unknown/],
    [{ model: gpt2, negative_prompt: 'x' }, 400, 'unknown_parameter', 'negative_prompt', /Unknown/],
    [{ model: gpt2, safety_identifier: 'x' }, 400, 'unknown_parameter', 'safety_identifier', /Unknown/],
    [{ model: flare, complexity: 'low' }, 400, 'unknown_parameter', 'complexity', /Unknown/],
    [{ model: flare, output_format: 'gif' }, 400, 'invalid_value', 'output_format', /'gif'/],
    [{ model: gpt2, quality: 'xhigh' }, 400, 'invalid_value', 'quality', /'low', 'medium', 'high', and 'auto'/],
    [{ model: 'gpt-image-2.6-flare', quality: 'max' }, 400, 'invalid_value', 'quality', /'max'/],
    [{ model: dalle3, quality: 'high' }, 400, 'invalid_value', 'quality', /'standard' and 'hd'/],
    [{ model: dalle3, response_format: 'png' }, 400, 'invalid_value', 'response_format', /'url' and 'b64_json'/],
    [{ model: gpt2, background: 'transparent' }, 400, 'invalid_value', 'background', /for this model/],
    [{ model: flare, background: 'transparent', output_format: 'jpeg' }, 400, 'invalid_value', 'background', /JPEG/],
    [{ model: gpt2, output_compression: 50 }, 400, 'invalid_png_output_compression', 'output_compression', /PNG/],
    [
      { model: gpt2, output_format: 'webp', output_compression: 101 },
      400,
      'integer_above_max_value',
      'output_compression',
      /100/,
    ],
    [{ model: gpt2, moderation: 'none' }, 400, 'invalid_value', 'moderation', /'none'/],
    [{ model: gpt2, stream: 'yes' }, 500, 'invalid_request', '', /\.stream of type boolean/],
    [{ model: gpt2, partial_images: 4 }, 400, 'integer_above_max_value', 'partial_images', /<= 3/],
    [
      { model: seedream, image: Array<string>(15).fill('https://a/b.png') },
      400,
      'InvalidParameter',
      'image',
      /at most 15/,
    ],
    [{ model: seedream, image: 'one' }, 500, 'invalid_request', '', /\.image of type strings/],
  ];
  for (const [body, status, code, param, message] of cases) {
    const seen = await post(api, JSON.stringify({ prompt: 'A paper boat', ...body }));
    assert.deepEqual(
      { ...seen, message: '' },
      { status, code, param, message: '' },
      JSON.stringify(body).slice(0, 200),
    );
    assert.match(seen.message, message);
    assert.match(seen.message, / \(request id: [^)]+\)$/);
  }
});

test('what is not JSON, or says so, never reaches a model', async (context) => {
  const { api } = await started(context);
  const good = JSON.stringify({ model: 'gpt-image-2', prompt: 'A paper boat' });
  const seen = [
    await post(api, 'model=gpt-image-2'),
    await post(api, '[]'),
    await post(api, good, { 'content-type': 'text/plain' }),
    await post(api, good, { authorization: 'Bearer sk-wrong-key-of-nobody' }),
    await post(api, good, { authorization: api.key }),
  ];
  assert.deepEqual(
    seen.map(({ status, message }) => `${status} ${message.replace(/ \(request id: .*/, '')}`),
    [
      '400 Invalid request, the body is not a JSON object',
      '400 Invalid request, the body is not a JSON object',
      '400 model name is required',
      '401 Invalid token [sk-wro***ody]',
      '401 No token was provided',
    ],
  );
});

test('options open what is closed: transparency, previews and models of other servers', async (context) => {
  const { client } = await started(context, { gptImage2Transparent: true, preview: true, anyModel: true });
  const formats: [params: Record<string, unknown>, start: string][] = [
    [{ model: 'gpt-image-2', background: 'transparent' }, '\x89PNG'],
    [{ model: 'gpt-image-2.5-flare', output_format: 'gif', frame_count: 2 }, 'GIF89a'],
    [{ model: 'gpt-image-2.6-flare', output_format: 'svg', complexity: 'low' }, '<svg '],
    [{ model: 'gpt-image-2', output_format: 'jpeg', output_compression: 50 }, '\xff\xd8\xff'],
    [{ model: 'gpt-image-2', output_format: 'webp' }, 'RIFF'],
    [{ model: 'flux-dev', size: '640x480', steps: 20 }, '\x89PNG'],
  ];
  for (const [params, start] of formats) {
    const { data } = await generate(client, params);
    const bytes = await bytesOf(data?.[0] ?? {});
    assert.equal(bytes.toString('latin1', 0, start.length), start, JSON.stringify(params));
  }
});

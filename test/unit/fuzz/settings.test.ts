import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkRequest, composeRequest } from '../../../src/api/request.ts';
import { GenerationError } from '../../../src/api/errors.ts';
import type { Json } from '../../../src/api/json.ts';
import { fuzzRuns } from '../../support/fuzz.ts';
import { anyJson } from './anyJson.ts';
import { configureVscode } from './configurableVscode.ts';

const names = {
  paperBoat: [
    ...['baseUrl', 'model', 'count', 'size', 'quality', 'style', 'background', 'outputFormat', 'outputCompression'],
    ...['responseFormat', 'moderation', 'user', 'timeoutSeconds', 'concurrency', 'budget.monthly', 'budget.perRequest'],
    ...['folder', 'selection', 'snippets', 'network'],
  ],
  http: ['proxySupport', 'proxy', 'noProxy', 'proxyAuthorization', 'proxyStrictSSL', 'systemCertificates'],
};
const nearby: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  ...[0, 1, 10, 11, 16, 17, 3600, 3601, 0.5, -1, 'auto', 'replace', 'vscode', 'gpt-image-2', 'dall-e-3', true, [], {}],
);
const value = fc.option(fc.oneof(nearby, anyJson('markdown', 'monthly')), { nil: undefined });
const settings = fc.record(
  Object.fromEntries(
    Object.entries(names).flatMap(([section, all]) => all.map((name) => [`${section}.${name}`, value] as const)),
  ),
  { requiredKeys: [], noNullPrototype: true },
);

const isText = (given: unknown): boolean => typeof given === 'string' && given === given.trim() && given !== '';
const isOneOf =
  (...known: readonly unknown[]) =>
  (given: unknown) =>
    known.includes(given);
const isWhole = (least: number, most: number) => (given: unknown) =>
  Number.isInteger(given) && (given as number) >= least && (given as number) <= most;
const isAmount = (given: unknown): boolean => Number.isFinite(given) && (given as number) >= 0;
const isFlag = (given: unknown): boolean => typeof given === 'boolean';
const areTexts = (given: unknown): boolean => Object.values(given as object).every((text) => typeof text === 'string');
const or = (other: unknown, test: (given: unknown) => boolean) => (given: unknown) => given === other || test(given);
const setText = or(undefined, (given) => isText(given) && given !== 'auto');

const bounds: Readonly<Record<string, (given: unknown) => boolean>> = {
  baseUrl: isText,
  'request.model': isText,
  'request.count': isWhole(1, 10),
  'request.outputCompression': or(undefined, isWhole(0, 99)),
  'request.user': or(undefined, isText),
  ...Object.fromEntries(
    ['size', 'quality', 'style', 'background', 'outputFormat', 'responseFormat', 'moderation'].map((name) => [
      `request.${name}`,
      setText,
    ]),
  ),
  timeoutMs: isWhole(10_000, 3_600_000),
  concurrency: isWhole(1, 16),
  'budget.monthly': isAmount,
  'budget.perRequest': isAmount,
  folder: or('', isText),
  selection: isOneOf('keep', 'replace'),
  snippets: areTexts,
  route: isOneOf('undici', 'vscode'),
  proxySupport: isText,
  proxy: or('', isText),
  noProxy: (given) => Array.isArray(given) && areTexts(given),
  proxyAuthorization: or('', isText),
  proxyStrictSSL: isFlag,
  systemCertificates: isFlag,
};

/** By their paths: `budget.monthly`. Snippets are the one value that has names of its own. */
function flat(value: object, path = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): [string, unknown][] =>
    name === 'request' || name === 'budget' ? flat(inner as object, `${name}.`) : [[path + name, inner]],
  );
}

test('any JSON in any setting leaves settings that are within their bounds, and a request that is sound or refused', async () => {
  let given: Readonly<Record<string, unknown>> = {};
  await configureVscode((section, name) => given[`${section}.${name}`]);
  const { readNetworkSettings, readSettings } = await import('../../../src/settings.ts');
  fc.assert(
    fc.property(settings, (values) => {
      given = values;
      const read = readSettings();
      const outside = [...flat(read), ...flat(readNetworkSettings())].filter(([path, value]) => !bounds[path]?.(value));
      assert.deepEqual(outside, []);
      const request = composeRequest({ prompt: 'a boat' }, read.request);
      try {
        checkRequest(request);
      } catch (error) {
        assert.ok(error instanceof GenerationError && !/[\p{Cc}\u202E]/u.test(error.message), String(error));
      }
    }),
    { numRuns: fuzzRuns },
  );
});

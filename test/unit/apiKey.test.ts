import { test } from 'node:test';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { readBaseUrl } from '../../src/api/baseUrl.ts';

await import('./window/withoutVscode.ts');
const { ApiKeys } = await import('../../src/apiKey.ts');

/** Secrets and memory as VS Code keeps them, in this process alone. */
function startKeys(stored: Readonly<Record<string, string>>) {
  const secrets = new Map(Object.entries(stored));
  const memory = new Map<string, unknown>(Object.keys(stored).map((name) => [name, true]));
  const hidden: string[] = [];
  const storage: vscode.SecretStorage = {
    keys: () => Promise.resolve([...secrets.keys()]),
    get: (name) => Promise.resolve(secrets.get(name)),
    store: (name, value) => Promise.resolve(void secrets.set(name, value)),
    delete: (name) => Promise.resolve(void secrets.delete(name)),
    onDidChange: () => assert.fail('Nobody listens here.'),
  };
  const memento: vscode.Memento = {
    keys: () => [...memory.keys()],
    get: <T>(name: string, fallback?: T) => (memory.get(name) ?? fallback) as T,
    update: (name, value) => {
      if (value === undefined) memory.delete(name);
      else memory.set(name, value);
      return Promise.resolve();
    },
  };
  return { keys: new ApiKeys(storage, memento, (key) => hidden.push(key)), secrets, memory, hidden };
}

const stored = { 'apiKey@https://a.example': 'key-of-a', 'apiKey@https://a.example:8443': 'key-of-the-port' };

test('a key belongs to its origin: another scheme, host, subdomain or port has another one or none', async () => {
  const { keys, hidden } = startKeys(stored);
  const cases: Readonly<Record<string, string | undefined>> = {
    'https://a.example/v1': 'key-of-a',
    'https://A.example:443/other/v2/': 'key-of-a',
    'https://a.example:8443/v1': 'key-of-the-port',
    'https://a.example:8444/v1': undefined,
    'https://api.a.example/v1': undefined,
    'https://a.example.evil.example/v1': undefined,
    'https://b.example/a.example': undefined,
    'http://localhost/v1': undefined,
  };
  const found = await Promise.all(Object.keys(cases).map(async (url) => [url, await keys.get(readBaseUrl(url))]));
  assert.deepEqual(Object.fromEntries(found), cases);
  assert.deepEqual(new Set(hidden), new Set(Object.values(stored)));
});

test('a key that is forgotten takes no other one along, and leaves nothing', async () => {
  const { keys, secrets, memory } = startKeys(stored);
  const a = readBaseUrl('https://a.example/v1');
  assert.deepEqual(
    [keys.wasSet(a), await keys.forget(a), await keys.forget(a), keys.wasSet(a)],
    [true, true, false, false],
  );
  assert.deepEqual(
    [[...secrets.values()], [...memory.keys()]],
    [['key-of-the-port'], ['apiKey@https://a.example:8443']],
  );
});

test('a key that the keyring lost is missed, not taken for one that never was', async () => {
  const { keys, secrets } = startKeys(stored);
  const a = readBaseUrl('https://a.example/v1');
  secrets.clear();
  assert.deepEqual([await keys.get(a), keys.wasSet(a)], [undefined, true]);
});

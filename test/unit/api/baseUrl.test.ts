import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readBaseUrl, routeOf } from '../../../src/api/baseUrl.ts';
import { GenerationError } from '../../../src/api/errors.ts';

const route = (text: string) => routeOf(readBaseUrl(text), 'images/generations');

test('a base URL is taken as people paste it', () => {
  const cases: Readonly<Record<string, string>> = {
    'https://api.cometapi.com/v1': 'https://api.cometapi.com/v1/images/generations',
    ' https://api.cometapi.com/v1/ ': 'https://api.cometapi.com/v1/images/generations',
    'https://api.cometapi.com/v1//': 'https://api.cometapi.com/v1/images/generations',
    'https://api.cometapi.com//v1': 'https://api.cometapi.com/v1/images/generations',
    'https://api.cometapi.com': 'https://api.cometapi.com/images/generations',
    'https://api.cometapi.com/': 'https://api.cometapi.com/images/generations',
    'HTTPS://API.CometAPI.com/v1': 'https://api.cometapi.com/v1/images/generations',
    'https://api.cometapi.com/v1/images/generations': 'https://api.cometapi.com/v1/images/generations',
    'https://api.cometapi.com/v1/images/generations/?a=b#c': 'https://api.cometapi.com/v1/images/generations',
    'https://h.example/a%20b/v1?key=1': 'https://h.example/a%20b/v1/images/generations',
    'https://h.example:8443/deep/er/v1': 'https://h.example:8443/deep/er/v1/images/generations',
    'http://localhost:8080/v1': 'http://localhost:8080/v1/images/generations',
    'http://127.0.0.1:8080': 'http://127.0.0.1:8080/images/generations',
    'http://[::1]:8080/v1': 'http://[::1]:8080/v1/images/generations',
    'https://192.168.1.5/v1': 'https://192.168.1.5/v1/images/generations',
  };
  assert.deepEqual(Object.fromEntries(Object.keys(cases).map((text) => [text, route(text)])), cases);
});

test('the key’s way is https to a host, or http on this machine, and nothing else', () => {
  const scheme = 'must begin with https, or with http for a server on this machine';
  const cases: Readonly<Record<string, string>> = {
    '': 'is no address',
    'api.cometapi.com/v1': 'is no address',
    'https://': 'is no address',
    'localhost:8080/v1': scheme,
    'http://api.cometapi.com/v1': scheme,
    'http://192.168.1.5/v1': scheme,
    'http://localhost.example.com/v1': scheme,
    'ftp://api.cometapi.com/v1': scheme,
    'file:///etc/passwd': scheme,
    'javascript:alert(1)': scheme,
    'https://me:secret@api.cometapi.com/v1': 'must not hold a user name or a password',
    'https://me@api.cometapi.com/v1': 'must not hold a user name or a password',
  };
  const reasons = Object.keys(cases).map((text) => {
    try {
      return [text, readBaseUrl(text).href];
    } catch (error) {
      assert.ok(error instanceof GenerationError && error.kind === 'wrongAddress');
      return [text, /^The setting "paperBoat\.baseUrl" (.*)\.$/.exec(error.message)?.[1]];
    }
  });
  assert.deepEqual(Object.fromEntries(reasons), cases);
});

test('a path never becomes a host', () => {
  assert.equal(
    routeOf(new URL('https://api.cometapi.com//evil.example'), 'x'),
    'https://api.cometapi.com//evil.example/x',
  );
});

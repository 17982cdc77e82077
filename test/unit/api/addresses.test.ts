import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { lookup, LookupAddress, LookupOptions } from 'node:dns';
import { isLoopbackHost, isPrivateAddress, isPrivateHost, publicLookup } from '../../../src/api/addresses.ts';

test('addresses of a machine or a local network are private, all others are not', () => {
  const isPrivate: Readonly<Record<string, boolean>> = {
    '8.8.8.8': false,
    '1.1.1.1': false,
    '9.255.255.255': false,
    '10.0.0.0': true,
    '10.255.255.255': true,
    '11.0.0.0': false,
    '100.63.255.255': false,
    '100.64.0.0': true,
    '126.255.255.255': false,
    '127.0.0.1': true,
    '169.254.169.254': true,
    '172.15.255.255': false,
    '172.16.0.0': true,
    '172.32.0.0': false,
    '192.168.0.1': true,
    '192.169.0.0': false,
    '223.255.255.255': false,
    '224.0.0.1': true,
    '2606:4700::1111': false,
    '2a00:1450::1': false,
    '::1': true,
    '::': true,
    '::ffff:8.8.8.8': false,
    '::ffff:192.168.0.1': true,
    '64:ff9b::8.8.8.8': false,
    '64:ff9b::808:808': false,
    '64:ff9b::c0a8:1': true,
    'fc00::': true,
    'fdff::1': true,
    'fe00::1': false,
    'fe80::1': true,
    'ff02::1': true,
  };
  const seen = Object.keys(isPrivate).map((address) => [address, isPrivateAddress(address)]);
  assert.deepEqual(Object.fromEntries(seen), isPrivate);
});

test('hosts of this machine are known by name and by address', () => {
  const hosts = {
    loopback: ['localhost', 'LOCALHOST', 'localhost.', 'boat.localhost', '127.0.0.1', '127.9.9.9', '[::1]'],
    private: ['10.0.0.1', '[fd00::1]', '0.0.0.0', '[::ffff:7f00:1]'],
    public: ['example.com', 'localhost.example.com', 'mylocalhost', '8.8.8.8', '[2606:4700::1]', '127.example.com'],
  };
  const kindOf = (host: string) => (isLoopbackHost(host) ? 'loopback' : isPrivateHost(host) ? 'private' : 'public');
  for (const [kind, names] of Object.entries(hosts))
    assert.deepEqual(
      names.map((host) => [host, kindOf(host)]),
      names.map((host) => [host, kind]),
    );
  assert.ok(hosts.loopback.every(isPrivateHost));
});

/** A name server that knows one answer. */
function names(addresses: readonly string[] | Error) {
  return ((
    _hostname: string,
    _options: LookupOptions,
    callback: (error: Error | null, addresses: LookupAddress[]) => void,
  ) => {
    if (addresses instanceof Error) callback(addresses, []);
    else
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  }) as typeof lookup;
}

function looked(found: readonly string[] | Error, options: LookupOptions): Promise<unknown> {
  return new Promise((resolve) => {
    publicLookup(names(found))('cdn.example', options, (error, address, family) => {
      resolve(error ? error.code : [address, family]);
    });
  });
}

test('a lookup hands out public addresses only', async () => {
  const unknown = Object.assign(new Error('Unknown'), { code: 'ENOTFOUND' });
  const v4 = (address: string) => ({ address, family: 4 });
  assert.deepEqual(
    [
      await looked(['8.8.8.8'], {}),
      await looked(['8.8.8.8', '2606:4700::1'], { all: true }),
      await looked(['10.0.0.1', '8.8.8.8', '::1', '8.8.4.4'], { all: true }),
      await looked(['10.0.0.1', '8.8.8.8'], {}),
      await looked(['10.0.0.1', '::1'], { all: true }),
      await looked(['127.0.0.1'], {}),
      await looked([], {}),
      await looked(unknown, {}),
    ],
    [
      ['8.8.8.8', 4],
      [[v4('8.8.8.8'), { address: '2606:4700::1', family: 6 }], undefined],
      [[v4('8.8.8.8'), v4('8.8.4.4')], undefined],
      ['8.8.8.8', 4],
      'EPRIVATEADDRESS',
      'EPRIVATEADDRESS',
      'EPRIVATEADDRESS',
      'ENOTFOUND',
    ],
  );
});

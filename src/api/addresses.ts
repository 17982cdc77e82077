import { lookup as systemLookup, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Ranges that no public host has: https://www.iana.org/assignments/iana-ipv4-special-registry (and ipv6). */
const privateRanges: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const privateAddresses = new BlockList();
for (const [network, prefix] of privateRanges) {
  if (network.includes(':')) privateAddresses.addSubnet(network, prefix, 'ipv6');
  else {
    privateAddresses.addSubnet(network, prefix, 'ipv4');
    // What an IPv6-only network makes of IPv4 addresses, public ones too: https://www.rfc-editor.org/rfc/rfc6052
    privateAddresses.addSubnet(`64:ff9b::${network}`, 96 + prefix, 'ipv6');
  }
}

/** Whether an IP address leads into a machine or a local network. IPv4 inside IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether a host, as `URL.hostname` spells it, is this machine by name or by address. */
export function isLoopbackHost(hostname: string): boolean {
  return /^((.+\.)?localhost\.?|127(\.\d+){3}|\[::1\])$/i.test(hostname);
}

/** Whether the host is private without asking DNS: a literal address, or a name of this machine. */
export function isPrivateHost(hostname: string): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) ? isPrivateAddress(literal) : isLoopbackHost(hostname);
}

/** A `lookup` for sockets that does not hand out private addresses: the check is on what is really dialled. */
export function publicLookup(lookup: typeof systemLookup = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true } as LookupOptions & { all: true }, (error, addresses) => {
      const found = error ? [] : addresses.filter(({ address }) => !isPrivateAddress(address));
      const [first] = found;
      if (!first) callback(error ?? privateAddressError(hostname), '', 0);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

function privateAddressError(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} leads to a private address`), { code: 'EPRIVATEADDRESS' });
}

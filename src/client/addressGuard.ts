import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

const inside = new BlockList();
for (const [network, prefix] of [
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
] as const) {
  inside.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.addSubnet(network, prefix, 'ipv6');
}

/**
 * Whether an address is private, link-local, loopback or otherwise not of the open internet. One of
 * IPv4 that is written as one of IPv6, `::ffff:10.0.0.1`, is what the former is: Node sees to that.
 */
export function isInsideAddress(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

type Resolve = (hostname: string) => Promise<readonly { readonly address: string }[]>;

const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

/** Whether a host name leads to the open internet alone. */
export async function leadsOutside(hostname: string, resolve = resolveBySystem): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = await resolve(host);
  return addresses.length > 0 && addresses.every(({ address }) => !isInsideAddress(address));
}

const insideAddressError = 'InsideAddressError';

/** A name led to an address that is not of the open internet. */
export class InsideAddressError extends Error {
  override readonly name = insideAddressError;
}

/** By its name: what asks over HTTP is a bundle of its own, with a class of its own. */
export function isInsideAddressError(error: unknown): boolean {
  return error instanceof Error && error.name === insideAddressError;
}

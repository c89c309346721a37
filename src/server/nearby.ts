import { BlockList, isIPv4 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/** Loopback, private and link-local addresses (IANA special-purpose registries; RFC 1918, 4193, 6598). */
const near = new BlockList();
for (const [address, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  near.addSubnet(address, prefix);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');
near.addSubnet('fe80::', 10, 'ipv6');

/** What proxies add about whom they ask for (RFC 7239, RFC 9110 and their own). */
const addedByProxies =
  /^(?:forwarded|via|x-forwarded(?:-.+)?|x-real-ip|x-client-ip|cf-.+|true-client-ip|fly-client-ip)$/;

/** Whether a request comes from this machine or its own network, and not through a proxy for somebody who may be anywhere. */
export function isFromNearby({ incoming }: HttpBindings): boolean {
  const { remoteAddress = '' } = incoming.socket;
  // nginx speaks HTTP/1.0 to what is behind it and adds nothing, unless told otherwise.
  const isForwarded =
    incoming.httpVersion === '1.0' ||
    Object.keys(incoming.headers).some((name) => addedByProxies.test(name));
  return !isForwarded && near.check(remoteAddress, isIPv4(remoteAddress) ? 'ipv4' : 'ipv6');
}

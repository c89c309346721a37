import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4 } from 'node:net';

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

/** Names that mean something on this machine or in its network alone (RFC 2606, 6761, 6762, 8375; ICANN, .internal). */
const privateName = /^[^.]+$|\.(?:localhost|local|internal|lan|home\.arpa|svc)$/;

/**
 * Whether a request comes from this machine or its own network, and not through a proxy for somebody who may be anywhere.
 * A proxy that hides all of that (HTTP/1.1, no header of its own, another `Host`) is taken for who asks.
 */
export function isFromNearby({ httpVersion, headers, socket }: IncomingMessage): boolean {
  // nginx speaks HTTP/1.0 to what is behind it and adds nothing, unless told otherwise.
  const isForwarded =
    httpVersion === '1.0' || Object.keys(headers).some((name) => addedByProxies.test(name));
  return !isForwarded && isNear(socket.remoteAddress ?? '') && isNearName(headers.host);
}

function isNear(address: string): boolean {
  return near.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

/** HAProxy adds nothing in HTTP/1.1, but hands on the name that was asked for; so does a page with a name for 127.0.0.1. */
function isNearName(host: string | undefined): boolean {
  const name = host === undefined ? undefined : URL.parse(`http://${host}`)?.hostname;
  if (name === undefined) return false;
  const address = name.replace(/^\[|\]$/g, '');
  return isIP(address) === 0 ? privateName.test(name.replace(/\.$/, '')) : isNear(address);
}

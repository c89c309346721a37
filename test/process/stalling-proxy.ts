import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which everything can get stuck, as behind a firewall that has forgotten its connections. */
export interface StallingProxy extends AsyncDisposable {
  /** The server's address, by this way. */
  readonly url: string;
  /** Nothing gets through any more, and nobody is told. */
  stall(): void;
  /** New connections get through again; those that were stuck stay so. */
  recover(): void;
}

export async function startStallingProxy(address: string): Promise<StallingProxy> {
  const { hostname, port } = new URL(address);
  const ways = new Set<readonly [Socket, Socket]>();
  let stalled = false;
  const proxy = createServer((from) => {
    const to = connect(Number(port), hostname);
    const way = [from, to] as const;
    ways.add(way);
    for (const [one, other] of [way, [to, from]] as const) {
      one.on('error', () => undefined).on('close', () => other.destroy());
      if (!stalled) one.pipe(other);
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(address);
  url.port = String((proxy.address() as AddressInfo).port);
  return {
    url: url.href,
    stall() {
      stalled = true;
      for (const way of ways) {
        for (const socket of way) socket.unpipe().pause();
      }
    },
    recover() {
      stalled = false;
    },
    async [Symbol.asyncDispose]() {
      for (const [from] of ways) from.destroy();
      proxy.close();
    },
  };
}

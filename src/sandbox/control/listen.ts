import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server that answers. */
export interface Listening {
  /** Such as `http://127.0.0.1:4600`. */
  origin: string;
  /** Ends all connections too. */
  close(): Promise<void>;
}

/** Longer than any client keeps an idle connection, so that no request meets one that is just being closed. */
const keepIdleMs = 75_000;

/**
 * Lets a sandbox's server answer.
 *
 * @param port 0 for a free one; rejects with `EADDRINUSE` for one that is taken
 */
export async function listen(server: Server, port: number, host: string): Promise<Listening> {
  server.keepAliveTimeout = keepIdleMs;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' ? address?.port : undefined;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

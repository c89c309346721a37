import { Socket } from 'node:net';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Query } from './asking.ts';

/** A connection that is open, for all who ask. */
interface Shared {
  client: PostgresPoolClient;
  /** Whether it can be used on. */
  isSound(): boolean;
  /** Ends it, once all have their answers. */
  end(): Promise<void>;
}

/**
 * One connection for all who ask: for reads that take no time and come together. They are sent without waiting for each
 * other's answers (PostgreSQL, Pipelining), and those of one turn of the event loop in one packet, since a packet costs the
 * process more than what is in it. Nothing else can share it, a transaction least of all.
 *
 * @param askOn asks on a new connection
 * @param onCut called when one breaks
 */
export function shareConnection(
  config: pg.ClientConfig,
  askOn: (client: pg.Client) => { query: Query; isSound(): boolean },
  onCut: (error: unknown) => void,
): PostgresPool {
  let current: Promise<Shared> | undefined;

  const connect = async (): Promise<PostgresPoolClient> => {
    current ??= open(config, askOn, onCut);
    const opening = current;
    const replace = () => {
      if (current === opening) current = undefined;
    };
    const shared = await opening.catch((error: unknown) => {
      replace();
      throw error;
    });
    if (shared.isSound()) return shared.client;
    replace();
    void shared.end();
    return connect();
  };

  return {
    connect,
    async end() {
      const last = await current?.catch(() => undefined);
      current = undefined;
      await last?.end();
    },
    options: config,
  };
}

async function open(
  config: pg.ClientConfig,
  askOn: Parameters<typeof shareConnection>[1],
  onCut: (error: unknown) => void,
): Promise<Shared> {
  const socket = new Socket();
  const client = new pg.Client({ ...config, pipeline: true, stream: () => socket });
  let isCut = false;
  client.on('error', (error) => {
    isCut = true;
    onCut(error);
  });
  await client.connect();
  const asking = askOn(client);
  const gather = inOnePacket(socket);
  let underWay = 0;
  let onIdle: () => void = () => undefined;
  const query: Query = async (text, parameters) => {
    gather();
    underWay += 1;
    try {
      return await asking.query(text, parameters);
    } finally {
      underWay -= 1;
      if (underWay === 0) onIdle();
    }
  };
  return {
    client: { query, release: () => undefined } as PostgresPoolClient,
    isSound: () => !isCut && asking.isSound(),
    async end() {
      // Who was given it a moment ago has not asked yet.
      await new Promise(setImmediate);
      if (underWay > 0) await new Promise<void>((resolve) => (onIdle = resolve));
      await client.end();
    },
  };
}

/** Holds back what is written until all that can go on now has gone on. */
function inOnePacket(socket: Socket): () => void {
  let isHeldBack = false;
  return () => {
    if (isHeldBack) return;
    isHeldBack = true;
    socket.cork();
    // Comes after the last promise that waits for nothing from outside.
    process.nextTick(() => {
      isHeldBack = false;
      socket.uncork();
    });
  };
}

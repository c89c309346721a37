import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { askOn } from './asking.ts';
import { shareConnection } from './shared-connection.ts';
import { createStatementNames } from './statement-names.ts';

/** How long PostgreSQL may take to let the bot in. */
const connectWithinMs = 5000;
/** When the system asks whether the other side of a silent connection is still there. */
const askAliveAfterMs = 10_000;

/** How the bot connects to a PostgreSQL. */
export function connectionConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: askAliveAfterMs,
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
  };
}

export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // A connection that breaks is replaced by the pool, and the statement on it fails; without listeners for when there
  // is none, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** Lends connections, and one to all: none that met trouble, nor any that are older than the last trouble: they may be dead too. */
export function withoutBroken(
  pool: pg.Pool,
  config: pg.ClientConfig,
  onCut: (error: unknown) => void,
): { own: PostgresPool; shared: PostgresPool } {
  const bornAfter = new WeakMap<pg.PoolClient, number>();
  let troubles = 0;
  const onTrouble = () => {
    troubles += 1;
  };
  const names = createStatementNames();
  pool.on('connect', (client) => bornAfter.set(client, troubles));

  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    if (bornAfter.get(client) !== troubles) {
      client.release(true);
      return connect();
    }
    const asking = askOn(client, names, onTrouble);
    return {
      query: asking.query,
      release: (destroy) => client.release(destroy || asking.isSpent),
    } as PostgresPoolClient;
  };
  const askForAll = (client: pg.Client) => {
    const since = troubles;
    const asking = askOn(client, names, onTrouble);
    return { query: asking.query, isSound: () => !asking.isSpent && troubles === since };
  };
  return {
    own: { connect, end: () => pool.end(), options: pool.options },
    shared: shareConnection(config, askForAll, onCut),
  };
}

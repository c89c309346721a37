import {
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from 'kysely';
import pg from 'pg';
import type { Tables } from '../schema.ts';
import { type Engine, type Lists, writeCheck, writeCheckBytes } from './engine.ts';
import { needsSomebody, wordsForPostgres } from './postgres-problem.ts';
import { treated } from './prepared.ts';
import { createStatementNames } from './statement-names.ts';

/** How long PostgreSQL may take to let the bot in. */
const connectWithinMs = 5000;
/** How long it may take for one statement; none of the bot's needs more than a moment. */
const answerWithinMs = 5000;
/**
 * How long a transaction may wait for its next statement. A copy that is suspended in the midst of one holds rows that
 * the others need: they must not wait until it wakes, nor as long as for a statement (answerWithinMs).
 */
const idleInTransactionMs = 4000;
/** When the system asks whether the other side of a silent connection is still there. */
const askAliveAfterMs = 10_000;

/** Works on a PostgreSQL; nothing is asked of it yet. */
export function usePostgres(url: string): Engine {
  const pool = openPool(url, { query_timeout: answerWithinMs });
  pool.on('connect', (client) => void client.query(endStandingStill).catch(() => undefined));
  return {
    name: `at ${new URL(url).host} (DATABASE_URL)`,
    dialect: new PostgresDialect({ pool: withoutBroken(pool) }),
    now: () => sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    lists,
    alone: false,
    chainsWrites: true,
    withRelaxedDurability: (db, work) => work(db),
    durably: (db, work) => work(db),
    async setUp(work) {
      // A migration may take its time, or wait for the one of another copy.
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(url) }) });
      return work(db).finally(() => db.destroy());
    },
    async tryWriting() {
      const client = await pool.connect();
      const failed = await client.query(tryWriting).then(
        () => undefined,
        (error: Error) => error,
      );
      client.release(failed);
      if (failed) throw failed;
    },
    wordsFor: wordsForPostgres,
    needsSomebody,
    onCut: (listener) => void pool.on('error', listener),
    // The dialect has ended it, when it was used.
    close: async () => void (pool.ending || (await pool.end())),
  };
}

const lists: Lists = {
  among: (column, values) => sql`${sql.ref(column)} = any(${values})`,
  tableOf(types, rows) {
    const columns = Object.keys(types);
    const arrays = columns.map((column) => {
      const values = treated(rows, (all) => all.map((row) => row[column]));
      return sql`${values}::${sql.raw(types[column] ?? 'text')}[]`;
    });
    const names = sql.join(columns.map((column) => sql.ref(column)));
    return sql`(select * from unnest(${sql.join(arrays)}) as listed (${names}))`;
  },
};

/** Said on the connection: what pools connections for PostgreSQL refuses it among the parameters of a start. */
const endStandingStill = `set idle_in_transaction_session_timeout = ${idleInTransactionMs}`;

const tryWriting = `
  INSERT INTO facts (name, value)
    SELECT '${writeCheck}', string_agg(md5(random()::text), '') FROM generate_series(1, ${writeCheckBytes / 32})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value;
  DELETE FROM facts WHERE name = '${writeCheck}'`;

function openPool(url: string, limits: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: askAliveAfterMs,
    types: {
      getTypeParser: (oid, format) =>
        oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
    ...limits,
  });
  // A connection that breaks is replaced by the pool, and the statement on it fails; without listeners for when there
  // is none, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** The pool without connections that met trouble, nor any that are older than the last trouble: they may be dead too. */
function withoutBroken(pool: pg.Pool): PostgresPool {
  const bornAfter = new WeakMap<pg.PoolClient, number>();
  let troubles = 0;
  const names = createStatementNames();
  pool.on('connect', (client) => bornAfter.set(client, troubles));

  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    if (bornAfter.get(client) !== troubles) {
      client.release(true);
      return connect();
    }
    let failure: unknown;
    let isTransaction = false;
    let isOutdated = false;
    const ask = async (text: string, values: unknown[]) => {
      isTransaction ||= /^(begin|start transaction)/i.test(text);
      // In a transaction nothing can be said once more after a failure.
      const name = isTransaction ? undefined : names.of(text);
      if (name === undefined) return client.query(text, values);
      try {
        return await client.query({ name, text, values });
      } catch (error) {
        if (!names.haveFailed(error)) throw error;
        isOutdated = true;
        return client.query(text, values);
      }
    };
    const query = async (text: string, parameters: readonly unknown[]) => {
      // A rollback, say, would wait for an answer that never comes.
      if (failure !== undefined) throw failure;
      try {
        return await ask(text, [...parameters]);
      } catch (error) {
        if (wordsForPostgres(error) !== undefined) {
          failure = error;
          troubles += 1;
        }
        throw error;
      }
    };
    return {
      query: query as <R>(
        text: string,
        parameters: readonly unknown[],
      ) => Promise<PostgresQueryResult<R>>,
      release: (destroy) => client.release(destroy || isOutdated || failure !== undefined),
    } as PostgresPoolClient;
  };
  return { connect, end: () => pool.end(), options: pool.options };
}

import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Tables } from '../../schema.ts';
import { type Engine, type Lists, writeCheck, writeCheckBytes } from '../engine.ts';
import { treated } from '../prepared.ts';
import { connectionConfig, openPool, withoutBroken } from './connections.ts';
import { needsSomebody, wordsForPostgres } from './postgres-problem.ts';

/** How long it may take for one statement; none of the bot's needs more than a moment. */
const answerWithinMs = 5000;
/**
 * How long a transaction may wait for its next statement. A copy that is suspended in the midst of one holds rows that
 * the others need: they must not wait until it wakes, nor as long as for a statement (answerWithinMs).
 */
const idleInTransactionMs = 4000;

/** Works on a PostgreSQL; nothing is asked of it yet. */
export function usePostgres(url: string): Engine {
  const config = connectionConfig(url);
  const limited = { ...config, query_timeout: answerWithinMs };
  const pool = openPool(limited);
  pool.on('connect', (client) => void client.query(endStandingStill).catch(() => undefined));
  const { own, shared } = withoutBroken(pool, limited, (error) => pool.emit('error', error));
  return {
    name: `at ${new URL(url).host} (DATABASE_URL)`,
    dialect: new PostgresDialect({ pool: own }),
    dialectOfReads: new PostgresDialect({ pool: shared }),
    now: () => sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`,
    lists,
    alone: false,
    chainsWrites: true,
    withRelaxedDurability: (db, work) => work(db),
    durably: (db, work) => work(db),
    async setUp(work) {
      // A migration may take its time, or wait for the one of another copy.
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: openPool(config) }) });
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
    // In a plan for any list PostgreSQL reckons with ten rows, finds one for the few at hand cheaper and makes it anew each
    // time (PostgreSQL documentation, PREPARE); behind a limit that it can't know either it reckons with one.
    return sql`(select * from unnest(${sql.join(arrays)}) as listed (${names}) limit cardinality(${arrays[0]}))`;
  },
};

/** Said on the connection: what pools connections for PostgreSQL refuses it among the parameters of a start. */
const endStandingStill = `set idle_in_transaction_session_timeout = ${idleInTransactionMs}`;

const tryWriting = `
  INSERT INTO facts (name, value)
    SELECT '${writeCheck}', string_agg(md5(random()::text), '') FROM generate_series(1, ${writeCheckBytes / 32})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value;
  DELETE FROM facts WHERE name = '${writeCheck}'`;

import { setTimeout as sleep } from 'node:timers/promises';
import { type Dialect, Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import type { DatabaseAddress } from '../config.ts';
import { createCircuitBreaker, type DatabaseHealth } from './availability/circuit-breaker.ts';
import { guardedDialect } from './availability/guarded-dialect.ts';
import type { DatabaseClock } from './clock.ts';
import { createEncryption, type Encryption } from './encryption/encryption.ts';
import { isKeyOf } from './encryption/key-check.ts';
import { readOrMakeKeyFile } from './encryption/key-file.ts';
import type { Engine, Lists } from './engine/engine.ts';
import { groupCommit, type InTransaction } from './engine/group-commit.ts';
import type { Executor } from './engine/prepared.ts';
import { openSqliteFile } from './engine/sqlite/sqlite.ts';
import { StoreError } from './errors.ts';
import { migrate } from './migrations/migrate.ts';
import type { Tables } from './schema.ts';

/** An open, migrated database. What is asked of it during an outage throws {@link DatabaseUnavailable}. */
export interface Store {
  db: Kysely<Tables>;
  /** For reads that take no time and come together with others, as those that every update needs. */
  reads: Executor;
  now: DatabaseClock;
  /** Its clock is the database's own, which goes on within a statement that is kept. */
  isClockItsOwn: boolean;
  lists: Lists;
  /** One statement may write to several tables, one after what the other wrote. */
  chainsWrites: boolean;
  encryption: Encryption;
  /** When it was opened, the database was one that had been encrypted with a key that isn't known. */
  hasLostKey: boolean;
  health: DatabaseHealth;
  /** For writes that must survive a crash of the process but may be lost in a power failure, such as a lease: SQLite then doesn't wait for the disk. */
  withRelaxedDurability<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * For writes that nothing may take back once this resolves, of which there are so many that the process can't stand
   * still while each waits for the disk. Others may see them before that.
   */
  durably<Result>(work: (db: Kysely<Tables>) => Promise<Result>): Promise<Result>;
  /** For what is one of many at a time: what is asked for at about the same time is committed together. */
  oneOfMany: InTransaction;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The former key, as long as something in the database may need it. */
  secretKeyOld?: string | undefined;
  /** Replaces the database's own clock, so that a test can let hours pass. */
  clock?: DatabaseClock | undefined;
  /** Replaces what reaches a PostgreSQL, so that a test can leave its connections to the next one. */
  engine?: Engine | undefined;
  /** Where each outage is told of once, when it begins and when it is over. */
  log?: Logger | undefined;
  /** How long a PostgreSQL that can't be reached yet is waited for. */
  waitMs?: number;
  /** Ends that waiting. */
  signal?: AbortSignal;
}

/**
 * Opens the database and brings it to this version.
 * With SQLite, this process is then its only one, so that the leases of others have ended; without a `secretKey`
 * the key lies in a file beside it.
 * @throws {StoreError} saying what the person who runs the bot can do; the signal's reason when it is aborted
 */
export async function openStore(
  address: DatabaseAddress,
  secretKey: string | undefined,
  options: OpenOptions = {},
): Promise<Store> {
  if (address.kind === 'postgres') {
    if (secretKey === undefined) throw new StoreError('key', 'PostgreSQL needs a SECRET_KEY.');
    // Most bots run on SQLite and start sooner without it.
    const { usePostgres } = await import('./engine/postgres/postgres.ts');
    const engine = options.engine ?? usePostgres(address.url);
    return open(engine, options, async (db) => {
      await untilReached(db, engine, options);
      return createEncryption(secretKey, options.secretKeyOld);
    });
  }
  const { path } = address;
  return open(openSqliteFile(path), options, () =>
    createEncryption(secretKey ?? readOrMakeKeyFile(`${path}.key`), options.secretKeyOld),
  );
}

/** Proves that the database can be used and written to before anybody counts on it. */
async function open(
  engine: Engine,
  { clock, log }: OpenOptions,
  makeEncryption: (db: Kysely<Tables>) => Encryption | Promise<Encryption>,
): Promise<Store> {
  const outages = createCircuitBreaker(engine, log);
  const on = (dialect: Dialect) =>
    new Kysely<Tables>({ dialect: guardedDialect(dialect, outages) });
  const db = on(engine.dialect);
  const reads = engine.dialectOfReads && on(engine.dialectOfReads);
  const now = clock ?? engine.now;
  const close = async () => {
    outages.close();
    await reads?.destroy();
    await db.destroy();
    await engine.close();
  };
  try {
    const { encryption, hasLostKey } = await engine.setUp(async (unguarded) => {
      const encryption = await makeEncryption(unguarded);
      await migrate(unguarded, encryption);
      const hasLostKey = !(await isKeyOf(unguarded, encryption));
      if (engine.alone) await endLeases(unguarded, now);
      return { encryption, hasLostKey };
    });
    await engine.tryWriting();
    engine.onCut(outages.suspect);
    const withRelaxedDurability: Store['withRelaxedDurability'] = (work) =>
      engine.withRelaxedDurability(db, work);
    const durably: Store['durably'] = async (work) => {
      const since = performance.now();
      try {
        return await engine.durably(db, work);
      } catch (error) {
        throw outages.recognize(error, since);
      }
    };
    const { lists, chainsWrites } = engine;
    const oneOfMany = groupCommit(durably);
    return {
      db,
      reads: reads ?? db,
      now,
      isClockItsOwn: clock === undefined,
      lists,
      chainsWrites,
      encryption,
      hasLostKey,
      health: outages,
      withRelaxedDurability,
      durably,
      oneOfMany,
      close,
    };
  } catch (error) {
    await close();
    throw refusal(engine, error);
  }
}

/** No other process shares the file: whoever holds a lease in it is dead. */
async function endLeases(db: Kysely<Tables>, now: DatabaseClock): Promise<void> {
  await db
    .updateTable('leases')
    .set({ expires_at: now() })
    .where('expires_at', '>', now())
    .execute();
}

function refusal({ name, wordsFor }: Engine, error: unknown): unknown {
  const cause = error instanceof StoreError ? error.cause : error;
  const words = wordsFor(cause);
  if (words === undefined) return error;
  return new StoreError('unreachable', `The database ${name} can’t be used: ${words}.`, cause);
}

const askAgainMs = 500;

/** Waits for a server that is just starting too; somebody's mistake in its address is told at once. */
async function untilReached(
  db: Kysely<Tables>,
  engine: Engine,
  { log, waitMs = 0, signal }: OpenOptions,
): Promise<void> {
  const deadline = performance.now() + waitMs;
  for (let told = false; ; ) {
    try {
      await sql`select 1`.execute(db);
      return;
    } catch (error) {
      if (engine.needsSomebody(error) || performance.now() >= deadline) throw error;
      const seconds = Math.round(waitMs / 1000);
      if (!told) {
        log?.warn(
          `the database can’t be used yet: ${engine.wordsFor(error)}; it is waited for, up to ${seconds} seconds`,
        );
      }
      told = true;
    }
    await sleep(askAgainMs, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { sql } from 'kysely';
import { createEncryption } from '../../src/store/encryption/encryption.ts';
import { usePostgres } from '../../src/store/engine/postgres/postgres.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { type Database, secretKey } from './databases.ts';

/** What version 0.1.0 left behind; the text beside it says what it leases. */
const file = join(import.meta.dirname, '..', 'fixtures', 'database-of-0.1.0.db');
/** The last step that version knew. */
const lastStep = '006_waiting';
const tables = ['actions', 'facts', 'leases', 'chats', 'conversations', 'exports', 'inbox'];

/** The clock of that version when it ended: one second after its last question. */
export const oldDatabaseMs = Date.parse('2026-02-01T10:16:14+07:00');
/** The bot that had fetched its updates. */
export const oldBotId = 7100000001;

/** Puts the old database where the running test's is: the file itself, or on PostgreSQL a copy of its rows. */
export async function placeOldDatabase(database: Database): Promise<void> {
  const address = database.address();
  if (address.kind === 'sqlite') return copyFileSync(file, address.path);
  const engine = usePostgres(address.url);
  const old = new DatabaseSync(file, { readOnly: true });
  try {
    await engine.setUp(async (db) => {
      await migrate(db, createEncryption(secretKey), lastStep);
      await sql`delete from facts`.execute(db);
      for (const table of tables) {
        for (const row of old.prepare(`select * from ${table}`).all()) {
          const columns = Object.keys(row).map((name) => sql.ref(name));
          const values = Object.values(row) as SQLInputValue[];
          await sql`insert into ${sql.table(table)} (${sql.join(columns)})
            values (${sql.join(values)})`.execute(db);
        }
      }
    });
  } finally {
    old.close();
    await engine.close();
  }
}

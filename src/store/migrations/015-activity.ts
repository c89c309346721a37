import { type Kysely, SqliteAdapter, sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('activity')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text')
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('person', 'bigint')
      .addColumn('subject', 'bigint')
      .addColumn('chat_id', 'bigint')
      .addColumn('order_id', 'bigint')
      .addColumn('po_number', 'bigint')
      .addColumn('request', 'text')
      .addColumn('position', 'integer')
      .addColumn('result', 'text')
      .addColumn('reason', 'text')
      .addColumn('facts', 'text')
      .addColumn('order_digest', 'text')
      .addColumn('note_digest', 'text')
      .addColumn('previous', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('seal', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('activity_in_order', ['bot_id', 'number'])
      .execute();
    await db.schema
      .createIndex('activity_by_shop')
      .on('activity')
      .columns(['bot_id', 'shop', 'number'])
      .execute();
    await db.schema
      .createIndex('activity_by_order')
      .on('activity')
      .columns(['bot_id', 'shop', 'order_id', 'number'])
      .execute();
    await refuseChanges(db);

    await db.schema
      .createTable('activity_heads')
      .addColumn('bot_id', 'bigint', (column) => column.primaryKey())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('seal', 'text', (column) => column.notNull())
      .addColumn('key_encrypted', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('activity_people')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('telegram_id', 'bigint')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('forgotten_at', 'bigint')
      .addPrimaryKeyConstraint('activity_people_once', ['bot_id', 'number'])
      .execute();
    await db.schema
      .createIndex('activity_people_by_id')
      .unique()
      .on('activity_people')
      .columns(['bot_id', 'telegram_id'])
      .execute();
    await db.schema
      .createTable('activity_kept')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('number', 'bigint', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('text_encrypted', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('activity_kept_once', ['bot_id', 'number', 'what'])
      .execute();
  },
};

/** What was written is neither changed nor removed, by no statement of the bot's either. */
async function refuseChanges(db: Kysely<unknown>): Promise<void> {
  const words = 'what is in the activity stays as it is';
  if (db.getExecutor().adapter instanceof SqliteAdapter) {
    for (const doing of ['update', 'delete']) {
      await sql`create trigger ${sql.ref(`activity_no_${doing}`)} before ${sql.raw(doing)} on activity
        begin select raise(abort, ${sql.lit(words)}); end`.execute(db);
    }
    return;
  }
  await sql`create function activity_stays() returns trigger language plpgsql as
    ${sql.lit(`begin raise exception '${words}'; end`)}`.execute(db);
  await sql`create trigger activity_stays before update or delete or truncate on activity
    for each statement execute function activity_stays()`.execute(db);
}

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('runs')
      .addColumn('request', 'text', (column) =>
        column.primaryKey().references('requests.token').onDelete('cascade'),
      )
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('reason', 'text')
      .addColumn('changed_by', 'bigint')
      .addColumn('changed_by_name', 'text')
      .addColumn('led_by', 'bigint')
      .addColumn('led_by_name', 'text')
      .addColumn('alive_at', 'bigint', (column) => column.notNull())
      .addColumn('trouble', 'text')
      .addColumn('facts_encrypted', 'text', (column) => column.notNull())
      .addColumn('told_at', 'bigint')
      .execute();
    await db.schema.createIndex('runs_by_state').on('runs').columns(['bot_id', 'state']).execute();
    await sql`create index acts_of_runs on acts (request, due_at, position)
      where status in ('queued', 'waiting')`.execute(db);
    await db.schema
      .createTable('selections')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('person_id', 'bigint', (column) => column.notNull())
      .addColumn('person_name', 'text', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint')
      .addColumn('picked', 'text', (column) => column.notNull())
      .addColumn('wanted', 'text')
      .addColumn('message_id', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .execute();
    await sql`create index selections_wanted on selections (bot_id, due_at)
      where wanted is not null`.execute(db);
    await db.schema
      .createIndex('selections_by_age')
      .on('selections')
      .columns(['created_at'])
      .execute();
  },
};

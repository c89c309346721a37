import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .alterTable('exports')
      .addColumn('source', 'text', (column) => column.notNull().defaultTo('list'))
      .execute();
    await db.schema
      .alterTable('exports')
      .addColumn('source_id', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema.dropIndex('exports_once').execute();
    await sql`create unique index exports_once
      on exports (bot_id, shop, chat_id, thread_id, source, source_id, type, from_day, to_day, format)
      where status = 'waiting'`.execute(db);
  },
};

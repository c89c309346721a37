import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .alterTable('exports')
      .addColumn('format', 'text', (column) => column.notNull().defaultTo('xlsx'))
      .execute();
    await db.schema.dropIndex('exports_once').execute();
    // Asked for twice at once, the same file comes once.
    await sql`create unique index exports_once
      on exports (bot_id, shop, chat_id, thread_id, type, from_day, to_day, format)
      where status = 'waiting'`.execute(db);
    // An export asks who canceled each of its orders.
    await db.schema.createIndex('acts_by_order').on('acts').columns(['shop', 'order_id']).execute();
  },
};

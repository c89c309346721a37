import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .alterTable('inbox')
      .addColumn('put_off_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.dropIndex('inbox_waiting').execute();
    await sql`create index inbox_waiting on inbox (bot_id, queue, received_at, update_id, due_at, put_off_at)
      where status = 'waiting'`.execute(db);
  },
};

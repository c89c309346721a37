import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table chats add column unmasked integer`.execute(db);
    await sql`alter table chats add column quiet_from integer`.execute(db);
    await sql`alter table chats add column quiet_to integer`.execute(db);
    await db.schema
      .createTable('join_requests')
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('person_id', 'bigint', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('join_requests_key', ['shop', 'person_id'])
      .execute();
  },
};

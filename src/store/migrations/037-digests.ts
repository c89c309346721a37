import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table chats add column digest_hour integer`.execute(db);
    await sql`alter table chats add column digest_thread bigint`.execute(db);
    await sql`alter table chats add column digest_since bigint`.execute(db);
    // Every few seconds it is asked who wants one, among all the chats.
    await sql`create index chats_with_digest on chats (bot_id, chat_id)
      where digest_hour is not null`.execute(db);
    await db.schema
      .createTable('digests')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('digests_once', ['bot_id', 'chat_id', 'day'])
      .execute();
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('chat_shops')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('chat_shops_key', ['bot_id', 'chat_id', 'thread_id'])
      .execute();
    // A group in which the bot was used worked for the bot's one shop.
    await sql`insert into chat_shops (bot_id, chat_id, thread_id, shop)
      select bot_id, chat_id, 0, (select id from shops where shops.bot_id = chats.bot_id
        order by created_at desc, id desc limit 1)
      from chats where chat_id < 0 and warned_at is not null
        and exists (select 1 from shops where shops.bot_id = chats.bot_id)`.execute(db);
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('shops')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('ngorder_id', 'bigint')
      .addColumn('token_fingerprint', 'text')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    // Two copies of a bot that start together find the same shop.
    await db.schema
      .createIndex('shops_by_token')
      .unique()
      .on('shops')
      .columns(['bot_id', 'token_fingerprint'])
      .execute();
    await db.schema
      .createTable('members')
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('person_id', 'bigint', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('members_once', ['shop', 'person_id'])
      .execute();
    await db.schema.createIndex('members_by_person').on('members').columns(['person_id']).execute();

    // Which bot a row belongs to was not written down: the next bot that starts takes it over (adoptRows).
    await db.schema.alterTable('chats').renameTo('chats_of_one_bot').execute();
    await db.schema
      .createTable('chats')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('locale', 'text')
      .addColumn('warned_at', 'bigint')
      .addColumn('gone_at', 'bigint')
      .addPrimaryKeyConstraint('chats_once', ['bot_id', 'chat_id'])
      .execute();
    await sql`insert into chats (bot_id, chat_id, locale, warned_at, gone_at)
      select 0, chat_id, locale, warned_at, gone_at from chats_of_one_bot`.execute(db);
    await db.schema.dropTable('chats_of_one_bot').execute();

    await db.schema.alterTable('conversations').renameTo('conversations_of_one_bot').execute();
    await db.schema
      .createTable('conversations')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('state_sealed', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('conversations_once', ['bot_id', 'key'])
      .execute();
    await sql`insert into conversations (bot_id, key, state_sealed, updated_at)
      select 0, key, state_sealed, updated_at from conversations_of_one_bot`.execute(db);
    await db.schema.dropTable('conversations_of_one_bot').execute();
  },
};

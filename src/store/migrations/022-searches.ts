import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('searches')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint', (column) => column.notNull())
      .addColumn('message_id', 'bigint', (column) => column.notNull())
      .addColumn('asked_by', 'bigint', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('query_encrypted', 'text', (column) => column.notNull())
      .addColumn('result_encrypted', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('searches_due')
      .on('searches')
      .columns(['bot_id', 'status', 'due_at'])
      .execute();
    await db.schema.createIndex('searches_by_age').on('searches').columns(['created_at']).execute();
    await db.schema
      .createIndex('searches_by_chat')
      .on('searches')
      .columns(['bot_id', 'chat_id'])
      .execute();
  },
};

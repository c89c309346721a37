import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .createTable('actions')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('order_id', 'bigint', (column) => column.notNull())
      .addColumn('po_number', 'bigint')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'bigint', (column) => column.notNull())
      .addColumn('asked_by_name', 'text', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint')
      .addColumn('message_id', 'bigint')
      .addColumn('seen_sealed', 'text')
      .addColumn('found_at', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('decided_by', 'bigint')
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('sends', 'integer', (column) => column.notNull())
      .addColumn('sent_at', 'bigint')
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('outcome_sealed', 'text')
      .addColumn('settled_by', 'text')
      .addColumn('settled_at', 'bigint')
      .addColumn('shown_status', 'text', (column) => column.notNull())
      .addColumn('asked_person_at', 'bigint')
      .execute();
    // One action at a time per order and shop: the database itself refuses the second.
    await sql`create unique index actions_one_at_a_time on actions (shop, order_id)
      where status in ('confirmed', 'sent', 'unknown')`.execute(db);
    await db.schema
      .createIndex('actions_by_message')
      .on('actions')
      .columns(['chat_id', 'message_id'])
      .execute();
    await db.schema
      .createIndex('actions_by_status')
      .on('actions')
      .columns(['status', 'due_at'])
      .execute();

    await db.schema
      .createTable('facts')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('holder', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('chats')
      .addColumn('chat_id', 'bigint', (column) => column.primaryKey())
      .addColumn('locale', 'text')
      .addColumn('warned_at', 'bigint')
      .addColumn('gone_at', 'bigint')
      .execute();

    await db.schema
      .createTable('conversations')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('state_sealed', 'text', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('exports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint', (column) => column.notNull())
      .addColumn('reply_to', 'bigint', (column) => column.notNull())
      .addColumn('asked_by', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('from_day', 'text', (column) => column.notNull())
      .addColumn('to_day', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('status_message_id', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .execute();
    // Asked for twice at once, the same file comes once.
    await sql`create unique index exports_once on exports (chat_id, thread_id, type, from_day, to_day)
      where status = 'waiting'`.execute(db);

    await db.schema
      .createTable('inbox')
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('update_id', 'bigint', (column) => column.notNull())
      .addColumn('queue', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('payload_sealed', 'text', (column) => column.notNull())
      .addColumn('received_at', 'bigint', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('handled_at', 'bigint')
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('error', 'text')
      .addPrimaryKeyConstraint('inbox_once', ['bot_id', 'update_id'])
      .execute();
    await db.schema
      .createIndex('inbox_by_queue')
      .on('inbox')
      .columns(['bot_id', 'status', 'queue', 'received_at'])
      .execute();
  },
};

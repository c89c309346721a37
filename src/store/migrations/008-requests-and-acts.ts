import { sql } from 'kysely';
import { bindActs } from '../encryption/bind-to-rows.ts';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db, encryption) {
    await db.schema
      .createTable('requests')
      .addColumn('token', 'text', (column) => column.primaryKey())
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'bigint', (column) => column.notNull())
      .addColumn('asked_by_name', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('decided_by', 'bigint')
      .addColumn('decided_by_name', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('follows', 'text')
      .execute();
    await sql`create index requests_open on requests (bot_id, expires_at)
      where status = 'proposed'`.execute(db);
    // What is to be removed is found without reading what is kept.
    await db.schema
      .createIndex('requests_by_age')
      .on('requests')
      .columns(['status', 'created_at'])
      .execute();

    await db.schema
      .createTable('acts')
      .addColumn('request', 'text', (column) =>
        column.notNull().references('requests.token').onDelete('cascade'),
      )
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('order_id', 'bigint', (column) => column.notNull())
      .addColumn('po_number', 'bigint')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('seen_encrypted', 'text')
      .addColumn('found_at', 'text')
      .addColumn('sends', 'integer', (column) => column.notNull())
      .addColumn('sent_at', 'bigint')
      .addColumn('old_since', 'bigint')
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('outcome_encrypted', 'text')
      .addColumn('settled_by', 'text')
      .addColumn('settled_at', 'bigint')
      .addColumn('asked_person_at', 'bigint')
      .addColumn('unread_at', 'bigint')
      .addPrimaryKeyConstraint('acts_once', ['request', 'position'])
      .execute();
    // One act at a time per order and shop: the database itself refuses the second.
    await sql`create unique index acts_one_at_a_time on acts (shop, order_id)
      where status in ('waiting', 'sent', 'unknown')`.execute(db);
    await sql`create index acts_due on acts (bot_id, status, due_at)
      where status in ('waiting', 'checking', 'sent', 'unknown')`.execute(db);

    await db.schema
      .createTable('request_messages')
      .addColumn('request', 'text', (column) =>
        column.notNull().references('requests.token').onDelete('cascade'),
      )
      .addColumn('bot_id', 'bigint', (column) => column.notNull())
      .addColumn('chat_id', 'bigint', (column) => column.notNull())
      .addColumn('thread_id', 'bigint')
      .addColumn('message_id', 'bigint')
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('shown_version', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('request_messages_once', ['request', 'chat_id'])
      .execute();
    await db.schema
      .createIndex('request_messages_by_message')
      .on('request_messages')
      .columns(['bot_id', 'chat_id', 'message_id'])
      .execute();
    // Looked for after every change, among all the messages of a year.
    await sql`create index request_messages_unshown on request_messages (bot_id, due_at)
      where shown_version <> version`.execute(db);

    await sql`insert into requests
      select token, 0, shop, kind,
        case when status in ('proposed', 'declined', 'expired') then status
          when status in ('confirmed', 'sent', 'unknown') then 'confirmed' else 'over' end,
        asked_by, asked_by_name, created_at, expires_at, decided_by, decided_by_name,
        decided_at, null from actions`.execute(db);
    await sql`insert into acts
      select token, 0, 0, shop, order_id, po_number,
        case status when 'confirmed' then 'waiting' when 'declined' then 'skipped'
          when 'expired' then 'skipped' else status end,
        seen_sealed, found_at, sends, sent_at, null, due_at, tries, outcome_sealed, settled_by,
        settled_at, asked_person_at, unread_at from actions`.execute(db);
    await bindActs(db, encryption);
    await sql`insert into request_messages
      select token, 0, chat_id, thread_id, message_id, 1,
        case when shown_status = status then 1 else 0 end, created_at from actions`.execute(db);
    await db.schema.dropTable('actions').execute();

    await db.schema.dropIndex('exports_once').execute();
    await db.schema
      .alterTable('exports')
      .addColumn('bot_id', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable('exports')
      .addColumn('shop', 'text', (column) => column.notNull().defaultTo('first'))
      .execute();
    // Asked for twice at once, the same file comes once.
    await sql`create unique index exports_once
      on exports (bot_id, shop, chat_id, thread_id, type, from_day, to_day)
      where status = 'waiting'`.execute(db);
  },
};

import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { bindActs, bindToRows } from './encryption/bind-to-rows.ts';
import type { Sealing } from './encryption/encryption.ts';
import { checkKey } from './encryption/key-check.ts';
import { StoreError } from './errors.ts';
import type { Tables } from './schema.ts';

/** A step knows the key, for what it has to read or write anew. */
interface Step {
  up(db: Parameters<Migration['up']>[0], sealing: Sealing): Promise<void>;
}

/** Every step a database takes from empty to now. A step that has been released is never changed, only followed. */
const migrations: Record<string, Step> = {
  '001_first': {
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
  },
  '002_broken_leases': {
    async up(db) {
      await db.schema
        .alterTable('leases')
        .addColumn('breaks', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '003_long_lives': {
    async up(db) {
      // Looked for after every change, among all the acts of a year.
      await sql`create index actions_unshown on actions (created_at)
        where shown_status <> status`.execute(db);
      // What is to be removed is found without reading what is kept.
      await db.schema
        .createIndex('actions_by_age')
        .on('actions')
        .columns(['status', 'created_at'])
        .execute();
      await sql`create index inbox_by_handled_at on inbox (handled_at)
        where handled_at is not null`.execute(db);
      await sql`create index inbox_aside on inbox (received_at) where status = 'aside'`.execute(db);
    },
  },
  '004_unread': {
    async up(db) {
      await db.schema.alterTable('actions').addColumn('unread_at', 'bigint').execute();
    },
  },
  '005_losses': {
    async up(db) {
      await db.schema
        .alterTable('inbox')
        .addColumn('losses', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  '006_waiting': {
    async up(db) {
      await db.schema.dropIndex('inbox_by_queue').execute();
      // Of what waits alone: what is handled is many times more, and is looked for by its ID.
      await sql`create index inbox_waiting on inbox (bot_id, queue, received_at, update_id, due_at)
        where status = 'waiting'`.execute(db);
    },
  },
  '007_bots_and_shops': {
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
      await db.schema
        .createIndex('members_by_person')
        .on('members')
        .columns(['person_id'])
        .execute();

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
  },
  '008_requests_and_acts': {
    async up(db, sealing) {
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
      await bindActs(db, sealing);
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
  },
  '009_bound_to_rows': {
    async up(db, sealing) {
      await db.schema
        .alterTable('inbox')
        .renameColumn('payload_sealed', 'payload_encrypted')
        .execute();
      await db.schema
        .alterTable('conversations')
        .renameColumn('state_sealed', 'state_encrypted')
        .execute();
      await bindToRows(db, sealing);
    },
  },
  '010_clocks_put_back': {
    async up(db) {
      await db.schema
        .alterTable('inbox')
        .addColumn('put_off_at', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema.dropIndex('inbox_waiting').execute();
      await sql`create index inbox_waiting on inbox (bot_id, queue, received_at, update_id, due_at, put_off_at)
        where status = 'waiting'`.execute(db);
    },
  },
};

/**
 * Brings the database to this version; two processes that start together don't disturb each other.
 * @throws {StoreError} `newer` when a later version of the bot has been at this database, `key` when it was made with
 * another key: nothing is changed then.
 * @param last the step to stop at, for a test of those that follow it
 */
export async function migrate(db: Kysely<Tables>, sealing: Sealing, last?: string): Promise<void> {
  const provider = {
    getMigrations: async () =>
      Object.fromEntries(
        Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
          name,
          { up: (step) => up(step, sealing) },
        ]),
      ),
  };
  const migrator = new Migrator({ db, provider });
  const known = await migrator.getMigrations();
  if (known.some(({ executedAt }) => executedAt !== undefined)) {
    await refuseNewer(db);
    await checkKey(db, sealing);
  }
  const { error } = await (last === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(last));
  if (error !== undefined) {
    // Of two that start together the other one may be newer.
    await refuseNewer(db, error);
    throw new StoreError('migration', 'The database could not be brought to this version.', error);
  }
  await checkKey(db, sealing);
}

async function refuseNewer(db: Kysely<Tables>, cause?: unknown): Promise<void> {
  const applied = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  if (applied.rows.every(({ name }) => Object.hasOwn(migrations, name))) return;
  throw new StoreError(
    'newer',
    'The database was made by a newer version of the bot: run that version.',
    cause,
  );
}

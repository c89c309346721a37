import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    // SQLite takes a part of a table's index only where a statement says that part in the same words, which a list of
    // parameters doesn't.
    await sql`drop index acts_due`.execute(db);
    await db.schema
      .createIndex('acts_by_status')
      .on('acts')
      .columns(['bot_id', 'status', 'due_at'])
      .execute();
    await db.schema
      .createIndex('activity_by_person')
      .on('activity')
      .columns(['bot_id', 'shop', 'person', 'number'])
      .execute();
    // What is to be removed is found without reading what is kept.
    await db.schema
      .createIndex('conversations_by_age')
      .on('conversations')
      .columns(['updated_at'])
      .execute();
    await sql`create index refunds_to_erase on refunds (closed_at)
      where status <> 'open' and order_encrypted <> ''`.execute(db);
  },
};

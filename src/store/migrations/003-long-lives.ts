import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
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
};

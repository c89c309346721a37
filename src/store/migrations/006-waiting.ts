import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.dropIndex('inbox_by_queue').execute();
    // Of what waits alone: what is handled is many times more, and is looked for by its ID.
    await sql`create index inbox_waiting on inbox (bot_id, queue, received_at, update_id, due_at)
      where status = 'waiting'`.execute(db);
  },
};

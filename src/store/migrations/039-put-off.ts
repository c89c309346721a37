import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    // Of what was left for later alone: what is stored as it arrives costs nothing more.
    await sql`create index inbox_put_off on inbox (bot_id, queue, due_at, put_off_at)
      where status = 'waiting' and due_at > put_off_at`.execute(db);
  },
};

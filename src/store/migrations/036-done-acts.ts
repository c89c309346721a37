import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    // What the team did within a time is found without reading what it did before.
    await sql`create index acts_done on acts (bot_id, shop, settled_at)
      where status = 'done'`.execute(db);
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table chat_shops add column ended integer not null default 0`.execute(db);
  },
};

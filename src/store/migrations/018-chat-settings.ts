import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table chats add column unmasked integer`.execute(db);
    await sql`alter table chats add column quiet_from integer`.execute(db);
    await sql`alter table chats add column quiet_to integer`.execute(db);
  },
};

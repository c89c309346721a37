import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table requests add column approval text`.execute(db);
    await sql`alter table requests add column answered_by bigint`.execute(db);
    await sql`alter table requests add column answered_by_name text`.execute(db);
    await sql`alter table requests add column answered_at bigint`.execute(db);
    await sql`alter table request_messages add column copy integer not null default 0`.execute(db);
    await sql`create index requests_awaiting on requests (bot_id, expires_at)
      where status = 'awaiting'`.execute(db);
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table requests add column grace_ms bigint`.execute(db);
    await sql`alter table requests add column held_until bigint`.execute(db);
    await sql`alter table requests add column undone_by bigint`.execute(db);
    await sql`alter table requests add column undone_by_name text`.execute(db);
    await sql`alter table requests add column undone_at bigint`.execute(db);
  },
};

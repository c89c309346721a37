import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table shops add column looked_at bigint`.execute(db);
    await sql`alter table shops add column expires_on text`.execute(db);
    await sql`alter table shops add column expiry_told text`.execute(db);
    await sql`alter table shops add column refused_at bigint`.execute(db);
    await sql`alter table shops add column refused_told_at bigint`.execute(db);
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table shops add column token_encrypted text`.execute(db);
    await sql`alter table shops add column seeded_fingerprint text`.execute(db);
    // Every token so far came from the environment, which alone knows it.
    await sql`update shops set seeded_fingerprint = token_fingerprint`.execute(db);
  },
};

import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.dropIndex('inbox_aside').execute();
    await sql`update inbox set status = 'dead' where status = 'aside'`.execute(db);
    await sql`create index inbox_dead on inbox (received_at) where status = 'dead'`.execute(db);
  },
};

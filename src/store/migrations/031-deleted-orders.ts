import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.createIndex('acts_by_po').on('acts').columns(['shop', 'po_number']).execute();
    await sql`create index requests_deletes on requests (bot_id, shop, created_at)
      where kind = 'delete'`.execute(db);
  },
};

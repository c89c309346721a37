import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    // Until when a shop keeps what it keeps is found by its age.
    await db.schema
      .alterTable('acts')
      .addColumn('order_kept', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await sql`create index acts_with_orders on acts (shop, settled_at) where order_kept = 1`.execute(
      db,
    );
    await db.schema.alterTable('activity_kept').addColumn('shop', 'text').execute();
    await db.schema.alterTable('activity_kept').addColumn('at', 'bigint').execute();
    await sql`update activity_kept set
      shop = (select activity.shop from activity where activity.bot_id = activity_kept.bot_id
        and activity.number = activity_kept.number),
      at = (select activity.at from activity where activity.bot_id = activity_kept.bot_id
        and activity.number = activity_kept.number)`.execute(db);
    await db.schema
      .createIndex('activity_kept_by_age')
      .on('activity_kept')
      .columns(['shop', 'at'])
      .execute();
  },
};

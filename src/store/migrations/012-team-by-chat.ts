import { sql } from 'kysely';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await sql`alter table members add column name text not null default ''`.execute(db);
    // Whoever was of the team so far stood in the environment.
    await sql`alter table members add column source text not null default 'environment'`.execute(
      db,
    );
    await sql`alter table members add column added_by bigint`.execute(db);
    await db.schema
      .createTable('invitations')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('shop', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('uses', 'text', (column) => column.notNull())
      .addColumn('created_by', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('used_at', 'bigint')
      .execute();
    await db.schema
      .createIndex('invitations_by_shop')
      .on('invitations')
      .columns(['shop'])
      .execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .alterTable('requests')
      .addColumn('asks_reason', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema
      .alterTable('leases')
      .addColumn('breaks', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    for (const [name, type, value] of [
      ['kind', 'text', 'orders'],
      ['version', 'bigint', 1],
    ] as const)
      await db.schema
        .alterTable('searches')
        .addColumn(name, type, (column) => column.notNull().defaultTo(value))
        .execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.alterTable('actions').addColumn('unread_at', 'bigint').execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.alterTable('acts').addColumn('reason', 'text').execute();
    await db.schema.alterTable('acts').addColumn('reason_at', 'bigint').execute();
    await db.schema.alterTable('acts').addColumn('reason_note_encrypted', 'text').execute();
  },
};

import type { Step } from './step.ts';

export const step: Step = {
  async up(db) {
    await db.schema.alterTable('members').addColumn('group_id', 'bigint').execute();
    // Where the bot was merely used, nobody has said that a group is the shop's.
    await db.schema.alterTable('chat_shops').addColumn('chosen_by', 'bigint').execute();
  },
};

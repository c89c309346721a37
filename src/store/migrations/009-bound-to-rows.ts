import { bindToRows } from '../encryption/bind-to-rows.ts';
import type { Step } from './step.ts';

export const step: Step = {
  async up(db, encryption) {
    await db.schema
      .alterTable('inbox')
      .renameColumn('payload_sealed', 'payload_encrypted')
      .execute();
    await db.schema
      .alterTable('conversations')
      .renameColumn('state_sealed', 'state_encrypted')
      .execute();
    await bindToRows(db, encryption);
  },
};

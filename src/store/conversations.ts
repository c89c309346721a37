import type { Store } from './store.ts';

/** Keeps what a conversation has heard so far, sealed, since it holds what people typed. */
export interface ConversationStates {
  read(key: string): Promise<string | undefined>;
  write(key: string, state: string): Promise<void>;
  delete(key: string): Promise<void>;
}

export function createConversationStates({ db, now, sealing }: Store): ConversationStates {
  return {
    async read(key) {
      const row = await db
        .selectFrom('conversations')
        .select('state_sealed')
        .where('key', '=', key)
        .executeTakeFirst();
      return row && sealing.open(row.state_sealed);
    },
    async write(key, state) {
      const kept = { state_sealed: sealing.seal(state), updated_at: now() };
      await db
        .insertInto('conversations')
        .values({ key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute();
    },
    async delete(key) {
      await db.deleteFrom('conversations').where('key', '=', key).execute();
    },
  };
}

import type { Store } from '../store.ts';

/** What a conversation has heard so far, sealed, since it holds what people typed. It is written by {@link writeChanges}. */
export interface ConversationStates {
  read(key: string): Promise<string | undefined>;
}

export function createConversationStates(
  { db, sealing }: Store,
  botId: number,
): ConversationStates {
  return {
    async read(key) {
      const row = await db
        .selectFrom('conversations')
        .select('state_sealed')
        .where('bot_id', '=', botId)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && sealing.open(row.state_sealed);
    },
  };
}

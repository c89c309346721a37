import type { Store } from './store.ts';
import { adoptConversations } from './tables/conversations.ts';

const tables = ['chats', 'requests', 'acts', 'request_messages', 'exports'] as const;

const adopted = 'rows adopted';

/** Gives a bot what versions that knew one bot only left behind, once: the first bot that starts on a database gets it. */
export async function adoptRows({ db, encryption }: Store, botId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const first = await transaction
      .insertInto('facts')
      .values({ name: adopted, value: String(botId) })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst();
    if (first === undefined) return;
    for (const table of tables) {
      await transaction.updateTable(table).set({ bot_id: botId }).where('bot_id', '=', 0).execute();
    }
    await adoptConversations(transaction, encryption, botId);
  });
}

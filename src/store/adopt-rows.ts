import type { Store } from './store.ts';

/** Gives a bot what versions that knew one bot only left behind. The first bot that starts on a database gets it. */
export async function adoptRows({ db }: Store, botId: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['chats', 'conversations'] as const) {
      await transaction.updateTable(table).set({ bot_id: botId }).where('bot_id', '=', 0).execute();
    }
  });
}

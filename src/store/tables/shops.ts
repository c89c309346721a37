import type { Kysely, Selectable } from 'kysely';
import type { ShopsTable, Tables } from '../schema.ts';
import type { Store } from '../store.ts';

export type ShopRow = Selectable<ShopsTable>;

/** Every SQL statement on the shops of one bot. */
export interface ShopRows {
  /** The bot's shops, the oldest first. */
  all(): Promise<ShopRow[]>;
  /** Adds a shop. False: its ID is taken, or the token has a shop already. */
  add(shop: Pick<ShopRow, 'id' | 'ngorder_id' | 'token_fingerprint' | 'name'>): Promise<boolean>;
  update(
    id: string,
    known: Partial<Pick<ShopRow, 'ngorder_id' | 'token_fingerprint' | 'name'>>,
  ): Promise<void>;
}

export function createShopRows({ db, now }: Store, botId: number): ShopRows {
  return {
    all: () =>
      db
        .selectFrom('shops')
        .selectAll()
        .where('bot_id', '=', botId)
        .orderBy('created_at')
        .orderBy('id')
        .execute(),
    async add(shop) {
      const added = await db
        .insertInto('shops')
        .values({ ...shop, bot_id: botId, created_at: now(), settings: null })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },
    async update(id, known) {
      await db.updateTable('shops').set(known).where('id', '=', id).execute();
    },
  };
}

/** What was chosen for a shop, as JSON; null: nothing yet. */
export async function settingsOf(from: Kysely<Tables>, shop: string): Promise<string | null> {
  const row = await from
    .selectFrom('shops')
    .select('settings')
    .where('id', '=', shop)
    .executeTakeFirst();
  return row?.settings ?? null;
}

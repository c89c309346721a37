import type { Store } from '../store.ts';

/** Who canceled an order by the bot, and when (milliseconds since 1970). */
export interface CanceledBy {
  order_id: number;
  name: string | null;
  at: number | null;
}

/** Who canceled these orders of a shop by the bot; of an order that was canceled several times, the last one. */
export function createCancellations({ db }: Store, botId: number) {
  return async (shop: string, orderIds: readonly number[]): Promise<CanceledBy[]> => {
    if (orderIds.length === 0) return [];
    const rows = await db
      .selectFrom('acts')
      .innerJoin('requests', 'requests.token', 'acts.request')
      .select(['acts.order_id', 'requests.decided_by_name as name', 'acts.settled_at as at'])
      .where('acts.bot_id', '=', botId)
      .where('acts.shop', '=', shop)
      .where('acts.order_id', 'in', orderIds)
      .where('acts.status', '=', 'done')
      .where('requests.kind', '=', 'cancel')
      .orderBy('acts.settled_at')
      .execute();
    return [...new Map(rows.map((row) => [row.order_id, row])).values()];
  };
}

export type Cancellations = ReturnType<typeof createCancellations>;

import { actReasonNote } from '../encryption/cells.ts';
import { ifReadable } from '../encryption/encryption.ts';
import type { Store } from '../store.ts';

/** Who canceled an order by the bot, when (milliseconds since 1970), and why. */
export interface CanceledBy {
  order_id: number;
  name: string | null;
  at: number | null;
  reason: string | null;
  /** Undefined too where it can't be read. */
  note: string | undefined;
}

/** Who canceled these orders of a shop by the bot; of an order that was canceled several times, the last one. */
export function createCancellations({ db, lists, encryption }: Store, botId: number) {
  const noteOf = (row: { request: string; position: number; encrypted: string | null }) =>
    ifReadable(() =>
      row.encrypted === null
        ? undefined
        : encryption.decrypt(row.encrypted, actReasonNote(row.request, row.position)),
    );

  return async (shop: string, orderIds: readonly number[]): Promise<CanceledBy[]> => {
    if (orderIds.length === 0) return [];
    const rows = await db
      .selectFrom('acts')
      .innerJoin('requests', 'requests.token', 'acts.request')
      .select(['acts.order_id', 'acts.request', 'acts.position', 'acts.reason'])
      .select(['requests.decided_by_name as name', 'acts.settled_at as at'])
      .select('acts.reason_note_encrypted as encrypted')
      .where('acts.bot_id', '=', botId)
      .where('acts.shop', '=', shop)
      .where(lists.among('acts.order_id', orderIds))
      .where('acts.status', '=', 'done')
      .where('requests.kind', '=', 'cancel')
      .orderBy('acts.settled_at')
      .execute();
    const latest = new Map(rows.map((row) => [row.order_id, row]));
    return [...latest.values()].map(({ order_id, name, at, reason, ...row }) => ({
      order_id,
      name,
      at,
      reason,
      note: noteOf(row),
    }));
  };
}

export type Cancellations = ReturnType<typeof createCancellations>;

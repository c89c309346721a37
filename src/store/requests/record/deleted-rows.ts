import { type SqlBool, sql } from 'kysely';
import type { Store } from '../../store.ts';
import type { ActRow } from '../acts/act.ts';

/** Which orders are meant: those of these numbers, or all. */
export type DeletedOf =
  | { order_id: readonly number[] }
  | { po_number: readonly number[] }
  | undefined;

/**
 * The acts by which orders of a shop were deleted, the latest first. What was deleted elsewhere isn't among them, nor what
 * was deleted longer ago than acts are kept.
 */
export function deletedIn(
  { db, now }: Store,
  botId: number,
  { shop, of, limit }: { shop: string; of: DeletedOf; limit: number },
): Promise<ActRow[]> {
  const [column, values = []] = Object.entries(of ?? {})[0] ?? [];
  return (
    db
      .selectFrom('requests')
      .innerJoin('acts', 'acts.request', 'requests.token')
      .selectAll('acts')
      .select(now().as('read_at'))
      .where('requests.bot_id', '=', botId)
      .where('requests.shop', '=', shop)
      // In these words SQLite knows the index of deletes by it.
      .where(sql<SqlBool>`requests.kind = 'delete'`)
      .where('acts.status', '=', 'done')
      // One order is found among the acts, all of them by their requests.
      .$if(column !== undefined, (query) =>
        query.where('acts.shop', '=', shop).where(sql.ref<number>(`acts.${column}`), 'in', values),
      )
      .orderBy('requests.created_at', 'desc')
      .orderBy('acts.position')
      .limit(limit)
      .execute()
  );
}

import { type Kysely, type Selectable, sql } from 'kysely';
import type { DatabaseClock } from '../clock.ts';
import type { RefundsTable } from '../schema/lists.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { hasRole } from './members.ts';

/** A refund as it lies in the database, with the moment at which it was read. */
export type RefundRow = Selectable<RefundsTable> & { read_at: number };

/** A debt as it comes to be known. */
export type NewRefund = Pick<
  RefundRow,
  'bot_id' | 'shop' | 'order_id' | 'amount' | 'order_encrypted' | 'canceled_by'
> & {
  /** Since when it is owed, where that was before now. */
  opened_at?: number;
};

/**
 * What an act on an order, once it is done, changes of the money that is owed for it. `owe`: it is owed from now on, also
 * where it was before and paid back. `keep`: it is owed unless it has been paid back. `settle`: nothing is owed any more.
 */
export type RefundChange =
  | { kind: 'owe' | 'keep'; refund: NewRefund }
  | { kind: 'settle'; bot_id: number; shop: string; order_id: number };

/** Who says that the money went back. */
export interface Payback {
  personId: number;
  personName: string;
}

/** What a shop owes in all. */
export interface OwedRow {
  count: number;
  /** In rupiah, of those whose amount is known. */
  sum: number;
  /** Of how many it isn't. */
  unknown: number;
  /** Since when the oldest is owed; null: nothing is. */
  oldest_at: number | null;
  read_at: number;
}

/** Every SQL statement on the money that is owed. `from` is a transaction that a statement is to be a part of. */
export interface RefundRows {
  get(shop: string, orderId: number): Promise<RefundRow | undefined>;
  /** What is owed, the oldest first. */
  open(shop: string): Promise<RefundRow[]>;
  /** The same in numbers, without what they are owed for. */
  owed(shop: string): Promise<OwedRow>;
  /** Writes debts down that aren't known yet. */
  note(refunds: readonly NewRefund[]): Promise<void>;
  setAmount(shop: string, orderId: number, amount: number): Promise<void>;
  /** Of all who say so, one closes it; undefined: it isn't open, or the person has none of the roles now. */
  close(
    shop: string,
    orderId: number,
    by: Payback,
    roles: readonly string[],
    from?: Kysely<Tables>,
  ): Promise<RefundRow | undefined>;
  /** Says how the money went back. Undefined: as with {@link reopen}. */
  setWay(
    shop: string,
    orderId: number,
    by: { personId: number; way: string },
    roles: readonly string[],
    from?: Kysely<Tables>,
  ): Promise<RefundRow | undefined>;
  /** The order was found active again. */
  settle(shop: string, orderId: number): Promise<void>;
  /** Takes back that it was paid. Undefined: it isn't refunded, or the person has none of the roles now. */
  reopen(
    shop: string,
    orderId: number,
    personId: number,
    roles: readonly string[],
    from?: Kysely<Tables>,
  ): Promise<RefundRow | undefined>;
}

const nobody = { closed_at: null, closed_by: null, closed_by_name: null, way: null } as const;

export function createRefundRows({ db, now }: Store, botId: number): RefundRows {
  const key = (shop: string, order_id: number) => ({ bot_id: botId, shop, order_id });
  return {
    get: (shop, orderId) =>
      db
        .selectFrom('refunds')
        .selectAll()
        .select(now().as('read_at'))
        .where((row) => row.and(key(shop, orderId)))
        .executeTakeFirst(),
    open: (shop) =>
      db
        .selectFrom('refunds')
        .selectAll()
        .select(now().as('read_at'))
        .where((row) => row.and({ bot_id: botId, shop, status: 'open' }))
        .orderBy('opened_at')
        .orderBy('order_id')
        .execute(),
    async owed(shop) {
      const row = await db
        .selectFrom('refunds')
        .select(({ fn }) => [
          fn.countAll<number>().as('count'),
          fn.count<number>('amount').as('known'),
          fn.sum<number | null>('amount').as('sum'),
          fn.min<number | null>('opened_at').as('oldest_at'),
        ])
        .select(now().as('read_at'))
        .where((row) => row.and({ bot_id: botId, shop, status: 'open' }))
        .executeTakeFirstOrThrow();
      const { count, known, sum, oldest_at, read_at } = row;
      const unknown = Number(count) - Number(known);
      return { count: Number(count), sum: Number(sum), unknown, oldest_at, read_at };
    },
    async note(refunds) {
      if (refunds.length === 0) return;
      await db.transaction().execute(async (transaction) => {
        for (const refund of refunds) await insertRefund(transaction, now, refund, 'keep');
      });
    },
    async setAmount(shop, orderId, amount) {
      await db
        .updateTable('refunds')
        .set({ amount })
        .where((row) => row.and(key(shop, orderId)))
        .where('amount', 'is', null)
        .execute();
    },
    close: (shop, orderId, { personId, personName }, roles, from = db) =>
      from
        .updateTable('refunds')
        .set({
          status: 'refunded',
          closed_at: now(),
          closed_by: personId,
          closed_by_name: personName,
          way: null,
        })
        .where((row) => row.and({ ...key(shop, orderId), status: 'open' }))
        .where(hasRole(sql`${personId}`, sql.ref('refunds.shop'), roles))
        .returningAll()
        .returning(now().as('read_at'))
        .executeTakeFirst(),
    setWay: (shop, orderId, { personId, way }, roles, from = db) =>
      from
        .updateTable('refunds')
        .set({ way })
        .where((row) => row.and({ ...key(shop, orderId), status: 'refunded' }))
        .where(hasRole(sql`${personId}`, sql.ref('refunds.shop'), roles))
        .returningAll()
        .returning(now().as('read_at'))
        .executeTakeFirst(),
    settle: (shop, orderId) => changeRefund(db, now, { kind: 'settle', ...key(shop, orderId) }),
    reopen: (shop, orderId, personId, roles, from = db) =>
      from
        .updateTable('refunds')
        .set({ status: 'open', ...nobody })
        .where((row) => row.and({ ...key(shop, orderId), status: 'refunded' }))
        .where(hasRole(sql`${personId}`, sql.ref('refunds.shop'), roles))
        .returningAll()
        .returning(now().as('read_at'))
        .executeTakeFirst(),
  };
}

/** Writes down what an act changes of the money that is owed, as a part of the transaction that ends the act. */
export async function changeRefund(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  change: RefundChange,
): Promise<void> {
  if (change.kind !== 'settle') return insertRefund(transaction, now, change.refund, change.kind);
  const { bot_id, shop, order_id } = change;
  await transaction
    .updateTable('refunds')
    .set({ status: 'returned', closed_at: sql`coalesce(closed_at, ${now()})` })
    .where((row) => row.and({ bot_id, shop, order_id }))
    .where('status', '<>', 'returned')
    .execute();
}

async function insertRefund(
  db: Kysely<Tables>,
  now: DatabaseClock,
  refund: NewRefund,
  kind: 'owe' | 'keep',
): Promise<void> {
  const isOver = kind === 'owe' ? (['refunded', 'returned'] as const) : (['returned'] as const);
  await db
    .insertInto('refunds')
    .values({ ...refund, ...nobody, status: 'open', opened_at: refund.opened_at ?? now() })
    .onConflict((conflict) =>
      conflict
        .columns(['bot_id', 'shop', 'order_id'])
        .doUpdateSet({
          status: 'open',
          ...nobody,
          opened_at: refund.opened_at ?? now(),
          amount: refund.amount,
          order_encrypted: refund.order_encrypted,
          canceled_by: refund.canceled_by,
        })
        .where('refunds.status', 'in', isOver),
    )
    .execute();
}

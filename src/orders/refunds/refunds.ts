import type { Kysely } from 'kysely';
import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import type { Order } from '../../ngorder/order.ts';
import { refundOrder } from '../../store/encryption/cells.ts';
import { ifReadable } from '../../store/encryption/encryption.ts';
import type { RefundStatus } from '../../store/schema/lists.ts';
import type { Tables } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { createRefundRows, type RefundRow } from '../../store/tables/refunds.ts';
import type { Activity } from '../../team/activity/activity.ts';
import { rolesWith } from '../../team/operations.ts';
import type { Shop } from '../../team/shops/shops.ts';
import { isPaid } from '../order-risk.ts';
import type { Person } from '../requests/states.ts';
import { NotOwed, RefundNotAllowed } from './errors.ts';
import { daysOwed, type PaybackWay, paybackWays, type Refund } from './refund.ts';
import { newRefund, owedSince } from './refund-change.ts';

/** What a shop owes in all, as far as it has been noted. */
export interface Owed {
  /** For how many orders. */
  count: number;
  /** In rupiah, of those whose amount is known; of so many it isn't. */
  sum: number;
  unknown: number;
  /** For how many whole days the oldest has been owed; undefined: nothing is. */
  oldestDays: number | undefined;
}

/** The money that a shop owes for canceled orders. */
export interface Refunds {
  /** What is owed for what the team canceled, and for what somebody has looked at, the oldest first. */
  open(shop: string): Promise<Refund[]>;
  /** The same in numbers. */
  owed(shop: string): Promise<Owed>;
  /** What is owed, or was, for one order; undefined: nothing is known of it. */
  of(shop: string, orderId: number): Promise<Refund | undefined>;
  /**
   * Writes down what is owed for orders that were found among the canceled ones; what is known of them already stays, and
   * those of which nothing was paid are left out.
   */
  note(shop: Pick<Shop, 'id' | 'timeZone'>, orders: readonly Order[]): Promise<void>;
  /** The order was found active again: nothing is owed for it any more. */
  settle(shop: string, orderId: number): Promise<void>;
  /**
   * A person says that the money went back. Of all who say so, one is heard.
   * @throws {NotOwed} when it isn't owed, or no longer; {@link RefundNotAllowed}
   * @example await refunds.markRefunded(shop.id, 1338, { id: 11, name: 'Sari' });
   */
  markRefunded(shop: string, orderId: number, person: Person): Promise<Refund>;
  /** A person says how it went back. @throws as {@link markRefunded} */
  setWay(shop: string, orderId: number, person: Person, way: PaybackWay): Promise<Refund>;
  /** A person takes it back. @throws as {@link markRefunded} */
  undoRefunded(shop: string, orderId: number, person: Person): Promise<Refund>;
  /**
   * Asks Ngorder for the payments of what is owed without a known amount, as far as it answers in time.
   * Returns the refunds with what was learned (Ngorder reference, payment history).
   */
  withAmounts(
    shop: string,
    refunds: readonly Refund[],
    ngorder: Pick<Ngorder, 'listPayments'>,
    signal?: AbortSignal,
  ): Promise<Refund[]>;
}

/** Who may say that money went back: whoever may cancel. */
const may = rolesWith('cancel');
/** So many orders are asked for at once; the others' amounts come when they are looked at again. */
const mostAsked = 10;

export function createRefunds(store: Store, botId: number, activity: Activity): Refunds {
  const rows = createRefundRows(store, botId);
  const { encryption } = store;
  /** What is left of an order whose refund was over long ago, or that can't be decrypted any more, is its number. */
  const orderOf = ({ order_encrypted: text, shop, order_id }: RefundRow): Order => {
    const cell = refundOrder(botId, shop, order_id);
    const order = text === '' ? undefined : ifReadable(() => encryption.decrypt(text, cell));
    return order === undefined
      ? { orderId: order_id, products: [], raw: {} }
      : (JSON.parse(order) as Order);
  };
  const refundOf = (row: RefundRow): Refund => ({
    orderId: row.order_id,
    order: orderOf(row),
    status: row.status,
    amount: row.amount ?? undefined,
    openedAt: row.opened_at,
    canceledBy: row.canceled_by ?? undefined,
    closedAt: row.closed_at ?? undefined,
    refundedBy: row.closed_by_name ?? undefined,
    way: paybackWays.find((way) => way === row.way),
    readAt: row.read_at,
  });
  const of = async (shop: string, orderId: number) => {
    const row = await rows.get(shop, orderId);
    return row && refundOf(row);
  };
  /** Takes a step in one transaction with the row that tells of it. Undefined: it could not be taken. */
  const step = (
    kind: 'refunded' | 'notRefunded',
    person: Person,
    take: (transaction: Kysely<Tables>) => Promise<RefundRow | undefined>,
  ): Promise<Refund | undefined> =>
    store.db.transaction().execute(async (transaction) => {
      const row = await take(transaction);
      if (row === undefined) return undefined;
      const refund = refundOf(row);
      const { orderId, order, amount, way } = refund;
      const facts = { ...(amount !== undefined && { amount }), ...(way && { way }) };
      await activity.record(
        { kind, shop: row.shop, person, order: { id: orderId, poNumber: order.poNumber }, facts },
        transaction,
      );
      return refund;
    });
  /** What kept a step from being taken. */
  const refusal = async (shop: string, orderId: number, from: RefundStatus) => {
    const refund = await of(shop, orderId);
    return refund?.status === from ? new RefundNotAllowed() : new NotOwed(refund);
  };

  return {
    open: async (shop) => (await rows.open(shop)).map(refundOf),
    async owed(shop) {
      const { oldest_at, read_at, ...owed } = await rows.owed(shop);
      const oldestDays = oldest_at === null ? undefined : daysOwed(oldest_at, read_at);
      return { ...owed, oldestDays };
    },
    of,
    async note({ id: shop, timeZone }, orders) {
      const debts = orders.filter(isPaid).map((order) => {
        const since = owedSince(order, timeZone);
        const debt = newRefund(order, null, { botId, shop, encryption });
        return since === undefined ? debt : { ...debt, opened_at: since };
      });
      await rows.note(debts);
    },
    settle: rows.settle,
    async markRefunded(shop, orderId, person) {
      const by = { personId: person.id, personName: person.name };
      const refund = await step('refunded', person, (transaction) =>
        rows.close(shop, orderId, by, may, transaction),
      );
      if (refund === undefined) throw await refusal(shop, orderId, 'open');
      return refund;
    },
    async setWay(shop, orderId, person, way) {
      const by = { personId: person.id, way };
      const refund = await step('refunded', person, (transaction) =>
        rows.setWay(shop, orderId, by, may, transaction),
      );
      if (refund === undefined) throw await refusal(shop, orderId, 'refunded');
      return refund;
    },
    async undoRefunded(shop, orderId, person) {
      const refund = await step('notRefunded', person, (transaction) =>
        rows.reopen(shop, orderId, person.id, may, transaction),
      );
      if (refund === undefined) throw await refusal(shop, orderId, 'refunded');
      return refund;
    },
    async withAmounts(shop, refunds, ngorder, signal) {
      const unknown = refunds.filter(({ amount }) => amount === undefined).slice(0, mostAsked);
      const learned = new Map<number, number>();
      await Promise.all(
        unknown.map(async ({ orderId }) => {
          const paid = await paidSoFar(ngorder, orderId, signal);
          if (paid === undefined) return;
          await rows.setAmount(shop, orderId, paid);
          learned.set(orderId, paid);
        }),
      );
      return refunds.map((refund) => ({
        ...refund,
        amount: refund.amount ?? learned.get(refund.orderId),
      }));
    },
  };
}

/** In rupiah; undefined where Ngorder doesn't say, which not every shop's does. */
async function paidSoFar(
  ngorder: Pick<Ngorder, 'listPayments'>,
  orderId: number,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  try {
    const payments = await ngorder.listPayments(orderId, signal);
    const sum = payments.reduce((total, { amount }) => total + amount, 0);
    return sum > 0 ? sum : undefined;
  } catch (error) {
    if (error instanceof NgorderError || signal?.aborted) return undefined;
    throw error;
  }
}

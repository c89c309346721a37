// What is owed follows from what was done, whoever counts.

import fc from 'fast-check';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import type { Payment } from '../../../src/ngorder/parsing/payments.ts';
import { createRefundDiscovery } from '../../../src/orders/refunds/discovery.ts';
import { NotOwed, RefundNotAllowed } from '../../../src/orders/refunds/errors.ts';
import { lookAtRefund } from '../../../src/orders/refunds/look-at.ts';
import { createRefunds, type Refunds } from '../../../src/orders/refunds/refunds.ts';
import { createActivity } from '../../../src/team/activity/activity.ts';
import type { Shop } from '../../../src/team/shops/shops.ts';
import { inJakarta } from '../../fixtures/in-jakarta.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, openHarness, sari } from '../requests/harness.ts';

const stranger = { id: 999, name: 'Orang' };

describeOnBothDatabases('money that is owed', (database) => {
  let harness: Harness;
  let refunds: Refunds;
  let shop: Shop;
  beforeEach(async () => {
    harness = await openHarness(database);
    refunds = createRefunds(harness.store, 1, createActivity(harness.store, 1));
    const { ngorder } = harness;
    shop = {
      id: 'shop',
      name: 'Toko',
      ...inJakarta,
      isKnown: true,
      isConnected: true,
      ngorder,
    };
  });

  const foundAt = { type: 'CANCEL', page: 1, perPage: 10 } as const;
  const act = async (kind: 'cancel' | 'return' | 'delete', orderId: number) => {
    const order = harness.ngorder.order(orderId);
    const seen =
      kind === 'cancel' || order === undefined ? order : { ...order, status: 'CANCELED' };
    await harness.confirmed(kind, orderId, { seen, ...(kind !== 'cancel' && { foundAt }) });
    await harness.runAfter(1000);
  };
  const owed = async () =>
    (await refunds.open('shop')).map(({ orderId, amount }) => [orderId, amount]);

  test('is what a canceled order was paid with, from the moment in which it is canceled', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.put({ orderId: 1339, paymentStatus: 'UNPAID' });
    harness.ngorder.put({ orderId: 1340, paymentStatus: 'INSTALLMENT', remainingAmount: 50_376 });
    for (const orderId of [1338, 1339, 1340]) await act('cancel', orderId);
    expect(await owed()).toEqual([
      [1338, 110_376],
      [1340, 60_000],
    ]);
    expect(await refunds.of('shop', 1338)).toMatchObject({ canceledBy: 'Sari', status: 'open' });
    expect(await refunds.open('another')).toEqual([]);
  });

  test('is not owed for what Ngorder refused, nor for what nobody confirmed', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.put({ orderId: 1339 });
    await harness.propose('cancel', 1338, { seen: harness.ngorder.order(1338) });
    const { token } = await harness.propose('cancel', 1339, {
      seen: harness.ngorder.order(1339),
    });
    await harness.decline(token, sari);
    await harness.run();
    expect(await owed()).toEqual([]);
  });

  test('is owed no more once the order is active again, and again when it is canceled again', async () => {
    harness.ngorder.put({ orderId: 1338 });
    await act('cancel', 1338);
    await act('return', 1338);
    expect(await owed()).toEqual([]);
    expect(await refunds.of('shop', 1338)).toMatchObject({ status: 'returned' });
    await act('cancel', 1338);
    expect(await owed()).toEqual([[1338, 110_376]]);
  });

  test('is still owed for an order that was deleted', async () => {
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
    await act('delete', 1338);
    expect(await owed()).toEqual([[1338, 110_376]]);
    const [refund] = await refunds.open('shop');
    expect(refund?.order.receiverName).toBe('Siti Rahma');
  });

  test('is marked by one of many who press at once, who is named to the others', async () => {
    harness.ngorder.put({ orderId: 1338 });
    await act('cancel', 1338);
    const outcomes = await Promise.allSettled(
      [sari, budi, sari, budi].map((person) => refunds.markRefunded('shop', 1338, person)),
    );
    const done = outcomes.filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
    const late = outcomes.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(late.reason).toBeInstanceOf(NotOwed);
    expect((late.reason as NotOwed).refund).toMatchObject({ status: 'refunded' });
    expect(await owed()).toEqual([]);
    expect(await refunds.setWay('shop', 1338, budi, 'transfer')).toMatchObject({ way: 'transfer' });
    await refunds.undoRefunded('shop', 1338, budi);
    expect(await owed()).toEqual([[1338, 110_376]]);
    expect(await refunds.of('shop', 1338)).toMatchObject({ way: undefined, refundedBy: undefined });
  });

  test('is marked by nobody without the right, at the moment in which it is written', async () => {
    harness.ngorder.put({ orderId: 1338 });
    await act('cancel', 1338);
    await expect(refunds.markRefunded('shop', 1338, stranger)).rejects.toThrow(RefundNotAllowed);
    await refunds.markRefunded('shop', 1338, sari);
    await expect(refunds.undoRefunded('shop', 1338, stranger)).rejects.toThrow(RefundNotAllowed);
    await expect(refunds.setWay('shop', 1338, stranger, 'cash')).rejects.toThrow(RefundNotAllowed);
    expect(await refunds.of('shop', 1338)).toMatchObject({ refundedBy: 'Sari', way: undefined });
  });

  test('is found for what somebody canceled elsewhere, once, and not for what was paid back', async () => {
    for (let orderId = 1; orderId <= 120; orderId += 1) {
      const paymentStatus = orderId % 3 === 0 ? 'PAID' : 'UNPAID';
      harness.ngorder.put({ orderId, paymentStatus, updatedAt: '2026-01-20 10:00:00' }, 'CANCEL');
    }
    const discovery = createRefundDiscovery(refunds, pino({ level: 'silent' }));
    const several = await Promise.all([1, 2, 3].map(() => discovery.look(shop, 10_000)));
    expect(several).toEqual(['complete', 'complete', 'complete']);
    const pages = harness.ngorder.log.filter((entry) => 'read' in entry);
    // The first one once more, to see that nothing has moved.
    expect(pages).toHaveLength(4);
    expect(await owed()).toHaveLength(40);
    const [oldest] = await refunds.open('shop');
    expect(oldest?.openedAt).toBe(Date.parse('2026-01-20T00:00:00+07:00'));
    await refunds.markRefunded('shop', 3, sari);
    expect(await createRefundDiscovery(refunds, pino({ level: 'silent' })).look(shop, 10_000)).toBe(
      'complete',
    );
    expect(await owed()).toHaveLength(39);
  });

  test('is owed no more where the order turns out to be active again', async () => {
    harness.ngorder.put({ orderId: 1338 });
    await act('cancel', 1338);
    harness.ngorder.elsewhere('return', 1338);
    expect(await lookAtRefund(refunds, shop, 1338, 5000)).toMatchObject({ status: 'returned' });
    expect(await owed()).toEqual([]);
  });

  test('is what the payments come to where the order does not tell', async () => {
    const payments: Payment[] = [{ amount: 40_000 }, { amount: 10_000 }];
    const ngorder = { listPayments: async () => payments };
    harness.ngorder.put({ orderId: 1338, paymentStatus: 'INSTALLMENT' });
    await act('cancel', 1338);
    expect(await owed()).toEqual([[1338, undefined]]);
    const known = await refunds.open('shop');
    expect(await refunds.withAmounts('shop', known, ngorder)).toMatchObject([{ amount: 50_000 }]);
    expect(await owed()).toEqual([[1338, 50_000]]);
  });

  /** What anybody would write on a slip of paper beside it. */
  type Slips = Map<number, 'owed' | 'paid back'>;
  const whoIsLate = (error: unknown) => expect(error).toBeInstanceOf(NotOwed);

  const steps = {
    async cancel(orderId: number, slips: Slips) {
      if (harness.ngorder.state(orderId) !== 'active') return;
      await act('cancel', orderId);
      slips.set(orderId, 'owed');
    },
    async return(orderId: number, slips: Slips) {
      if (harness.ngorder.state(orderId) !== 'CANCEL') return;
      await act('return', orderId);
      slips.delete(orderId);
    },
    async delete(orderId: number) {
      if (harness.ngorder.state(orderId) === 'CANCEL') await act('delete', orderId);
    },
    async refund(orderId: number, slips: Slips) {
      await refunds.markRefunded('shop', orderId, sari).catch(whoIsLate);
      if (slips.get(orderId) === 'owed') slips.set(orderId, 'paid back');
    },
    async undo(orderId: number, slips: Slips) {
      await refunds.undoRefunded('shop', orderId, sari).catch(whoIsLate);
      if (slips.get(orderId) === 'paid back') slips.set(orderId, 'owed');
    },
  };
  const orderIds = [1, 2, 3] as const;
  const history = fc.array(
    fc.record({
      step: fc.constantFrom('cancel', 'return', 'delete', 'refund', 'undo'),
      orderId: fc.constantFrom(...orderIds),
    }),
    { maxLength: 12 },
  );
  const byOrder = (entries: (number | undefined)[][]) => entries.sort(([a = 0], [b = 0]) => a - b);
  const countedOn = (slips: Slips) =>
    byOrder([...slips].filter(([, slip]) => slip === 'owed').map(([id]) => [id, id * 1000]));

  test('comes to what an independent count of any history comes to', () =>
    fc.assert(
      fc.asyncProperty(history, async (taken) => {
        for (const orderId of orderIds) {
          harness.ngorder.put({ orderId, totalAmount: orderId * 1000 });
          await refunds.settle('shop', orderId);
        }
        const slips: Slips = new Map();
        for (const { step, orderId } of taken) {
          await steps[step](orderId, slips);
          expect(byOrder(await owed())).toEqual(countedOn(slips));
        }
      }),
      { numRuns: database.kind === 'sqlite' ? 25 : 8 },
    ));
});

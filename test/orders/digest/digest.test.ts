import { beforeEach, expect, test } from 'vitest';
import { createDigests, type Digest, isEmpty } from '../../../src/orders/digest/digest.ts';
import { createRefunds } from '../../../src/orders/refunds/refunds.ts';
import { createActivity } from '../../../src/team/activity/activity.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, openHarness, sari } from '../requests/harness.ts';
import { noFacts } from '../requests/runs/some-facts.ts';

const dayMs = 24 * 3_600_000;

describeOnBothDatabases('what a digest tells', (database) => {
  let harness: Harness;
  let from: number;
  beforeEach(async () => {
    harness = await openHarness(database);
    for (const orderId of [1338, 1339, 1340, 1341])
      harness.ngorder.put({ orderId, paymentStatus: 'UNPAID' });
    from = harness.clock.ms;
  });

  const told = (shop = 'shop'): Promise<Digest> => {
    const { store, ledger, clock } = harness;
    const refunds = createRefunds(store, 1, createActivity(store, 1));
    const digests = createDigests({ store, botId: 1, ledger, refunds });
    return digests(shop, { from, before: clock.ms + 1 });
  };
  const cancel = async (orderId: number, person = sari, reason?: 'outOfStock' | 'other') => {
    const { token } = await harness.propose('cancel', orderId);
    await harness.ledger.confirm(token, person, reason && { because: { reason } });
    await harness.runAfter(1000);
  };

  test('is nothing of a day on which nothing was done, and of another shop', async () => {
    expect(isEmpty(await told())).toBe(true);
    await cancel(1338);
    expect(isEmpty(await told())).toBe(false);
    expect(isEmpty(await told('another'))).toBe(true);
  });

  test('is how many orders each did something to, whatever the reasons, the most first', async () => {
    await cancel(1338, budi);
    await cancel(1339, sari, 'outOfStock');
    await cancel(1340, sari, 'other');
    const foundAt = { type: 'CANCEL', page: 1, perPage: 10 } as const;
    await harness.confirmed('return', 1338, { foundAt });
    await harness.runAfter(1000);
    expect((await told()).done).toEqual({
      cancel: [
        { personId: sari.id, name: 'Sari', acts: 2 },
        { personId: budi.id, name: 'Budi', acts: 1 },
      ],
      return: [{ personId: sari.id, name: 'Sari', acts: 1 }],
      delete: [],
    });
  });

  test('is what waits for somebody, until it doesn’t', async () => {
    const { ledger, ngorder, store } = harness;
    const settings = JSON.stringify({ approveAbove: 1 });
    const row = { id: 'shop', bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
    await store.db
      .insertInto('shops')
      .values({ ...row, name: 'Toko', settings })
      .execute();
    const asked = await harness.confirmed('cancel', 1338);
    expect((await told()).open).toEqual({ awaiting: 1, unknown: 0, paused: 0 });
    await ledger.refuse(asked.token, budi);
    expect((await told()).open.awaiting).toBe(0);
    await store.db.updateTable('shops').set({ settings: null }).execute();

    ngorder.fates = ['lostAfter'];
    let isAway = true;
    ngorder.beforeRead = () => {
      if (isAway && ngorder.acts().length > 0) throw new Error('Ngorder is away');
    };
    const lost = await harness.confirmed('cancel', 1339);
    await harness.run();
    expect((await harness.get(lost.token)).status).toBe('unknown');
    expect((await told()).open).toEqual({ awaiting: 0, unknown: 1, paused: 0 });
    isAway = false;
    for (let look = 0; look < 3; look += 1) await harness.runAfter(600_000);
    expect((await told()).open.unknown).toBe(0);

    const seen = ngorder.order(1340);
    if (seen === undefined) throw new Error('no order 1340');
    const run = await ledger.proposeMany({
      shop: 'shop',
      kind: 'cancel',
      askedBy: sari,
      target: { chatId: -100 },
      orders: [{ seen }],
      facts: noFacts,
    });
    await ledger.attach(run.request.token, -100, 70);
    await ledger.confirm(run.request.token, sari);
    await ledger.pauseRun(run.request.token, sari);
    expect((await told()).open).toEqual({ awaiting: 0, unknown: 0, paused: 1 });
    await ledger.stopRun(run.request.token, sari);
    expect((await told()).open.paused).toBe(0);
  });

  test('is how much is owed, and for how long the oldest has been', async () => {
    const { ngorder, store, clock } = harness;
    expect((await told()).owed).toEqual({ count: 0, sum: 0, unknown: 0, oldestDays: undefined });
    ngorder.put({ orderId: 1342, paymentStatus: 'PAID', totalAmount: 110_376 });
    ngorder.put({ orderId: 1343, paymentStatus: 'INSTALLMENT' });
    await cancel(1342);
    clock.ms += 3 * dayMs;
    await cancel(1343);
    clock.ms += dayMs;
    const { owed } = await told();
    expect(owed).toEqual({ count: 2, sum: 110_376, unknown: 1, oldestDays: 4 });
    const refunds = createRefunds(store, 1, createActivity(store, 1));
    await refunds.markRefunded('shop', 1342, sari);
    expect((await told()).owed).toEqual({ count: 1, sum: 0, unknown: 1, oldestDays: 1 });
  });
});

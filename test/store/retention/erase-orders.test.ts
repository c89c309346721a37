import { beforeEach, expect, test } from 'vitest';
import { eraseOrders } from '../../../src/store/retention/erase-orders.ts';
import { createHistory } from '../../../src/team/activity/history.ts';
import { verifyActivity } from '../../../src/team/activity/verify.ts';
import {
  type Harness,
  keyOf,
  openHarness,
  sari,
  type Told,
} from '../../orders/requests/harness.ts';
import { describeOnBothDatabases } from '../databases.ts';

const dayMs = 24 * 3_600_000;
const never = new AbortController().signal;
/** One shop keeps its orders for 30 days, the other for 90. */
const keptMs = async (shop: string) => (shop === 'shop' ? 30 : 90) * dayMs;

describeOnBothDatabases('orders that a shop keeps for a time', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    const row = { bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
    for (const id of ['shop', 'another'])
      await harness.store.db
        .insertInto('shops')
        .values({ ...row, id, name: id, settings: null })
        .execute();
    for (const orderId of [41, 42, 43])
      harness.ngorder.put({ orderId, receiverName: 'Siti Rahma', totalAmount: 100 });
  });

  async function canceled(orderId: number, shop: string): Promise<Told> {
    const asked = await harness.propose('cancel', orderId, { shop });
    const because = { reason: 'other', note: 'Kata Siti Rahma salah' } as const;
    await harness.ledger.confirm(asked.token, sari, { because });
    await harness.run();
    return harness.get(asked.token);
  }

  const erase = () => eraseOrders(harness.store, keptMs, never);
  const keptTexts = async () =>
    (await harness.store.db.selectFrom('activity_kept').selectAll().execute()).map(
      ({ shop, what }) => `${shop} ${what}`,
    );

  test('are erased after it, with what was written about them, and what was done stays', async () => {
    const { clock, store } = harness;
    const one = await canceled(41, 'shop');
    const other = await canceled(42, 'another');
    clock.ms += 30 * dayMs;
    expect(await erase()).toBe(0);
    clock.ms += 60_000;
    // The order and the note beside the act's row, and the act itself.
    expect(await erase()).toBe(3);
    expect(await erase()).toBe(0);
    const left = await harness.get(one.token);
    expect(left).toMatchObject({ status: 'done', orderId: 41, outcome: { kind: 'done' } });
    expect(left).toMatchObject({ reason: 'other', decidedBy: sari });
    expect([left.seen, left.reasonNote]).toEqual([undefined, undefined]);
    expect(await harness.get(other.token)).toMatchObject({
      seen: { receiverName: 'Siti Rahma' },
      reasonNote: 'Kata Siti Rahma salah',
    });
    expect((await keptTexts()).toSorted()).toEqual(['another note', 'another order']);
    const { rows } = await createHistory(store, 1).page({ shop: 'shop' }, 1, 10);
    expect(rows).toMatchObject([
      { kind: 'cancel', order: { id: 41 }, result: 'done', reason: 'other', note: undefined },
    ]);
    expect(await verifyActivity(store, 1)).toMatchObject({ isWhole: true, rows: 2 });
  });

  test('are taken out of what an act came to, which is still known', async () => {
    const { clock, ledger } = harness;
    const { token } = await harness.propose('cancel', 43);
    await ledger.confirm(token, sari);
    harness.ngorder.put({ orderId: 43, receiverName: 'Siti Rahma', totalAmount: 999 });
    await harness.run();
    expect((await harness.get(token)).outcome).toMatchObject({ kind: 'changed', now: {} });
    clock.ms += 31 * dayMs;
    expect(await erase()).toBeGreaterThan(0);
    expect((await harness.get(token)).outcome).toEqual({ kind: 'changed' });
  });

  test('stay while an act has not come to its end', async () => {
    const { token } = await harness.propose('cancel', 43);
    await harness.ledger.confirm(token, sari);
    await harness.store.db.updateTable('acts').set({ status: 'unknown' }).execute();
    harness.clock.ms += 400 * dayMs;
    expect(await erase()).toBe(0);
    expect((await harness.ledger.get(keyOf({ token }).request)).act.seen).toBeDefined();
  });

  test('go in batches, all of them', async () => {
    const { clock, store } = harness;
    const { token } = await canceled(41, 'shop');
    const row = await store.db.selectFrom('acts').selectAll().executeTakeFirstOrThrow();
    const more = Array.from({ length: 250 }, (_, at) => ({ ...row, position: at + 1 }));
    for (let at = 0; at < more.length; at += 50)
      await store.db
        .insertInto('acts')
        .values(more.slice(at, at + 50))
        .execute();
    clock.ms += 31 * dayMs;
    expect(await erase()).toBe(more.length + 3);
    expect((await harness.get(token)).seen).toBeUndefined();
  });
});

import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../../store/databases.ts';
import { budi, type Harness, harnessOver, openHarness, sari, told } from '../harness.ts';
import { noFacts } from '../runs/some-facts.ts';

const graceMs = 60_000;
const stranger = { id: 999, name: 'Orang' };

describeOnBothDatabases('a delete that is held back', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database, graceMs);
    for (const orderId of [1, 2, 3]) harness.ngorder.put({ orderId }, 'CANCEL');
  });

  const held = (orderId = 1) => harness.confirmed('delete', orderId);
  const deletes = () => harness.ngorder.acts().length;

  async function manyHeld(): Promise<string> {
    const { request } = await harness.ledger.proposeMany({
      shop: 'shop',
      kind: 'delete',
      askedBy: sari,
      target: { chatId: -100 },
      orders: [1, 2, 3].map((orderId) => ({
        seen: { orderId, products: [], raw: {}, ...harness.ngorder.order(orderId) },
        foundAt: { type: 'CANCEL', page: 1, perPage: 50 } as const,
      })),
      facts: noFacts,
    });
    await harness.ledger.confirm(request.token, sari);
    return request.token;
  }

  test('is sent when its time is over, once, and not a moment before', async () => {
    const { token } = await held();
    await harness.runAfter(graceMs - 1);
    expect(harness.ngorder.log).toEqual([]);
    await harness.runAfter(1);
    await harness.runAfter(graceMs);
    expect(deletes()).toBe(1);
    expect(await harness.get(token)).toMatchObject({ status: 'done', outcome: { kind: 'done' } });
  });

  test('is undone in the last moment, and never sent', async () => {
    const { token } = await held();
    harness.clock.ms += graceMs - 1;
    expect(await harness.ledger.undo(token, budi)).toBe(true);
    await harness.runAfter(graceMs);
    expect(harness.ngorder.log).toEqual([]);
    const { request, act } = await harness.ledger.get(token);
    expect(request).toMatchObject({ status: 'undone', undone: { by: budi } });
    expect(act.status).toBe('skipped');
    // The order is free again.
    await harness.confirmed('return', 1);
  });

  test('is undone or sent, never both and never neither, when the two meet', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const orderId = 100 + turn;
      harness.ngorder.put({ orderId }, 'CANCEL');
      const { token } = await held(orderId);
      harness.clock.ms += graceMs;
      const working = harness.run();
      for (let step = 0; step < turn; step += 1) await new Promise(setImmediate);
      const undone = await harness.ledger.undo(token, budi);
      await working;
      await harness.runAfter(1000);
      const sent = harness.ngorder.acts().filter((act) => act.orderId === orderId).length;
      expect({ undone, sent }).toEqual(undone ? { undone, sent: 0 } : { undone, sent: 1 });
    }
    expect(harness.trouble).toEqual([]);
  });

  test('is not undone by whoever may not delete, nor once it was sent, nor a second time', async () => {
    const { token } = await held();
    expect(await harness.ledger.undo(token, stranger)).toBe(false);
    await harness.runAfter(graceMs);
    expect(await harness.ledger.undo(token, sari)).toBe(false);
    const { token: other } = await held(2);
    expect(await harness.ledger.undo(other, sari)).toBe(true);
    expect(await harness.ledger.undo(other, budi)).toBe(false);
    expect((await harness.ledger.get(other)).request.undone?.by).toEqual(sari);
  });

  test('is not sent where who decided loses the right meanwhile', async () => {
    const { token } = await held();
    await harness.team.setOwners('shop', [budi.id]);
    await harness.runAfter(graceMs);
    expect(deletes()).toBe(0);
    expect(await harness.get(token)).toMatchObject({ outcome: { kind: 'notAllowed' } });
  });

  test('is not sent where the order changes meanwhile, and is asked anew', async () => {
    const { token } = await held();
    harness.ngorder.put({ orderId: 1, paymentStatus: 'UNPAID' }, 'CANCEL');
    await harness.runAfter(graceMs);
    expect(deletes()).toBe(0);
    expect(await harness.get(token)).toMatchObject({ outcome: { kind: 'changed' } });
    const requested = await harness.ledger.get(token);
    const anew = await harness.ledger.proposeAnew(requested, { chatId: -100 });
    expect(anew?.request.graceMs).toBe(graceMs);
  });

  test('waits for the rest of its time where another process goes on with it', async () => {
    await held();
    await harness.runAfter(40_000);
    const next = harnessOver(harness.store, harness.clock, graceMs);
    next.ngorder.put({ orderId: 1 }, 'CANCEL');
    await next.runAfter(19_999);
    expect(next.ngorder.log).toEqual([]);
    await next.runAfter(1);
    expect(next.ngorder.acts()).toHaveLength(1);
    expect(deletes()).toBe(0);
  });

  test('can be undone for a moment where nobody was there when its time was over', async () => {
    const { token } = await held();
    const { token: other } = await held(2);
    harness.clock.ms += 2 * graceMs;
    await harness.ledger.extendHolds(5000);
    await harness.runAfter(4999);
    expect(await harness.ledger.undo(token, sari)).toBe(true);
    await harness.runAfter(1);
    expect(harness.ngorder.acts().map(({ orderId }) => orderId)).toEqual([2]);
    expect(await harness.get(other)).toMatchObject({ status: 'done' });
  });

  test('is shown again while its time goes on, and at once when it is undone', async () => {
    const { token } = await held();
    const [message] = await harness.ledger.unshown(9);
    if (message === undefined) throw new Error('nothing is shown');
    expect(await harness.ledger.showAgain(message, 15_000)).toBe(true);
    expect(await harness.ledger.unshown(9)).toEqual([]);
    harness.clock.ms += 15_000;
    const [again] = await harness.ledger.unshown(9);
    if (again === undefined) throw new Error('it is not shown again');
    await harness.ledger.showAgain(again, 15_000);
    await harness.ledger.undo(token, sari);
    expect(await harness.ledger.unshown(9)).toHaveLength(1);
    expect(await harness.ledger.showAgain(again, 15_000)).toBe(false);
  });

  test('keeps its order from every other act', async () => {
    await held();
    const other = await harness.propose('return', 1);
    await expect(harness.confirm(other.token, budi)).rejects.toMatchObject({ name: 'OrderBusy' });
  });

  test('waits from the approval on where it takes one', async () => {
    const settings = JSON.stringify({ approveDelete: true });
    const row = { id: 'shop', bot_id: 1, ngorder_id: null, token_fingerprint: null, created_at: 0 };
    await harness.store.db
      .insertInto('shops')
      .values({ ...row, name: 'Toko', settings })
      .execute();
    const { token } = await held();
    await harness.runAfter(2 * graceMs);
    await harness.ledger.approve(token, budi);
    await harness.runAfter(graceMs - 1);
    expect(deletes()).toBe(0);
    await harness.runAfter(1);
    expect(deletes()).toBe(1);
  });

  test('with many others waits once with them, before the first of them is sent', async () => {
    const token = await manyHeld();
    await harness.runAfter(graceMs - 1);
    expect(harness.ngorder.log).toEqual([]);
    await harness.runAfter(1);
    expect(new Set(harness.ngorder.acts().map(({ orderId }) => orderId))).toEqual(
      new Set([1, 2, 3]),
    );
    expect(deletes()).toBe(3);
    expect(await harness.ledger.undo(token, sari)).toBe(false);
  });

  test('is undone together with all others', async () => {
    const token = await manyHeld();
    harness.clock.ms += graceMs - 1;
    expect(await harness.ledger.undo(token, budi)).toBe(true);
    await harness.runAfter(graceMs);
    expect(harness.ngorder.log).toEqual([]);
    const { request, acts } = await harness.ledger.actsOf(token);
    expect(request.status).toBe('undone');
    expect(acts.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('is alone in that: a cancel and a return are sent at once', async () => {
    harness.ngorder.put({ orderId: 4 });
    await harness.confirmed('cancel', 4);
    await harness.confirmed('return', 3);
    await harness.run();
    expect(deletes()).toBe(2);
  });

  test('leaves a row in the activity when it is undone', async () => {
    const { token } = await held();
    await harness.ledger.undo(token, budi);
    const rows = await harness.store.db.selectFrom('activity').selectAll().execute();
    expect(rows).toMatchObject([{ kind: 'undo', order_id: 1, request: token }]);
    expect(told(await harness.ledger.get(token)).status).toBe('undone');
  });
});

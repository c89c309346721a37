import { beforeEach, describe, expect, test } from 'vitest';
import { Maintenance, Throttled, TokenRejected } from '../../../../src/ngorder/errors.ts';
import type { Order } from '../../../../src/ngorder/order.ts';
import type { ActKind, ActStatus } from '../../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../../store/databases.ts';
import { budi, type Harness, openHarness, sari } from '../harness.ts';
import { noFacts } from './some-facts.ts';

const many = Array.from({ length: 30 }, (_, index) => 1000 + index);

describeOnBothDatabases('a run over many orders', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    for (const orderId of many) harness.ngorder.put({ orderId });
  });

  async function proposed(orderIds: readonly number[], kind: ActKind = 'cancel'): Promise<string> {
    const { ledger, ngorder } = harness;
    const { request } = await ledger.proposeMany({
      shop: 'shop',
      kind,
      askedBy: sari,
      target: { chatId: -100 },
      orders: orderIds.map((orderId) => {
        const seen = ngorder.order(orderId);
        if (seen === undefined) throw new Error(`no order ${orderId}`);
        const foundAt = { type: 'CANCEL', page: 1, perPage: 50 } as const;
        return kind === 'cancel' ? { seen } : { seen, foundAt };
      }),
      facts: noFacts,
    });
    await ledger.attach(request.token, -100, 70);
    return request.token;
  }

  async function begun(orderIds: readonly number[], kind: ActKind = 'cancel'): Promise<string> {
    const token = await proposed(orderIds, kind);
    await harness.ledger.confirm(token, sari);
    return token;
  }

  async function statuses(token: string): Promise<Partial<Record<ActStatus, number>>> {
    return (await harness.ledger.progressOf(token)).by;
  }

  async function statusOf(token: string) {
    return (await harness.ledger.get(token)).request.status;
  }

  test('asks nothing of Ngorder before its Yes, and acts on each order once after it', async () => {
    const token = await proposed(many);
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    await harness.ledger.confirm(token, sari);
    await harness.run();
    expect(
      harness.ngorder
        .acts()
        .map(({ orderId }) => orderId)
        .toSorted(),
    ).toEqual(many);
    expect(await statuses(token)).toEqual({ done: many.length });
    expect(await statusOf(token)).toBe('over');
  });

  test.each(['return', 'delete'] as const)(
    '%s reads a page once for the orders on it',
    async (kind) => {
      for (const orderId of many) harness.ngorder.put({ orderId }, 'CANCEL');
      const token = await begun(many, kind);
      harness.ngorder.log = [];
      await harness.run();
      expect(await statuses(token)).toEqual({ done: many.length });
      expect(harness.ngorder.log.filter((entry) => 'read' in entry).length).toBeLessThan(6);
    },
  );

  test('looks at active orders a page at a time where there are many', async () => {
    const token = await begun(many);
    harness.ngorder.log = [];
    await harness.run();
    expect(await statuses(token)).toEqual({ done: many.length });
    expect(harness.ngorder.log.filter((entry) => 'read' in entry).length).toBeLessThan(20);
  });

  test('needs the right to many at once, and to what it does', async () => {
    const token = await proposed([1000, 1001]);
    await harness.store.db
      .updateTable('members')
      .set({ role: 'operator' })
      .where('person_id', '=', budi.id)
      .execute();
    await expect(harness.ledger.confirm(token, budi)).rejects.toMatchObject({ name: 'NotAllowed' });
    await harness.ledger.confirm(token, sari);
    expect(await harness.ledger.pauseRun(token, budi)).toBe(false);
    expect(await harness.ledger.pauseRun(token, sari)).toBe(true);
  });

  test('skips what has changed since it was seen, and what is no longer there', async () => {
    const token = await begun(many);
    harness.ngorder.put({ orderId: 1003, paymentStatus: 'UNPAID' });
    harness.ngorder.elsewhere('cancel', 1004);
    await harness.run();
    const { acts } = await harness.ledger.actsOf(token);
    expect(acts[3]).toMatchObject({ status: 'failed', outcome: { kind: 'changed' }, sends: 0 });
    expect(acts[4]).toMatchObject({ status: 'failed', outcome: { kind: 'elsewhere' }, sends: 0 });
    expect(await statuses(token)).toEqual({ done: 28, failed: 2 });
  });

  test('leaves an order alone on which another act is under way, and holds none before its turn', async () => {
    const other = await harness.propose('cancel', 1001);
    const token = await begun(many);
    await harness.confirm(other.token, budi);
    harness.ngorder.beforeAct = async ({ orderId }) => {
      // The single act stays under way until the run is over.
      if (orderId === 1001) await harness.ledger.progressOf(token);
    };
    await harness.store.db
      .updateTable('acts')
      .set({
        status: 'unknown',
        sent_at: harness.clock.ms,
        sends: 1,
        due_at: harness.clock.ms + 300_000,
      })
      .where('request', '=', other.token)
      .execute();
    await harness.run();
    const { acts } = await harness.ledger.actsOf(token);
    expect(acts[1]).toMatchObject({ status: 'skipped', outcome: { kind: 'busy' } });
    expect(harness.ngorder.acts().filter(({ orderId }) => orderId === 1001)).toEqual([]);
  });

  test('of two runs over the same orders acts on each once', async () => {
    const first = await begun(many);
    const second = await begun(many.toReversed());
    await Promise.all([harness.run(), harness.run()]);
    expect(harness.ngorder.acts()).toHaveLength(many.length);
    const done = (await statuses(first)).done ?? 0;
    expect(done + ((await statuses(second)).done ?? 0)).toBe(many.length);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['over', 'over']);
  });

  test('sends nothing by what it read before another act on the order ended', async () => {
    const other = await harness.confirmed('cancel', 1001);
    const token = await begun(many);
    await harness.run();
    expect(await harness.get(other.token)).toMatchObject({ status: 'done' });
    harness.ngorder.put({ orderId: 1001 });
    const again = await begun([1000, 1001]);
    const { ledger, leases, clock } = harness;
    await leases.take(`act:${again}:1`, 'a runner', 60_000);
    const taken = await ledger.takeUp(await ledger.get(again, 1), 'a runner');
    if (taken === undefined) throw new Error('The act was not taken up');

    clock.ms += 5000;
    const ago = (ms: number) => ({ monotonic: performance.now() - ms, wall: Date.now() - ms });
    expect(await ledger.markSent(taken, 'a runner', ago(6000))).toBeUndefined();
    expect(await ledger.markSent(taken, 'a runner', ago(1000))).toMatchObject({
      act: { status: 'sent' },
    });
    expect(await statuses(token)).toMatchObject({ done: many.length - 1 });
  });

  test('sends nothing while it is paused, goes on when it is continued, and is over when it is stopped', async () => {
    const token = await begun(many);
    expect(await harness.ledger.pauseRun(token, budi)).toBe(true);
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect((await harness.ledger.get(token)).request.run).toMatchObject({
      state: 'paused',
      reason: 'person',
      changedBy: budi,
    });
    expect(await harness.ledger.pauseRun(token, budi)).toBe(false);
    expect(await harness.ledger.continueRun(token, budi)).toBe(true);
    let stopped: Promise<boolean> | undefined;
    harness.ngorder.beforeAct = async () => {
      if (harness.ngorder.acts().length >= 5) stopped ??= harness.ledger.stopRun(token, budi);
      await stopped;
    };
    await harness.run();
    const sent = harness.ngorder.acts().length;
    expect(sent).toBeLessThan(many.length);
    expect(await statuses(token)).toEqual({ done: sent, skipped: many.length - sent });
    expect(await statusOf(token)).toBe('over');
    expect(await harness.ledger.continueRun(token, budi)).toBe(false);
  });

  test('is paused where its leader loses the right, and goes on by the right of who continues it', async () => {
    const token = await begun(many);
    harness.ngorder.beforeAct = async () => {
      if (harness.ngorder.acts().length < 3) return;
      await harness.store.db.deleteFrom('members').where('person_id', '=', sari.id).execute();
    };
    await harness.run();
    const { run } = (await harness.ledger.get(token)).request;
    expect(run).toMatchObject({ state: 'paused', reason: 'right' });
    expect(await harness.ledger.untoldRuns(10)).toEqual([token]);
    const sent = harness.ngorder.acts().length;
    expect(sent).toBeLessThan(many.length);
    harness.ngorder.beforeAct = undefined;
    expect(await harness.ledger.continueRun(token, budi)).toBe(true);
    expect(await harness.ledger.untoldRuns(10)).toEqual([]);
    await harness.run();
    expect(await statuses(token)).toEqual({ done: many.length });
    expect(harness.ngorder.acts()).toHaveLength(many.length);
  });

  test('that stood still for a quarter of an hour goes on only when a person continues it', async () => {
    const token = await begun(many);
    await harness.runAfter(16 * 60_000);
    expect(harness.ngorder.acts()).toEqual([]);
    expect((await harness.ledger.get(token)).request.run).toMatchObject({ reason: 'standstill' });
    expect(await harness.ledger.continueRun(token, budi)).toBe(true);
    await harness.run();
    expect(await statuses(token)).toEqual({ done: many.length });
  });

  test('waits where Ngorder takes nothing on, says so, and sends nothing twice', async () => {
    const token = await begun(many);
    let left = 20;
    harness.ngorder.beforeAct = () => {
      left -= 1;
      if (left >= 0) throw new Throttled({ endpoint: 'cancelOrder', status: 429 });
    };
    await harness.run();
    expect((await harness.ledger.get(token)).request.run?.state).toBe('running');
    for (let round = 0; round < 10; round += 1) await harness.runAfter(20_000);
    expect(await statuses(token)).toEqual({ done: many.length });
    expect(harness.ngorder.effects).toHaveLength(many.length);
    expect((await harness.ledger.get(token)).request.run?.trouble).toBeUndefined();
  });

  test('waits where Ngorder can’t be read', async () => {
    const token = await begun(many);
    harness.ngorder.beforeRead = () => {
      throw new Maintenance({ endpoint: 'listActive', status: 503 });
    };
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect((await harness.ledger.get(token)).request.run).toMatchObject({
      state: 'running',
      trouble: 'Maintenance',
    });
    harness.ngorder.beforeRead = undefined;
    await harness.runAfter(20_000);
    expect(await statuses(token)).toEqual({ done: many.length });
  });

  test('is paused where Ngorder refuses the shop’s token, instead of failing order by order', async () => {
    const token = await begun(many);
    harness.ngorder.beforeAct = () => {
      throw new TokenRejected({ endpoint: 'cancelOrder', status: 401 });
    };
    await harness.run();
    expect((await harness.ledger.get(token)).request.run).toMatchObject({
      state: 'paused',
      reason: 'refused',
      trouble: 'TokenRejected',
    });
    expect((await statuses(token)).failed).toBeUndefined();
  });

  test('looks up what was sent and not answered, and sends it once more only where it had no effect', async () => {
    const token = await begun(many);
    harness.ngorder.fates = ['lostAfter', 'lostBefore', 'done', 'lostAfter'];
    await harness.run();
    await harness.runAfter(60_000);
    await harness.runAfter(60_000);
    expect(await statuses(token)).toEqual({ done: many.length });
    expect(harness.ngorder.effects).toHaveLength(many.length);
    expect(harness.ngorder.acts()).toHaveLength(many.length + 1);
  });

  describe('is undone', () => {
    test('by one request, and by another only where nothing came of that', async () => {
      const { ledger } = harness;
      const token = await begun(many.slice(0, 2));
      await harness.run();
      const first = await ledger.undoOf(token);
      expect(first.request).toBeUndefined();
      const orders = [{ seen: harness.ngorder.order(1000) as Order }];
      const about = { shop: 'shop', askedBy: sari, target: { chatId: -100 }, facts: noFacts };
      const undo = { ...about, kind: 'return', orders } as const;
      await ledger.proposeMany({ ...undo, token: first.token });
      expect(await ledger.undoOf(token)).toMatchObject({ request: { token: first.token } });
      await ledger.decline(first.token, sari);
      const second = await ledger.undoOf(token);
      expect(second).toEqual({ token: expect.not.stringMatching(first.token) });
      await ledger.proposeMany({ ...undo, token: second.token });
      await ledger.confirm(second.token, sari);
      await harness.run();
      expect(await ledger.undoOf(token)).toMatchObject({ request: { status: 'over' } });
    });

    test('knowing the orders that the bot has done something else to since', async () => {
      const { ledger } = harness;
      const token = await begun(many.slice(0, 3));
      await harness.run();
      expect(await ledger.touchedSince(token)).toEqual([]);
      harness.clock.ms += 1000;
      await harness.confirmed('return', 1001);
      await harness.run();
      expect(await ledger.touchedSince(token)).toEqual([1001]);
    });
  });

  describe('is shown', () => {
    test('apart from requests about one order, no more often than is said, and at once when it is over', async () => {
      const token = await begun(many);
      const [message] = await harness.ledger.unshownRuns(10);
      expect(message?.request).toBe(token);
      expect(await harness.ledger.unshown(10)).toEqual([]);
      if (message === undefined) return;
      await harness.ledger.markShown(message, 2000);
      const shownMeanwhile: number[] = [];
      harness.ngorder.beforeAct = async () => {
        if (harness.ngorder.acts().length < many.length - 1)
          shownMeanwhile.push((await harness.ledger.unshownRuns(10)).length);
      };
      await harness.run();
      expect(shownMeanwhile.length).toBeGreaterThan(0);
      expect(shownMeanwhile.every((count) => count === 0)).toBe(true);
      expect(await harness.ledger.unshownRuns(10)).toHaveLength(1);
    });

    test('at once where a person pauses it', async () => {
      const token = await begun(many);
      const [message] = await harness.ledger.unshownRuns(10);
      if (message !== undefined) await harness.ledger.markShown(message, 2000);
      await harness.ledger.pauseRun(token, budi);
      expect(await harness.ledger.unshownRuns(10)).toHaveLength(1);
    });
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Maintenance, RequestRefused } from '../../../src/ngorder/errors.ts';
import { OrderBusy } from '../../../src/orders/requests/errors.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { describeOnBothDatabases, onSqlite } from '../../store/databases.ts';
import { budi, type Harness, harnessOver, openHarness, sari, type Told } from './harness.ts';
import type { ShopState } from './pretend-ngorder.ts';

/** The pretend Ngorder gives an act 15 seconds: after twice that it can no longer be under way. */
const timeUp = 30_000;
const day = 24 * 3_600_000;

const kinds = [
  { kind: 'cancel', before: 'active', after: 'CANCEL' },
  { kind: 'return', before: 'CANCEL', after: 'active' },
  { kind: 'delete', before: 'CANCEL', after: 'gone' },
] as const satisfies { kind: ActKind; before: ShopState; after: ShopState | 'gone' }[];
const repeatable = kinds.filter(({ kind }) => kind !== 'delete');

describeOnBothDatabases('after a crash', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
  });

  /** A runner took the act up and died, before or after the act was written down as sent. */
  const abandoned = async (kind: ActKind, where: 'unsent' | 'sent'): Promise<Told> => {
    const action = await harness.confirmed(kind, 1338);
    await harness.leases.take(`act:${action.token}:0`, 'a dead runner', timeUp);
    if (where === 'sent')
      await harness.ledger.markSent(await harness.ledger.get(action.token), 'a dead runner');
    return action;
  };

  test.each(kinds)(
    'an act to $kind that was not sent yet is simply done, when its lease has run out',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      const { token } = await abandoned(kind, 'unsent');
      await harness.runAfter(timeUp - 1);
      expect(harness.ngorder.log).toEqual([]);
      await harness.runAfter(1);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
    },
  );

  test.each(kinds)(
    'an act to $kind that was sent and happened is found by reading, never repeated',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.put({ orderId: 1339 }, before);
      const { token } = await abandoned(kind, 'sent');
      harness.ngorder.elsewhere(kind, 1338);
      await harness.runAfter(timeUp - 1);
      expect(harness.ngorder.log).toEqual([]);
      await harness.runAfter(1);
      expect(harness.ngorder.acts()).toEqual([]);
      expect(await harness.get(token)).toMatchObject({
        status: 'done',
        outcome: { kind: 'done' },
        settledBy: 'reading',
        sends: 1,
      });
    },
  );

  test.each(repeatable)(
    'an act to $kind that was sent and never arrived is sent once more',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      const { token } = await abandoned(kind, 'sent');
      await harness.runAfter(timeUp);
      expect(harness.ngorder.acts()).toEqual([{ act: kind, orderId: 1338 }]);
      const sending = harness.ngorder.log.findIndex((entry) => 'act' in entry);
      expect(
        harness.ngorder.log
          .slice(0, sending)
          .some((entry) => 'read' in entry && entry.read === before && entry.shown.includes(1338)),
      ).toBe(true);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(await harness.get(token)).toMatchObject({ status: 'done', sends: 2 });
    },
  );

  test('a delete that was sent and never arrived is not repeated, it is reported', async () => {
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
    const { token } = await abandoned('delete', 'sent');
    await harness.runAfter(timeUp);
    await harness.runAfter(day);
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
      settledBy: 'reading',
      sends: 1,
    });
  });

  test('a runner that was only asleep changes nothing when it wakes', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const left = new Promise<void>((resolve) => {
      harness.ngorder.beforeAct = () => resolve();
    });
    harness.ngorder.fates = ['stuck', 'late'];
    const asleep = harness.run();
    await left;
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({ status: 'unknown', sends: 2 });

    harness.ngorder.answerStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 400 }));
    await asleep;
    expect((await harness.get(token)).status).toBe('unknown');
    harness.ngorder.arrive();
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test('an answer that comes after the lease ran out counts, as long as nobody else has taken over', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const left = new Promise<void>((resolve) => {
      harness.ngorder.beforeAct = () => resolve();
    });
    harness.ngorder.fates = ['stuck'];
    // The other lane would count as somebody else.
    const [fresh] = harness.workers();
    const running = fresh?.runDue();
    await left;
    await new Promise(setImmediate);
    harness.clock.ms += timeUp * 2;
    harness.ngorder.answerStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 422 }));
    await running;
    await harness.run();
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'refused' },
      settledBy: 'answer',
    });
  });

  test('a process that was suspended before its request left sends nothing, and asks Ngorder before it tries again', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const { markSent } = harness.ledger;
    const suspended = vi.spyOn(Date, 'now');
    // The monotonic clock stands still meanwhile.
    harness.ledger.markSent = async (...asked) => {
      harness.ledger.markSent = markSent;
      const sent = await markSent(...asked);
      suspended.mockReturnValueOnce(Date.now() + timeUp);
      return sent;
    };
    const readsAtSecondMark: number[] = [];
    harness.ngorder.beforeAct = () => {
      readsAtSecondMark.push(harness.ngorder.log.filter((entry) => 'read' in entry).length);
    };
    await harness.run();
    suspended.mockRestore();
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(readsAtSecondMark[0]).toBeGreaterThan(1);
    expect(await harness.get(token)).toMatchObject({ status: 'done', sends: 2 });
  });

  test('a suspended process whose act another one has taken over sends nothing when it wakes', async () => {
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
    const { token } = await harness.confirmed('delete', 1338);
    const { markSent } = harness.ledger;
    const suspended = vi.spyOn(Date, 'now');
    harness.ledger.markSent = async (...asked) => {
      harness.ledger.markSent = markSent;
      const sent = await markSent(...asked);
      harness.clock.ms += timeUp;
      await harness.run();
      suspended.mockReturnValue(Date.now() + timeUp);
      return sent;
    };
    await harness.run();
    suspended.mockRestore();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone' },
      sends: 1,
    });
  });

  test('a runner that lost its lease before sending sends nothing', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.beforeRead = async () => {
      harness.ngorder.beforeRead = undefined;
      harness.clock.ms += timeUp;
      await harness.leases.take(`act:${token}:0`, 'another runner', timeUp);
    };
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({ status: 'waiting', sends: 0 });
  });

  test('a runner whose act was taken over while it waited does not write its answer over the new one', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const leaving = () =>
      new Promise<void>((resolve) => {
        harness.ngorder.beforeAct = () => resolve();
      });
    harness.ngorder.fates = ['stuck', 'stuck'];
    const firstLeft = leaving();
    const first = harness.run();
    await firstLeft;
    harness.clock.ms += timeUp;
    const secondLeft = leaving();
    const second = harness.run();
    await secondLeft;
    harness.ngorder.answerFirstStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 400 }));
    await first;
    expect(await harness.get(token)).toMatchObject({ status: 'sent', sends: 2 });
    harness.ngorder.answerStuck(true);
    await second;
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
  });
});

describe('after a kill of the only process', () => {
  const database = onSqlite();

  test('the next one goes on at once, whatever leases it finds', async () => {
    const { clock, store, ngorder, ledger, leases, confirmed } = await openHarness(database);
    ngorder.put({ orderId: 1338 });
    const { token } = await confirmed('cancel', 1338);
    await leases.take(`act:${token}:0`, 'the killed process', timeUp);
    await ledger.markSent(await ledger.get(token), 'the killed process');
    await store.close();

    const next = harnessOver(await database.open(clock), clock);
    next.ngorder.put({ orderId: 1338, status: 'CANCELED' }, 'CANCEL');
    await next.run();
    expect(await next.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(await createLeases(next.store).take(`act:${token}:0`, 'anybody', 1)).toBe(true);
  });
});

describeOnBothDatabases('an act whose answer was lost', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
  });

  test.each(kinds)('is found to have happened at once ($kind)', async ({ kind, before, after }) => {
    harness.ngorder.put({ orderId: 1338 }, before);
    harness.ngorder.put({ orderId: 1339 }, before);
    harness.ngorder.fates = ['lostAfter'];
    const { token } = await harness.confirmed(kind, 1338);
    await harness.run();
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(harness.ngorder.state(1338)).toBe(after);
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test.each(kinds)(
    'may still arrive: nothing is concluded from the old state before the limit has passed twice ($kind)',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.put({ orderId: 1339 }, before);
      harness.ngorder.fates = ['late'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      for (let second = 1; second < 30; second += 1) {
        await harness.runAfter(1000);
        expect(await harness.get(token)).toMatchObject({ status: 'unknown', sends: 1 });
      }
      harness.ngorder.arrive();
      await harness.runAfter(1000);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(kinds)(
    'and that comes only when its limit has long passed twice is not called undone before ($kind)',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.put({ orderId: 1339 }, before);
      harness.ngorder.fates = ['late'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      // As 27 seconds are for a limit of 10.
      const { pause } = harness;
      harness.pause = async (ms) => {
        await pause(ms);
        if (harness.ngorder.log.length > readsUntilUp) harness.ngorder.arrive();
      };
      const readsUntilUp = harness.ngorder.log.length;
      await harness.runAfter(timeUp);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(repeatable)(
    'is sent once more when it was proven not to have happened ($kind)',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.fates = ['lostBefore'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      await harness.runAfter(timeUp - 1);
      expect(harness.ngorder.acts()).toHaveLength(1);
      await harness.runAfter(1);
      expect(harness.ngorder.acts()).toHaveLength(2);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(await harness.get(token)).toMatchObject({
        status: 'done',
        settledBy: 'answer',
        sends: 2,
      });
    },
  );

  test.each(repeatable)(
    'is done when its second request is refused because the first came late ($kind)',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.fates = ['late', 'refused'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      harness.ngorder.beforeAct = () => harness.ngorder.arrive();
      await harness.runAfter(timeUp);
      expect(harness.ngorder.acts()).toHaveLength(2);
      expect(harness.ngorder.effects).toHaveLength(1);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(await harness.get(token)).toMatchObject({
        status: 'done',
        outcome: { kind: 'done' },
        settledBy: 'reading',
      });
    },
  );

  test.each(repeatable)(
    'is refused when its second request is and the first never came ($kind)',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.fates = ['lostBefore', 'refused'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      await harness.runAfter(timeUp);
      expect(harness.ngorder.state(1338)).toBe(before);
      expect(await harness.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'refused', words: 'Order cannot be changed' },
      });
    },
  );

  test.each(kinds)(
    'is refused in the words of Ngorder, which said so under a 200, when nothing has happened ($kind)',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.fates = ['deniedBefore'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      await harness.runAfter(timeUp);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(await harness.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'refused', words: 'Order cannot be changed' },
        settledBy: 'reading',
      });
    },
  );

  test.each(kinds)(
    'is done when it happened, although Ngorder said that it failed ($kind)',
    async ({ kind, before, after }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      harness.ngorder.put({ orderId: 1339 }, before);
      harness.ngorder.fates = ['deniedAfter'];
      const { token } = await harness.confirmed(kind, 1338);
      await harness.run();
      await harness.runAfter(timeUp);
      expect(harness.ngorder.state(1338)).toBe(after);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(repeatable)('is sent no third time ($kind)', async ({ kind, before }) => {
    harness.ngorder.put({ orderId: 1338 }, before);
    harness.ngorder.fates = ['lostBefore', 'lostBefore', 'done'];
    const { token } = await harness.confirmed(kind, 1338);
    await harness.run();
    await harness.runAfter(timeUp);
    expect((await harness.get(token)).status).toBe('unknown');
    await harness.runAfter(timeUp - 1);
    expect((await harness.get(token)).status).toBe('unknown');
    await harness.runAfter(1);
    expect(harness.ngorder.acts()).toHaveLength(2);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('to delete is never repeated', async () => {
    harness.ngorder.put({ orderId: 1338 }, 'EXPIRED');
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('delete', 1338);
    await harness.run();
    await harness.runAfter(timeUp);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('is not repeated on an order that has changed meanwhile', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 1338);
    await harness.run();
    harness.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    await harness.runAfter(timeUp);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'changed', now: { paymentStatus: 'UNPAID' } },
    });
  });

  test('is not repeated on an order that somebody took elsewhere', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 1338);
    await harness.run();
    harness.ngorder.put({ orderId: 1338, status: 'CANCELED' }, 'REJECTED');
    await harness.runAfter(timeUp);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'canceled', foundAt: { type: 'REJECTED' } } },
    });
  });

  test('that met “not found” because somebody was faster is looked up', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.beforeAct = ({ act, orderId }) => harness.ngorder.elsewhere(act, orderId);
    const { token } = await harness.confirmed('cancel', 1338);
    await harness.run();
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(harness.ngorder.effects).toHaveLength(1);
  });

  test('is settled by reading everything where the search by number finds nothing', async () => {
    harness.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    harness.ngorder.searchMisses = true;
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 1338, { seen: undefined });
    await harness.run();
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('is not sent again where nobody saw the order, which may have gone there and back again', async () => {
    harness.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    harness.ngorder.fates = ['lostAfter'];
    const { token } = await harness.confirmed('cancel', 1338, { seen: undefined });
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.effects.length === 0) return;
      harness.ngorder.elsewhere('return', 1338);
      harness.ngorder.beforeRead = undefined;
    };
    await harness.run();
    await harness.runAfter(timeUp);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(await harness.get(token)).toMatchObject({ status: 'failed', sends: 1 });
  });

  test('holds its order against every other act until it is settled', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['lostBefore'];
    await harness.confirmed('cancel', 1338);
    await harness.run();
    const other = await harness.propose('cancel', 1338);
    await expect(harness.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);
  });

  test('is looked at rarely, not at every tick', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['late'];
    await harness.confirmed('cancel', 1338);
    await harness.run();
    const reads = harness.ngorder.log.length;
    for (let look = 0; look < 10; look += 1) await harness.runAfter(50);
    expect(harness.ngorder.log).toHaveLength(reads);
  });
});

describeOnBothDatabases('an order that is nowhere to be found', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    for (let orderId = 1; orderId <= 120; orderId += 1)
      harness.ngorder.put({ orderId }, 'REJECTED');
    for (let orderId = 201; orderId <= 420; orderId += 1) harness.ngorder.put({ orderId });
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
  });
  const reads = (state: ShopState, page: number) =>
    harness.ngorder.log.filter(
      (entry) => 'read' in entry && entry.read === state && entry.page === page,
    );

  test('counts as deleted after two complete readings of everything', async () => {
    harness.ngorder.fates = ['lostAfter'];
    const { token } = await harness.confirmed('delete', 1338);
    await harness.run();
    expect((await harness.get(token)).status).toBe('done');
    for (const page of [2, 3]) {
      expect(reads('active', page)).toHaveLength(2);
      expect(reads('REJECTED', page)).toHaveLength(2);
    }
  });

  test('is not called deleted while orders come and go between the pages', async () => {
    harness.ngorder.fates = ['lostAfter'];
    const { token } = await harness.confirmed('delete', 1338);
    let next = 1000;
    harness.ngorder.beforeRead = (state, page) => {
      next += 1;
      if (state === 'REJECTED' && page === 2) harness.ngorder.put({ orderId: next }, 'REJECTED');
    };
    await harness.run();
    await harness.runAfter(timeUp);
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({ status: 'unknown', sends: 1 });
    const other = await harness.propose('return', 1338);
    await expect(harness.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);

    harness.ngorder.beforeRead = undefined;
    await harness.runAfter(5 * 60_000);
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(harness.ngorder.acts()).toHaveLength(1);
  });

  test('is not called deleted while the same order is read twice and another not at all', async () => {
    harness.ngorder.fates = ['lostAfter'];
    const { token } = await harness.confirmed('delete', 1338);
    let next = 1000;
    harness.ngorder.beforeRead = (state, page) => {
      // One comes at the top and one goes at the bottom: the total stays, the pages shift.
      if (state !== 'REJECTED' || page !== 2) return;
      next += 1;
      harness.ngorder.put({ orderId: next }, 'REJECTED');
      harness.ngorder.elsewhere('delete', next - 1001 + 1);
    };
    await harness.run();
    expect((await harness.get(token)).status).toBe('unknown');
  });

  test('is not called deleted when it moved ahead of one whole reading', async () => {
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('delete', 1338);
    let searches = 0;
    // It moves back and forth, always into the list that was just read, until the second complete reading begins.
    harness.ngorder.beforeRead = (state) => {
      if (harness.ngorder.acts().length === 0) return;
      if (state === 'CANCEL') harness.ngorder.elsewhere('return', 1338);
      if (state !== 'active' || harness.ngorder.state(1338) !== 'active') return;
      searches += 1;
      if (searches === 1) harness.ngorder.elsewhere('cancel', 1338);
    };
    await harness.run();
    expect(searches).toBe(2);
    expect((await harness.get(token)).status).toBe('unknown');
    harness.ngorder.beforeRead = undefined;
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'active' } },
    });
  });

  test('is not taken for canceled: that takes finding it', async () => {
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 300);
    await harness.run();
    harness.ngorder.elsewhere('cancel', 300);
    harness.ngorder.elsewhere('delete', 300);
    await harness.runAfter(timeUp);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'nowhere', searched: 340 } },
    });
  });
});

describeOnBothDatabases('an act that nobody can look up', (database) => {
  let harness: Harness;
  let token: string;
  beforeEach(async () => {
    harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
    harness.ngorder.put({ orderId: 1339 });
    harness.ngorder.fates = ['lostAfter'];
    token = (await harness.confirmed('delete', 1338)).token;
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.acts().length > 0)
        throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    await harness.run();
  });

  const runFor = async (ms: number) => {
    for (const end = harness.clock.ms + ms; harness.clock.ms < end; ) {
      await harness.runAfter(Math.min(3_600_000, end - harness.clock.ms));
    }
  };

  test('stays open and holds its order; after a day a person is asked, once', async () => {
    await runFor(day - 1);
    expect(await harness.get(token)).toMatchObject({
      status: 'unknown',
      askedPersonAt: undefined,
    });
    await runFor(3_600_000);
    const { askedPersonAt } = await harness.get(token);
    expect(askedPersonAt).toBeTypeOf('number');
    await runFor(day);
    expect(await harness.get(token)).toMatchObject({ status: 'unknown', askedPersonAt });
    const other = await harness.propose('return', 1338);
    await expect(harness.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(harness.trouble).toEqual([]);
  });

  test('is looked at ever more rarely, but at once when it can no longer be under way', async () => {
    const waits: number[] = [];
    for (let look = 0; look < 16; look += 1) {
      const { dueAt, readAt } = await harness.get(token);
      waits.push((dueAt - readAt) / 1000);
      await harness.runAfter(dueAt - readAt);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300, 300]);
  });

  test('is settled by reading all the same, when that works again', async () => {
    await runFor(2 * day);
    harness.ngorder.beforeRead = undefined;
    await runFor(3_600_000);
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test.each([
    [true, 'done', { kind: 'done' }],
    [false, 'failed', { kind: 'saidNotDone' }],
  ] as const)(
    'is settled by a person (it happened: %s), and frees its order',
    async (happened, status, outcome) => {
      await runFor(2 * day);
      expect(await harness.ledger.settleByPerson(token, sari, happened)).toMatchObject({
        act: { status, outcome, settledBy: 'person', settledAt: harness.clock.ms },
      });
      expect(await harness.ledger.settleByPerson(token, sari, !happened)).toBeUndefined();
      expect((await harness.get(token)).status).toBe(status);
      expect((await harness.confirmed('return', 1338)).status).toBe('waiting');
    },
  );

  test('is settled by one of two who answer at once', async () => {
    await runFor(2 * day);
    const answers = await Promise.all([
      harness.ledger.settleByPerson(token, sari, true),
      harness.ledger.settleByPerson(token, sari, false),
    ]);
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  test('that a person settled while it was being read stays as the person said', async () => {
    await runFor(2 * day);
    harness.ngorder.beforeRead = async () => {
      harness.ngorder.beforeRead = undefined;
      await harness.ledger.settleByPerson(token, sari, false);
    };
    await runFor(3_600_000);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      settledBy: 'person',
      outcome: { kind: 'saidNotDone' },
    });
  });
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Maintenance, RequestRefused } from '../../../src/ngorder/errors.ts';
import { OrderBusy } from '../../../src/orders/requests/errors.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { describeOnBothDatabases, onSqlite } from '../../store/databases.ts';
import { budi, type Desk, deskOver, openDesk, sari, type Told } from './desk.ts';
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
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
  });

  /** A runner took the act up and died, before or after the act was written down as sent. */
  const abandoned = async (kind: ActKind, where: 'unsent' | 'sent'): Promise<Told> => {
    const action = await desk.confirmed(kind, 1338);
    await desk.leases.take(`act:${action.token}:0`, 'a dead runner', timeUp);
    if (where === 'sent')
      await desk.ledger.markSent(await desk.ledger.get(action.token), 'a dead runner');
    return action;
  };

  test.each(kinds)(
    'an act to $kind that was not sent yet is simply done, when its lease has run out',
    async ({ kind, before, after }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      const { token } = await abandoned(kind, 'unsent');
      await desk.runAfter(timeUp - 1);
      expect(desk.ngorder.log).toEqual([]);
      await desk.runAfter(1);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
    },
  );

  test.each(kinds)(
    'an act to $kind that was sent and happened is found by reading, never repeated',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.put({ orderId: 1339 }, before);
      const { token } = await abandoned(kind, 'sent');
      desk.ngorder.elsewhere(kind, 1338);
      await desk.runAfter(timeUp - 1);
      expect(desk.ngorder.log).toEqual([]);
      await desk.runAfter(1);
      expect(desk.ngorder.acts()).toEqual([]);
      expect(await desk.get(token)).toMatchObject({
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
      desk.ngorder.put({ orderId: 1338 }, before);
      const { token } = await abandoned(kind, 'sent');
      await desk.runAfter(timeUp);
      expect(desk.ngorder.acts()).toEqual([{ act: kind, orderId: 1338 }]);
      const sending = desk.ngorder.log.findIndex((entry) => 'act' in entry);
      expect(
        desk.ngorder.log
          .slice(0, sending)
          .some((entry) => 'read' in entry && entry.read === before && entry.shown.includes(1338)),
      ).toBe(true);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(await desk.get(token)).toMatchObject({ status: 'done', sends: 2 });
    },
  );

  test('a delete that was sent and never arrived is not repeated, it is reported', async () => {
    desk.ngorder.put({ orderId: 1338 }, 'CANCEL');
    const { token } = await abandoned('delete', 'sent');
    await desk.runAfter(timeUp);
    await desk.runAfter(day);
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
      settledBy: 'reading',
      sends: 1,
    });
  });

  test('a runner that was only asleep changes nothing when it wakes', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const left = new Promise<void>((resolve) => {
      desk.ngorder.beforeAct = () => resolve();
    });
    desk.ngorder.fates = ['stuck', 'late'];
    const asleep = desk.run();
    await left;
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({ status: 'unknown', sends: 2 });

    desk.ngorder.answerStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 400 }));
    await asleep;
    expect((await desk.get(token)).status).toBe('unknown');
    desk.ngorder.arrive();
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test('an answer that comes after the lease ran out counts, as long as nobody else has taken over', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const left = new Promise<void>((resolve) => {
      desk.ngorder.beforeAct = () => resolve();
    });
    desk.ngorder.fates = ['stuck'];
    // The other lane would count as somebody else.
    const [fresh] = desk.workers();
    const running = fresh?.runDue();
    await left;
    await new Promise(setImmediate);
    desk.clock.ms += timeUp * 2;
    desk.ngorder.answerStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 422 }));
    await running;
    await desk.run();
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'refused' },
      settledBy: 'answer',
    });
  });

  test('a process that was suspended before its request left sends nothing, and asks Ngorder before it tries again', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const { markSent } = desk.ledger;
    const suspended = vi.spyOn(Date, 'now');
    // The monotonic clock stands still meanwhile.
    desk.ledger.markSent = async (...asked) => {
      desk.ledger.markSent = markSent;
      const sent = await markSent(...asked);
      suspended.mockReturnValueOnce(Date.now() + timeUp);
      return sent;
    };
    const readsAtSecondMark: number[] = [];
    desk.ngorder.beforeAct = () => {
      readsAtSecondMark.push(desk.ngorder.log.filter((entry) => 'read' in entry).length);
    };
    await desk.run();
    suspended.mockRestore();
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(readsAtSecondMark[0]).toBeGreaterThan(1);
    expect(await desk.get(token)).toMatchObject({ status: 'done', sends: 2 });
  });

  test('a suspended process whose act another one has taken over sends nothing when it wakes', async () => {
    desk.ngorder.put({ orderId: 1338 }, 'CANCEL');
    const { token } = await desk.confirmed('delete', 1338);
    const { markSent } = desk.ledger;
    const suspended = vi.spyOn(Date, 'now');
    desk.ledger.markSent = async (...asked) => {
      desk.ledger.markSent = markSent;
      const sent = await markSent(...asked);
      desk.clock.ms += timeUp;
      await desk.run();
      suspended.mockReturnValue(Date.now() + timeUp);
      return sent;
    };
    await desk.run();
    suspended.mockRestore();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone' },
      sends: 1,
    });
  });

  test('a runner that lost its lease before sending sends nothing', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.beforeRead = async () => {
      desk.ngorder.beforeRead = undefined;
      desk.clock.ms += timeUp;
      await desk.leases.take(`act:${token}:0`, 'another runner', timeUp);
    };
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({ status: 'waiting', sends: 0 });
  });

  test('a runner whose act was taken over while it waited does not write its answer over the new one', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const leaving = () =>
      new Promise<void>((resolve) => {
        desk.ngorder.beforeAct = () => resolve();
      });
    desk.ngorder.fates = ['stuck', 'stuck'];
    const firstLeft = leaving();
    const first = desk.run();
    await firstLeft;
    desk.clock.ms += timeUp;
    const secondLeft = leaving();
    const second = desk.run();
    await secondLeft;
    desk.ngorder.answerFirstStuck(new RequestRefused({ endpoint: 'cancelOrder', status: 400 }));
    await first;
    expect(await desk.get(token)).toMatchObject({ status: 'sent', sends: 2 });
    desk.ngorder.answerStuck(true);
    await second;
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
  });
});

describe('after a kill of the only process', () => {
  const database = onSqlite();

  test('the next one goes on at once, whatever leases it finds', async () => {
    const { clock, store, ngorder, ledger, leases, confirmed } = await openDesk(database);
    ngorder.put({ orderId: 1338 });
    const { token } = await confirmed('cancel', 1338);
    await leases.take(`act:${token}:0`, 'the killed process', timeUp);
    await ledger.markSent(await ledger.get(token), 'the killed process');
    await store.close();

    const next = deskOver(await database.open(clock), clock);
    next.ngorder.put({ orderId: 1338, status: 'CANCELED' }, 'CANCEL');
    await next.run();
    expect(await next.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(await createLeases(next.store).take(`act:${token}:0`, 'anybody', 1)).toBe(true);
  });
});

describeOnBothDatabases('an act whose answer was lost', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
  });

  test.each(kinds)('is found to have happened at once ($kind)', async ({ kind, before, after }) => {
    desk.ngorder.put({ orderId: 1338 }, before);
    desk.ngorder.put({ orderId: 1339 }, before);
    desk.ngorder.fates = ['lostAfter'];
    const { token } = await desk.confirmed(kind, 1338);
    await desk.run();
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(desk.ngorder.state(1338)).toBe(after);
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test.each(kinds)(
    'may still arrive: nothing is concluded from the old state before the limit has passed twice ($kind)',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.put({ orderId: 1339 }, before);
      desk.ngorder.fates = ['late'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      for (let second = 1; second < 30; second += 1) {
        await desk.runAfter(1000);
        expect(await desk.get(token)).toMatchObject({ status: 'unknown', sends: 1 });
      }
      desk.ngorder.arrive();
      await desk.runAfter(1000);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(kinds)(
    'and that comes only when its limit has long passed twice is not called undone before ($kind)',
    async ({ kind, before, after }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.put({ orderId: 1339 }, before);
      desk.ngorder.fates = ['late'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      // As 27 seconds are for a limit of 10.
      const { pause } = desk;
      desk.pause = async (ms) => {
        await pause(ms);
        if (desk.ngorder.log.length > readsUntilUp) desk.ngorder.arrive();
      };
      const readsUntilUp = desk.ngorder.log.length;
      await desk.runAfter(timeUp);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(repeatable)(
    'is sent once more when it was proven not to have happened ($kind)',
    async ({ kind, before, after }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.fates = ['lostBefore'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      await desk.runAfter(timeUp - 1);
      expect(desk.ngorder.acts()).toHaveLength(1);
      await desk.runAfter(1);
      expect(desk.ngorder.acts()).toHaveLength(2);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(await desk.get(token)).toMatchObject({
        status: 'done',
        settledBy: 'answer',
        sends: 2,
      });
    },
  );

  test.each(repeatable)(
    'is done when its second request is refused because the first came late ($kind)',
    async ({ kind, before, after }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.fates = ['late', 'refused'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      desk.ngorder.beforeAct = () => desk.ngorder.arrive();
      await desk.runAfter(timeUp);
      expect(desk.ngorder.acts()).toHaveLength(2);
      expect(desk.ngorder.effects).toHaveLength(1);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(await desk.get(token)).toMatchObject({
        status: 'done',
        outcome: { kind: 'done' },
        settledBy: 'reading',
      });
    },
  );

  test.each(repeatable)(
    'is refused when its second request is and the first never came ($kind)',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.fates = ['lostBefore', 'refused'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      await desk.runAfter(timeUp);
      expect(desk.ngorder.state(1338)).toBe(before);
      expect(await desk.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'refused', words: 'Order cannot be changed' },
      });
    },
  );

  test.each(kinds)(
    'is refused in the words of Ngorder, which said so under a 200, when nothing has happened ($kind)',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.fates = ['deniedBefore'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      await desk.runAfter(timeUp);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(await desk.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'refused', words: 'Order cannot be changed' },
        settledBy: 'reading',
      });
    },
  );

  test.each(kinds)(
    'is done when it happened, although Ngorder said that it failed ($kind)',
    async ({ kind, before, after }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      desk.ngorder.put({ orderId: 1339 }, before);
      desk.ngorder.fates = ['deniedAfter'];
      const { token } = await desk.confirmed(kind, 1338);
      await desk.run();
      await desk.runAfter(timeUp);
      expect(desk.ngorder.state(1338)).toBe(after);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    },
  );

  test.each(repeatable)('is sent no third time ($kind)', async ({ kind, before }) => {
    desk.ngorder.put({ orderId: 1338 }, before);
    desk.ngorder.fates = ['lostBefore', 'lostBefore', 'done'];
    const { token } = await desk.confirmed(kind, 1338);
    await desk.run();
    await desk.runAfter(timeUp);
    expect((await desk.get(token)).status).toBe('unknown');
    await desk.runAfter(timeUp - 1);
    expect((await desk.get(token)).status).toBe('unknown');
    await desk.runAfter(1);
    expect(desk.ngorder.acts()).toHaveLength(2);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('to delete is never repeated', async () => {
    desk.ngorder.put({ orderId: 1338 }, 'EXPIRED');
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('delete', 1338);
    await desk.run();
    await desk.runAfter(timeUp);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('is not repeated on an order that has changed meanwhile', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 1338);
    await desk.run();
    desk.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    await desk.runAfter(timeUp);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'changed', now: { paymentStatus: 'UNPAID' } },
    });
  });

  test('is not repeated on an order that somebody took elsewhere', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 1338);
    await desk.run();
    desk.ngorder.put({ orderId: 1338, status: 'CANCELED' }, 'REJECTED');
    await desk.runAfter(timeUp);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'canceled', foundAt: { type: 'REJECTED' } } },
    });
  });

  test('that met “not found” because somebody was faster is looked up', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.beforeAct = ({ act, orderId }) => desk.ngorder.elsewhere(act, orderId);
    const { token } = await desk.confirmed('cancel', 1338);
    await desk.run();
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(desk.ngorder.effects).toHaveLength(1);
  });

  test('is settled by reading everything where the search by number finds nothing', async () => {
    desk.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    desk.ngorder.searchMisses = true;
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 1338, { seen: undefined });
    await desk.run();
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'notDone', now: { orderId: 1338 } },
    });
  });

  test('is not sent again where nobody saw the order, which may have gone there and back again', async () => {
    desk.ngorder.put({ orderId: 1338, paymentStatus: 'UNPAID' });
    desk.ngorder.fates = ['lostAfter'];
    const { token } = await desk.confirmed('cancel', 1338, { seen: undefined });
    desk.ngorder.beforeRead = () => {
      if (desk.ngorder.effects.length === 0) return;
      desk.ngorder.elsewhere('return', 1338);
      desk.ngorder.beforeRead = undefined;
    };
    await desk.run();
    await desk.runAfter(timeUp);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(await desk.get(token)).toMatchObject({ status: 'failed', sends: 1 });
  });

  test('holds its order against every other act until it is settled', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['lostBefore'];
    await desk.confirmed('cancel', 1338);
    await desk.run();
    const other = await desk.propose('cancel', 1338);
    await expect(desk.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);
  });

  test('is looked at rarely, not at every tick', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['late'];
    await desk.confirmed('cancel', 1338);
    await desk.run();
    const reads = desk.ngorder.log.length;
    for (let look = 0; look < 10; look += 1) await desk.runAfter(50);
    expect(desk.ngorder.log).toHaveLength(reads);
  });
});

describeOnBothDatabases('an order that is nowhere to be found', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
    for (let orderId = 1; orderId <= 120; orderId += 1) desk.ngorder.put({ orderId }, 'REJECTED');
    for (let orderId = 201; orderId <= 420; orderId += 1) desk.ngorder.put({ orderId });
    desk.ngorder.put({ orderId: 1338 }, 'CANCEL');
  });
  const reads = (state: ShopState, page: number) =>
    desk.ngorder.log.filter(
      (entry) => 'read' in entry && entry.read === state && entry.page === page,
    );

  test('counts as deleted after two complete readings of everything', async () => {
    desk.ngorder.fates = ['lostAfter'];
    const { token } = await desk.confirmed('delete', 1338);
    await desk.run();
    expect((await desk.get(token)).status).toBe('done');
    for (const page of [2, 3]) {
      expect(reads('active', page)).toHaveLength(2);
      expect(reads('REJECTED', page)).toHaveLength(2);
    }
  });

  test('is not called deleted while orders come and go between the pages', async () => {
    desk.ngorder.fates = ['lostAfter'];
    const { token } = await desk.confirmed('delete', 1338);
    let next = 1000;
    desk.ngorder.beforeRead = (state, page) => {
      next += 1;
      if (state === 'REJECTED' && page === 2) desk.ngorder.put({ orderId: next }, 'REJECTED');
    };
    await desk.run();
    await desk.runAfter(timeUp);
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({ status: 'unknown', sends: 1 });
    const other = await desk.propose('return', 1338);
    await expect(desk.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);

    desk.ngorder.beforeRead = undefined;
    await desk.runAfter(5 * 60_000);
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(desk.ngorder.acts()).toHaveLength(1);
  });

  test('is not called deleted while the same order is read twice and another not at all', async () => {
    desk.ngorder.fates = ['lostAfter'];
    const { token } = await desk.confirmed('delete', 1338);
    let next = 1000;
    desk.ngorder.beforeRead = (state, page) => {
      // One comes at the top and one goes at the bottom: the total stays, the pages shift.
      if (state !== 'REJECTED' || page !== 2) return;
      next += 1;
      desk.ngorder.put({ orderId: next }, 'REJECTED');
      desk.ngorder.elsewhere('delete', next - 1001 + 1);
    };
    await desk.run();
    expect((await desk.get(token)).status).toBe('unknown');
  });

  test('is not called deleted when it moved ahead of one whole reading', async () => {
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('delete', 1338);
    let searches = 0;
    // It moves back and forth, always into the list that was just read, until the second complete reading begins.
    desk.ngorder.beforeRead = (state) => {
      if (desk.ngorder.acts().length === 0) return;
      if (state === 'CANCEL') desk.ngorder.elsewhere('return', 1338);
      if (state !== 'active' || desk.ngorder.state(1338) !== 'active') return;
      searches += 1;
      if (searches === 1) desk.ngorder.elsewhere('cancel', 1338);
    };
    await desk.run();
    expect(searches).toBe(2);
    expect((await desk.get(token)).status).toBe('unknown');
    desk.ngorder.beforeRead = undefined;
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'active' } },
    });
  });

  test('is not taken for canceled: that takes finding it', async () => {
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 300);
    await desk.run();
    desk.ngorder.elsewhere('cancel', 300);
    desk.ngorder.elsewhere('delete', 300);
    await desk.runAfter(timeUp);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'nowhere', searched: 340 } },
    });
  });
});

describeOnBothDatabases('an act that nobody can look up', (database) => {
  let desk: Desk;
  let token: string;
  beforeEach(async () => {
    desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1338 }, 'CANCEL');
    desk.ngorder.put({ orderId: 1339 });
    desk.ngorder.fates = ['lostAfter'];
    token = (await desk.confirmed('delete', 1338)).token;
    desk.ngorder.beforeRead = () => {
      if (desk.ngorder.acts().length > 0) throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    await desk.run();
  });

  const runFor = async (ms: number) => {
    for (const end = desk.clock.ms + ms; desk.clock.ms < end; ) {
      await desk.runAfter(Math.min(3_600_000, end - desk.clock.ms));
    }
  };

  test('stays open and holds its order; after a day a person is asked, once', async () => {
    await runFor(day - 1);
    expect(await desk.get(token)).toMatchObject({
      status: 'unknown',
      askedPersonAt: undefined,
    });
    await runFor(3_600_000);
    const { askedPersonAt } = await desk.get(token);
    expect(askedPersonAt).toBeTypeOf('number');
    await runFor(day);
    expect(await desk.get(token)).toMatchObject({ status: 'unknown', askedPersonAt });
    const other = await desk.propose('return', 1338);
    await expect(desk.confirm(other.token, budi)).rejects.toBeInstanceOf(OrderBusy);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(desk.trouble).toEqual([]);
  });

  test('is looked at ever more rarely, but at once when it can no longer be under way', async () => {
    const waits: number[] = [];
    for (let look = 0; look < 16; look += 1) {
      const { dueAt, readAt } = await desk.get(token);
      waits.push((dueAt - readAt) / 1000);
      await desk.runAfter(dueAt - readAt);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300, 300]);
  });

  test('is settled by reading all the same, when that works again', async () => {
    await runFor(2 * day);
    desk.ngorder.beforeRead = undefined;
    await runFor(3_600_000);
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
  });

  test.each([
    [true, 'done', { kind: 'done' }],
    [false, 'failed', { kind: 'saidNotDone' }],
  ] as const)(
    'is settled by a person (it happened: %s), and frees its order',
    async (happened, status, outcome) => {
      await runFor(2 * day);
      expect(await desk.ledger.settleByPerson(token, sari, happened)).toMatchObject({
        act: { status, outcome, settledBy: 'person', settledAt: desk.clock.ms },
      });
      expect(await desk.ledger.settleByPerson(token, sari, !happened)).toBeUndefined();
      expect((await desk.get(token)).status).toBe(status);
      expect((await desk.confirmed('return', 1338)).status).toBe('waiting');
    },
  );

  test('is settled by one of two who answer at once', async () => {
    await runFor(2 * day);
    const answers = await Promise.all([
      desk.ledger.settleByPerson(token, sari, true),
      desk.ledger.settleByPerson(token, sari, false),
    ]);
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(1);
  });

  test('that a person settled while it was being read stays as the person said', async () => {
    await runFor(2 * day);
    desk.ngorder.beforeRead = async () => {
      desk.ngorder.beforeRead = undefined;
      await desk.ledger.settleByPerson(token, sari, false);
    };
    await runFor(3_600_000);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      settledBy: 'person',
      outcome: { kind: 'saidNotDone' },
    });
  });
});

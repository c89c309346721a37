import { beforeEach, expect, test } from 'vitest';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import { NotAllowed } from '../../../src/orders/requests/errors.ts';
import { questionLifetimeMs } from '../../../src/orders/requests/limits.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Desk, openDesk, sari, told } from './desk.ts';
import type { ShopState } from './pretend-ngorder.ts';

const kinds = [
  { kind: 'cancel', before: 'active' },
  { kind: 'return', before: 'CANCEL' },
  { kind: 'delete', before: 'CANCEL' },
] as const satisfies { kind: ActKind; before: ShopState }[];

const later = [
  ['20 minutes', 20 * 60_000],
  ['3 days', 3 * 24 * 3_600_000],
] as const;

describeOnBothDatabases('a Yes', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1 }, 'CANCEL');
    desk.ngorder.put({ orderId: 2 });
  });

  for (const [duration, ms] of later) {
    test.each(kinds)(
      `to $kind that nobody carried out for ${duration} is asked anew, and nothing is sent`,
      async ({ kind, before }) => {
        desk.ngorder.put({ orderId: 1338 }, before);
        const { token } = await desk.confirmed(kind, 1338);
        await desk.runAfter(ms);
        expect(desk.ngorder.acts()).toEqual([]);
        const requested = await desk.ledger.get(token);
        expect(requested.act).toMatchObject({ status: 'failed', outcome: { kind: 'stale' } });
        const anew = await desk.ledger.proposeAnew(requested, { chatId: -100 });
        expect(anew?.request).toMatchObject({ status: 'proposed', kind, askedBy: sari });
        await desk.runAfter(1000);
        expect(desk.ngorder.acts()).toEqual([]);
      },
    );

    test(`without a preview that nobody carried out for ${duration} is asked anew too`, async () => {
      desk.ngorder.put({ orderId: 1338 });
      const { token } = await desk.confirmed('cancel', 1338, { seen: undefined });
      await desk.runAfter(ms);
      expect(desk.ngorder.log).toEqual([]);
      expect(await desk.get(token)).toMatchObject({ outcome: { kind: 'stale' } });
    });

    test.each(kinds.filter(({ kind }) => kind !== 'delete'))(
      `to $kind whose answer was lost is not sent again after ${duration} in which nothing could be read`,
      async ({ kind, before }) => {
        desk.ngorder.put({ orderId: 1338 }, before);
        desk.ngorder.fates = ['lostBefore'];
        const { token } = await desk.confirmed(kind, 1338);
        desk.ngorder.beforeRead = () => {
          if (desk.ngorder.acts().length > 0)
            throw new Maintenance({ endpoint: 'list', status: 503 });
        };
        await desk.run();
        desk.ngorder.beforeRead = undefined;
        await desk.runAfter(ms);
        await desk.runAfter(3_600_000);
        expect(desk.ngorder.acts()).toHaveLength(1);
        expect(await desk.get(token)).toMatchObject({
          status: 'failed',
          outcome: { kind: 'notDone', now: { orderId: 1338 } },
          sends: 1,
        });
      },
    );
  }

  test('that grows too old while it waits for a place at Ngorder is not sent', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const { actSlot } = desk.ngorder;
    desk.ngorder.actSlot = async (signal) => {
      desk.clock.ms += questionLifetimeMs;
      // As a worker does while it waits.
      await desk.store.db
        .updateTable('leases')
        .set({ expires_at: desk.clock.ms + 60_000 })
        .execute();
      return actSlot(signal);
    };
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({ status: 'failed', outcome: { kind: 'stale' } });
  });

  test.each(kinds)(
    'to $kind of somebody who has left the team since asks Ngorder for nothing',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      const { token } = await desk.confirmed(kind, 1338);
      await desk.team.setOwners('shop', [budi.id]);
      await desk.run();
      expect(desk.ngorder.log).toEqual([]);
      const requested = await desk.ledger.get(token);
      expect(requested.act.outcome).toEqual({ kind: 'notAllowed' });
      expect(await desk.ledger.proposeAnew(requested, { chatId: -100 })).toBeUndefined();
    },
  );

  test('of somebody who leaves the team while the order is read once more is not sent', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.beforeRead = () => desk.team.setOwners('shop', [budi.id]);
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({ outcome: { kind: 'notAllowed' } });
  });

  test('of somebody without the right is refused in the moment in which it is written', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.propose('cancel', 1338);
    await desk.team.setOwners('shop', [budi.id]);
    await expect(desk.confirm(token, sari)).rejects.toBeInstanceOf(NotAllowed);
    await expect(desk.decline(token, sari)).rejects.toBeInstanceOf(NotAllowed);
    expect((await desk.confirm(token, budi)).status).toBe('waiting');
  });

  test('is carried out at once by a clock that was set back an hour', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['lostBefore'];
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.beforeRead = () => {
      if (desk.ngorder.acts().length > 0) throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    for (let look = 0; look < 10; look += 1) await desk.runAfter(60_000);
    desk.clock.ms -= 3_600_000;
    const reads = desk.ngorder.log.length;
    desk.ngorder.beforeRead = undefined;
    await desk.run();
    expect(desk.ngorder.log.length).toBeGreaterThan(reads);
    expect((await desk.get(token)).tries).toBeGreaterThan(0);
  });
});

describeOnBothDatabases('“Kept”', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
    desk.ngorder.put({ orderId: 1339 }, 'CANCEL');
    desk.ngorder.put({ orderId: 1338 }, 'CANCEL');
  });

  /** A delete whose request was not carried out as far as two readings tell, and the question after it. */
  const askedAnew = async (): Promise<string> => {
    desk.ngorder.fates = ['late'];
    const { token } = await desk.confirmed('delete', 1338);
    await desk.run();
    await desk.runAfter(30_000);
    const requested = await desk.ledger.get(token);
    expect(requested.act.outcome).toMatchObject({ kind: 'notDone' });
    const anew = await desk.ledger.proposeAnew(requested, { chatId: -100 });
    if (anew === undefined) throw new Error('Nothing was asked anew');
    return anew.request.token;
  };

  test('is said only after the order was read once more', async () => {
    const token = await askedAnew();
    await desk.decline(token, sari);
    const reads = desk.ngorder.log.length;
    await desk.run();
    expect(desk.ngorder.log.length).toBeGreaterThan(reads);
    expect(told(await desk.ledger.get(token))).toMatchObject({ status: 'declined' });
    expect(desk.ngorder.acts()).toHaveLength(1);
  });

  test('is not said of an order that the first request deleted after all', async () => {
    const token = await askedAnew();
    desk.ngorder.arrive();
    await desk.decline(token, sari);
    await desk.run();
    expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(desk.ngorder.acts()).toHaveLength(1);
  });

  test('waits while Ngorder can’t be read', async () => {
    const token = await askedAnew();
    desk.ngorder.beforeRead = () => {
      throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    await desk.decline(token, sari);
    await desk.run();
    expect((await desk.get(token)).status).toBe('checking');
    desk.ngorder.beforeRead = undefined;
    await desk.runAfter(60_000);
    expect((await desk.get(token)).status).toBe('declined');
  });

  test('of a first question is said at once', async () => {
    const { token } = await desk.propose('delete', 1338);
    await desk.decline(token, sari);
    await desk.run();
    expect(desk.ngorder.log).toEqual([]);
    expect((await desk.get(token)).status).toBe('declined');
  });
});

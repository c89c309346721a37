import { beforeEach, expect, test } from 'vitest';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import { NotAllowed } from '../../../src/orders/requests/errors.ts';
import { questionLifetimeMs } from '../../../src/orders/requests/limits.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { budi, type Harness, openHarness, sari, told } from './harness.ts';
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
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1 }, 'CANCEL');
    harness.ngorder.put({ orderId: 2 });
  });

  for (const [duration, ms] of later) {
    test.each(kinds)(
      `to $kind that nobody carried out for ${duration} is asked anew, and nothing is sent`,
      async ({ kind, before }) => {
        harness.ngorder.put({ orderId: 1338 }, before);
        const { token } = await harness.confirmed(kind, 1338);
        await harness.runAfter(ms);
        expect(harness.ngorder.acts()).toEqual([]);
        const requested = await harness.ledger.get(token);
        expect(requested.act).toMatchObject({ status: 'failed', outcome: { kind: 'stale' } });
        const anew = await harness.ledger.proposeAnew(requested, { chatId: -100 });
        expect(anew?.request).toMatchObject({ status: 'proposed', kind, askedBy: sari });
        await harness.runAfter(1000);
        expect(harness.ngorder.acts()).toEqual([]);
      },
    );

    test(`without a preview that nobody carried out for ${duration} is asked anew too`, async () => {
      harness.ngorder.put({ orderId: 1338 });
      const { token } = await harness.confirmed('cancel', 1338, { seen: undefined });
      await harness.runAfter(ms);
      expect(harness.ngorder.log).toEqual([]);
      expect(await harness.get(token)).toMatchObject({ outcome: { kind: 'stale' } });
    });

    test.each(kinds.filter(({ kind }) => kind !== 'delete'))(
      `to $kind whose answer was lost is not sent again after ${duration} in which nothing could be read`,
      async ({ kind, before }) => {
        harness.ngorder.put({ orderId: 1338 }, before);
        harness.ngorder.fates = ['lostBefore'];
        const { token } = await harness.confirmed(kind, 1338);
        harness.ngorder.beforeRead = () => {
          if (harness.ngorder.acts().length > 0)
            throw new Maintenance({ endpoint: 'list', status: 503 });
        };
        await harness.run();
        harness.ngorder.beforeRead = undefined;
        await harness.runAfter(ms);
        await harness.runAfter(3_600_000);
        expect(harness.ngorder.acts()).toHaveLength(1);
        expect(await harness.get(token)).toMatchObject({
          status: 'failed',
          outcome: { kind: 'notDone', now: { orderId: 1338 } },
          sends: 1,
        });
      },
    );
  }

  test('that grows too old while it waits for a place at Ngorder is not sent', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const { actSlot } = harness.ngorder;
    harness.ngorder.actSlot = async (signal) => {
      harness.clock.ms += questionLifetimeMs;
      // As a worker does while it waits.
      await harness.store.db
        .updateTable('leases')
        .set({ expires_at: harness.clock.ms + 60_000 })
        .execute();
      return actSlot(signal);
    };
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'stale' },
    });
  });

  test.each(kinds)(
    'to $kind of somebody who has left the team since asks Ngorder for nothing',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      const { token } = await harness.confirmed(kind, 1338);
      await harness.team.setOwners('shop', [budi.id]);
      await harness.run();
      expect(harness.ngorder.log).toEqual([]);
      const requested = await harness.ledger.get(token);
      expect(requested.act.outcome).toEqual({ kind: 'notAllowed' });
      expect(await harness.ledger.proposeAnew(requested, { chatId: -100 })).toBeUndefined();
    },
  );

  test('of somebody who leaves the team while the order is read once more is not sent', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.beforeRead = () => harness.team.setOwners('shop', [budi.id]);
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({ outcome: { kind: 'notAllowed' } });
  });

  test('of somebody without the right is refused in the moment in which it is written', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.propose('cancel', 1338);
    await harness.team.setOwners('shop', [budi.id]);
    await expect(harness.confirm(token, sari)).rejects.toBeInstanceOf(NotAllowed);
    await expect(harness.decline(token, sari)).rejects.toBeInstanceOf(NotAllowed);
    expect((await harness.confirm(token, budi)).status).toBe('waiting');
  });

  test('is carried out at once by a clock that was set back an hour', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['lostBefore'];
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.beforeRead = () => {
      if (harness.ngorder.acts().length > 0)
        throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    for (let look = 0; look < 10; look += 1) await harness.runAfter(60_000);
    harness.clock.ms -= 3_600_000;
    const reads = harness.ngorder.log.length;
    harness.ngorder.beforeRead = undefined;
    await harness.run();
    expect(harness.ngorder.log.length).toBeGreaterThan(reads);
    expect((await harness.get(token)).tries).toBeGreaterThan(0);
  });
});

describeOnBothDatabases('“Kept”', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
    harness.ngorder.put({ orderId: 1339 }, 'CANCEL');
    harness.ngorder.put({ orderId: 1338 }, 'CANCEL');
  });

  /** A delete whose request was not carried out as far as two readings tell, and the question after it. */
  const askedAnew = async (): Promise<string> => {
    harness.ngorder.fates = ['late'];
    const { token } = await harness.confirmed('delete', 1338);
    await harness.run();
    await harness.runAfter(30_000);
    const requested = await harness.ledger.get(token);
    expect(requested.act.outcome).toMatchObject({ kind: 'notDone' });
    const anew = await harness.ledger.proposeAnew(requested, { chatId: -100 });
    if (anew === undefined) throw new Error('Nothing was asked anew');
    return anew.request.token;
  };

  test('is said only after the order was read once more', async () => {
    const token = await askedAnew();
    await harness.decline(token, sari);
    const reads = harness.ngorder.log.length;
    await harness.run();
    expect(harness.ngorder.log.length).toBeGreaterThan(reads);
    expect(told(await harness.ledger.get(token))).toMatchObject({ status: 'declined' });
    expect(harness.ngorder.acts()).toHaveLength(1);
  });

  test('is not said of an order that the first request deleted after all', async () => {
    const token = await askedAnew();
    harness.ngorder.arrive();
    await harness.decline(token, sari);
    await harness.run();
    expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'reading' });
    expect(harness.ngorder.acts()).toHaveLength(1);
  });

  test('waits while Ngorder can’t be read', async () => {
    const token = await askedAnew();
    harness.ngorder.beforeRead = () => {
      throw new Maintenance({ endpoint: 'list', status: 503 });
    };
    await harness.decline(token, sari);
    await harness.run();
    expect((await harness.get(token)).status).toBe('checking');
    harness.ngorder.beforeRead = undefined;
    await harness.runAfter(60_000);
    expect((await harness.get(token)).status).toBe('declined');
  });

  test('of a first question is said at once', async () => {
    const { token } = await harness.propose('delete', 1338);
    await harness.decline(token, sari);
    await harness.run();
    expect(harness.ngorder.log).toEqual([]);
    expect((await harness.get(token)).status).toBe('declined');
  });
});

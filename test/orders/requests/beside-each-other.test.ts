import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Harness, openHarness, sari } from './harness.ts';

describeOnBothDatabases('acts beside each other', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
  });

  test('go on though one of them can’t be decrypted, which is not sent, and told', async () => {
    for (const orderId of [1, 2, 3]) harness.ngorder.put({ orderId });
    const [broken, ...others] = [
      await harness.confirmed('cancel', 1),
      await harness.confirmed('cancel', 2),
      await harness.confirmed('cancel', 3),
    ];
    await harness.store.db
      .updateTable('acts')
      .set({ seen_encrypted: 'tampered with' })
      .where('request', '=', broken.token)
      .execute();
    await harness.run();
    for (const { token } of others) expect((await harness.get(token)).status).toBe('done');
    expect(harness.ngorder.acts()).toHaveLength(2);
    expect(harness.trouble).toEqual([]);
    expect(await harness.get(broken.token)).toMatchObject({
      status: 'failed',
      sends: 0,
      outcome: { kind: 'unreadable' },
    });
  });

  test('do not wait for a hundred and fifty others that only reading can settle', async () => {
    await settledLater(150);
    harness.ngorder.put({ orderId: 1338 });
    const workers = harness.slowWorkers();
    for (const worker of workers) worker.start();
    const { token } = await harness.confirmed('cancel', 1338);
    await expect.poll(async () => (await harness.get(token)).status).toBe('done');
    // None of the others has come to its end: their readings still hang.
    const [unsettled] = await harness.store.db
      .selectFrom('acts')
      .select(({ fn }) => fn.countAll().as('number'))
      .where('status', '=', 'unknown')
      .execute();
    expect(Number(unsettled?.number)).toBe(150);
    letRead();
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  test('that only reading can settle are settled together, by one reading and another for all of them', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const ids = Array.from({ length: 150 }, (_, at) => 10_000 + at);
    for (const orderId of ids)
      await harness.confirmed('cancel', orderId, { seen: { orderId, products: [], raw: {} } });
    await harness.store.db
      .updateTable('acts')
      .set({ status: 'unknown', sends: 1, sent_at: harness.clock.ms })
      .execute();
    await harness.runAfter(3_600_000);
    const ended = await harness.store.db
      .selectFrom('acts')
      .select('order_id')
      .where('status', '=', 'failed')
      .execute();
    expect(ended).toHaveLength(ids.length);
    // By themselves, they would read four lists twice each.
    expect(harness.ngorder.log.length).toBeLessThan(ids.length);
    expect(harness.trouble).toEqual([]);
  });

  test('that may not be sent again, since their Yes is too old by now, all come to their end', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => 10_000 + at);
    for (const orderId of ids) {
      harness.ngorder.put({ orderId });
      await harness.confirmed('cancel', orderId);
    }
    await harness.store.db
      .updateTable('acts')
      .set({ status: 'unknown', sends: 1, sent_at: harness.clock.ms })
      .execute();
    for (let look = 0; look < 3; look += 1) await harness.runAfter(20 * 60_000);
    const ended = await harness.store.db
      .selectFrom('acts')
      .select('order_id')
      .where('status', '=', 'failed')
      .execute();
    expect(ended).toHaveLength(ids.length);
    expect(harness.ngorder.acts()).toEqual([]);
  });

  /** Acts without an answer, whose orders can't be read until {@link letRead} is called. */
  const settledLater = async (number: number): Promise<void> => {
    for (let orderId = 10_000; orderId < 10_000 + number; orderId += 1) {
      await harness.confirmed('cancel', orderId, { seen: { orderId, products: [], raw: {} } });
    }
    await harness.store.db.updateTable('acts').set({ status: 'unknown', sends: 1 }).execute();
    const held = new Promise<void>((resolve) => {
      letRead = resolve;
    });
    // Where they are looked for first; the new Yes only looks among the active orders.
    harness.ngorder.beforeRead = (state) => (state === 'CANCEL' ? held : undefined);
  };
  let letRead: () => void = () => undefined;
});

describeOnBothDatabases('many acts at once', (database) => {
  test.each([16, 100])(
    'whose answers take three seconds each all get theirs (%i acts)',
    async (number) => {
      const harness = await openHarness(database);
      const places = 4;
      let taken = 0;
      const waiting: (() => void)[] = [];
      const { actSlot } = harness.ngorder;
      // As the client does: four at a time, each answered only when the clock has moved on by three seconds.
      harness.ngorder.actSlot = async (signal) => {
        if (taken >= places) await new Promise<void>((resolve) => waiting.push(resolve));
        taken += 1;
        const slot = await actSlot(signal);
        let released = false;
        return {
          ...slot,
          release() {
            slot.release();
            if (released) return;
            released = true;
            taken -= 1;
            waiting.shift()?.();
          },
        };
      };
      harness.ngorder.beforeAct = () => {
        harness.clock.ms += 3000;
      };
      const tokens: string[] = [];
      for (let orderId = 1; orderId <= number; orderId += 1) {
        harness.ngorder.put({ orderId });
        tokens.push((await harness.confirmed('cancel', orderId)).token);
      }
      const leaseMs = 3_600_000;
      await Promise.all(harness.workers({ leaseMs }).map((worker) => worker.runDue()));
      for (const token of tokens) {
        expect(await harness.get(token)).toMatchObject({
          status: 'done',
          settledBy: 'answer',
          sends: 1,
          decidedBy: sari,
        });
      }
    },
  );
});

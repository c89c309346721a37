import { beforeEach, expect, test } from 'vitest';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Desk, openDesk, sari } from './desk.ts';

describeOnBothDatabases('acts beside each other', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
  });

  test('go on though one of them can’t be decrypted', async () => {
    for (const orderId of [1, 2, 3]) desk.ngorder.put({ orderId });
    const [broken, ...others] = [
      await desk.confirmed('cancel', 1),
      await desk.confirmed('cancel', 2),
      await desk.confirmed('cancel', 3),
    ];
    await desk.store.db
      .updateTable('acts')
      .set({ seen_encrypted: 'tampered with' })
      .where('request', '=', broken.token)
      .execute();
    await desk.run();
    for (const { token } of others) expect((await desk.get(token)).status).toBe('done');
    expect(desk.ngorder.acts()).toHaveLength(2);
    expect(desk.trouble).toHaveLength(1);
    await expect(desk.ledger.get(broken.token)).rejects.toThrow();
  });

  test('do not wait for a hundred and fifty others that only reading can settle', async () => {
    await settledLater(150);
    desk.ngorder.put({ orderId: 1338 });
    const workers = desk.slowWorkers();
    for (const worker of workers) worker.start();
    const { token } = await desk.confirmed('cancel', 1338);
    await expect.poll(async () => (await desk.get(token)).status).toBe('done');
    // None of the others has come to its end: their readings still hang.
    const [unsettled] = await desk.store.db
      .selectFrom('acts')
      .select(({ fn }) => fn.countAll().as('number'))
      .where('status', '=', 'unknown')
      .execute();
    expect(Number(unsettled?.number)).toBe(150);
    letRead();
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  /** Acts without an answer, whose orders can't be read until {@link letRead} is called. */
  const settledLater = async (number: number): Promise<void> => {
    for (let orderId = 10_000; orderId < 10_000 + number; orderId += 1) {
      await desk.confirmed('cancel', orderId, { seen: { orderId, products: [], raw: {} } });
    }
    await desk.store.db.updateTable('acts').set({ status: 'unknown', sends: 1 }).execute();
    const held = new Promise<void>((resolve) => {
      letRead = resolve;
    });
    // Where they are looked for first; the new Yes only looks among the active orders.
    desk.ngorder.beforeRead = (state) => (state === 'CANCEL' ? held : undefined);
  };
  let letRead: () => void = () => undefined;
});

describeOnBothDatabases('many acts at once', (database) => {
  test.each([16, 100])(
    'whose answers take three seconds each all get theirs (%i acts)',
    async (number) => {
      const desk = await openDesk(database);
      const places = 4;
      let taken = 0;
      const waiting: (() => void)[] = [];
      const { actSlot } = desk.ngorder;
      // As the client does: four at a time, each answered only when the clock has moved on by three seconds.
      desk.ngorder.actSlot = async (signal) => {
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
      desk.ngorder.beforeAct = () => {
        desk.clock.ms += 3000;
      };
      const tokens: string[] = [];
      for (let orderId = 1; orderId <= number; orderId += 1) {
        desk.ngorder.put({ orderId });
        tokens.push((await desk.confirmed('cancel', orderId)).token);
      }
      const leaseMs = 3_600_000;
      await Promise.all(desk.workers({ leaseMs }).map((worker) => worker.runDue()));
      for (const token of tokens) {
        expect(await desk.get(token)).toMatchObject({
          status: 'done',
          settledBy: 'answer',
          sends: 1,
          decidedBy: sari,
        });
      }
    },
  );
});

import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Worker } from '../../../src/background/worker.ts';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import type { Order } from '../../../src/ngorder/order.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Desk, openDesk, sari } from './desk.ts';
import type { PretendNgorder, ShopState } from './pretend-ngorder.ts';

const kinds = [
  { kind: 'cancel', before: 'active', after: 'CANCEL' },
  { kind: 'return', before: 'CANCEL', after: 'active' },
  { kind: 'delete', before: 'CANCEL', after: 'gone' },
] as const satisfies { kind: ActKind; before: ShopState; after: ShopState | 'gone' }[];

const unpaid = { orderId: 1338, paymentStatus: 'UNPAID', progress: 'UNPAID' };

describeOnBothDatabases('a confirmed act', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
  });

  test.each(kinds)('to $kind is sent once and is done', async ({ kind, before, after }) => {
    desk.ngorder.put({ orderId: 1338 }, before);
    const { token } = await desk.confirmed(kind, 1338);
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([{ act: kind, orderId: 1338 }]);
    expect(desk.ngorder.state(1338)).toBe(after);
    expect(await desk.get(token)).toMatchObject({
      status: 'done',
      outcome: { kind: 'done' },
      settledBy: 'answer',
      settledAt: desk.clock.ms,
      decidedBy: sari,
      sends: 1,
    });
    await desk.runAfter(3_600_000);
    expect(desk.ngorder.acts()).toHaveLength(1);
    expect(desk.trouble).toEqual([]);
  });

  test('is written down as sent before the request leaves', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    let atThatMoment: unknown;
    desk.ngorder.beforeAct = async () => {
      atThatMoment = await desk.get(token);
    };
    await desk.run();
    expect(atThatMoment).toMatchObject({ status: 'sent', sends: 1, sentAt: desk.clock.ms });
  });

  test.skipIf(database.kind === 'postgres')(
    'keeps an answer that comes while the database is away',
    async () => {
      const address = database.address();
      const other = new DatabaseSync(address.kind === 'sqlite' ? address.path : '');
      desk.ngorder.put({ orderId: 1338 });
      const { token } = await desk.confirmed('cancel', 1338);
      desk.ngorder.beforeAct = () => void other.exec('begin exclusive');
      const ran = desk.run();
      await vi.waitUntil(() => desk.store.health.trouble !== undefined);
      other.exec('rollback');
      other.close();
      await ran;
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect(await desk.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
    },
  );

  test('waits for its question: nothing is sent before the Yes', async () => {
    desk.ngorder.put({ orderId: 1338 });
    await desk.propose('cancel', 1338);
    await desk.run();
    expect(desk.ngorder.log).toEqual([]);
  });

  test.each<[string, Partial<Order>]>([
    ['status', { status: 'PENDING' }],
    ['payment', { paymentStatus: 'UNPAID' }],
    ['progress', { progress: 'DELIVERED' }],
    ['total', { totalAmount: 1 }],
  ])('on an order whose %s has changed since it was seen sends nothing', async (_, change) => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    const now = desk.ngorder.put({ orderId: 1338, ...change });
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'changed', now },
      sends: 0,
      sentAt: undefined,
    });
  });

  test.each(kinds)('to $kind an order that changed sends nothing', async ({ kind, before }) => {
    desk.ngorder.put({ orderId: 1338 }, before);
    const { token } = await desk.confirmed(kind, 1338);
    desk.ngorder.put({ orderId: 1338, totalAmount: 5 }, before);
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect((await desk.get(token)).outcome?.kind).toBe('changed');
  });

  test('on an order in which only the note has changed is sent', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.put({ orderId: 1338, note: 'no bubble wrap please' });
    await desk.run();
    expect((await desk.get(token)).status).toBe('done');
  });

  test.each([
    { kind: 'cancel', before: 'active', now: 'EXPIRED', at: 'canceled' },
    { kind: 'return', before: 'CANCEL', now: 'active', at: 'active' },
    { kind: 'delete', before: 'REJECTED', now: 'active', at: 'active' },
  ] as const)(
    'to $kind an order that somebody moved to $now sends nothing and says where it is',
    async ({ kind, before, now, at }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      const { token } = await desk.confirmed(kind, 1338);
      desk.ngorder.put({ orderId: 1338 }, now);
      await desk.run();
      expect(desk.ngorder.acts()).toEqual([]);
      expect(await desk.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'elsewhere', where: { at, order: { orderId: 1338 } } },
      });
    },
  );

  test.each(kinds)('to $kind an order that is gone sends nothing', async ({ kind, before }) => {
    desk.ngorder.put({ orderId: 1337 }, before);
    const seen = { ...desk.ngorder.put({ orderId: 1337 }, before), orderId: 1338 };
    const { token } = await desk.confirmed(kind, 1338, { seen });
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([]);
    expect(await desk.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'nowhere' } },
    });
  });

  test.each(kinds)(
    'to $kind sends nothing when the order cannot be read',
    async ({ kind, before }) => {
      desk.ngorder.put({ orderId: 1338 }, before);
      const { token } = await desk.confirmed(kind, 1338);
      desk.ngorder.beforeRead = () => {
        throw new Maintenance({ endpoint: 'list', status: 503 });
      };
      await desk.run();
      expect(desk.ngorder.acts()).toEqual([]);
      expect(await desk.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'unread', error: 'Maintenance' },
      });
    },
  );

  test.each([
    [
      'is not found',
      (ngorder: PretendNgorder) => {
        ngorder.searchMisses = true;
      },
    ],
    [
      'can’t be read',
      (ngorder: PretendNgorder) => {
        ngorder.beforeRead = () => {
          throw new Maintenance({ endpoint: 'list', status: 503 });
        };
      },
    ],
    ['is not paid', (ngorder: PretendNgorder) => void ngorder.put(unpaid)],
  ])('without a preview is sent where the order %s', async (_, prepare) => {
    desk.ngorder.put({ ...unpaid, paymentStatus: 'PAID' });
    prepare(desk.ngorder);
    const { token } = await desk.confirmed('cancel', 1338, { seen: undefined });
    await desk.run();
    expect(desk.ngorder.acts()).toEqual([{ act: 'cancel', orderId: 1338 }]);
    expect((await desk.get(token)).status).toBe('done');
  });

  test.each([
    ['paid', { paymentStatus: 'PAID' }],
    ['paid in part', { paymentStatus: 'INSTALLMENT' }],
    ['with the courier', { awbNumber: 'JP1234567890' }],
    ['on its way', { progress: 'ON PROCESS' }],
  ])(
    'without a preview on an order that turns up and is %s is asked anew, with all that is to be seen',
    async (_, facts) => {
      const order = desk.ngorder.put({ ...unpaid, ...facts });
      const { token } = await desk.confirmed('cancel', 1338, { seen: undefined });
      await desk.run();
      expect(desk.ngorder.acts()).toEqual([]);
      const requested = await desk.ledger.get(token);
      expect(requested.act).toMatchObject({ status: 'failed', outcome: { kind: 'changed' } });
      const anew = await desk.ledger.proposeAnew(requested, { chatId: -100 });
      expect(anew).toMatchObject({ request: { status: 'proposed' }, act: { seen: order } });

      await desk.confirm(anew?.request.token ?? '', sari);
      await desk.run();
      expect(desk.ngorder.acts()).toEqual([{ act: 'cancel', orderId: 1338 }]);
    },
  );

  test.each([
    ['refused', { kind: 'refused', error: 'RequestRefused', words: 'Order cannot be changed' }],
    ['notConnected', { kind: 'refused', error: 'NotConnected' }],
  ] as const)(
    'that Ngorder never did (%s) has failed, and frees the order',
    async (fate, outcome) => {
      desk.ngorder.put({ orderId: 1338 });
      desk.ngorder.fates = [fate];
      const { token } = await desk.confirmed('cancel', 1338);
      await desk.run();
      expect(await desk.get(token)).toMatchObject({
        status: 'failed',
        outcome,
        settledBy: 'answer',
      });
      await desk.runAfter(3_600_000);
      expect(desk.ngorder.acts()).toHaveLength(1);
      expect((await desk.confirmed('cancel', 1338)).status).toBe('waiting');
    },
  );

  test('finds a canceled order again on the page where it was, without reading on', async () => {
    for (let orderId = 1; orderId <= 30; orderId += 1) desk.ngorder.put({ orderId }, 'REJECTED');
    const foundAt = { type: 'REJECTED', page: 3, perPage: 5 } as const;
    const { token } = await desk.confirmed('return', 17, { foundAt });
    await desk.run();
    expect((await desk.get(token)).status).toBe('done');
    expect(desk.ngorder.log).toHaveLength(2);
    expect(desk.ngorder.log[0]).toMatchObject({ read: 'REJECTED', page: 3 });
  });
});

async function stopAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()));
}

describeOnBothDatabases('a worker', (database) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(database);
  });

  test('carries out many acts at once, each a single time, beside other runners', async () => {
    for (let orderId = 1; orderId <= 40; orderId += 1) {
      desk.ngorder.put({ orderId });
      await desk.confirmed('cancel', orderId);
    }
    await Promise.all([desk.run(), desk.run(), desk.run()]);
    await desk.run();
    const acted = desk.ngorder.acts().map(({ orderId }) => orderId);
    expect(acted.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(await desk.due()).toEqual([]);
    expect(desk.trouble).toEqual([]);
  });

  test('that was started hears of a confirmation without waiting for its next look', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const workers = desk.slowWorkers();
    for (const worker of workers) worker.start();
    const done = new Promise<void>((resolve) => {
      desk.ledger.onChange(async () => {
        const [shown] = await desk.unshown();
        if (shown?.status === 'done') resolve();
      });
    });
    await desk.confirmed('cancel', 1338);
    await done;
    await stopAll(workers);
    expect(desk.ngorder.acts()).toHaveLength(1);
  });

  test('that was stopped takes up nothing more, and has ended what it held', async () => {
    desk.ngorder.put({ orderId: 1 });
    desk.ngorder.put({ orderId: 2 });
    const workers = desk.slowWorkers();
    desk.ngorder.fates = ['stuck'];
    const first = await desk.confirmed('cancel', 1);
    const left = new Promise<void>((resolve) => {
      desk.ngorder.beforeAct = () => resolve();
    });
    for (const worker of workers) worker.start();
    await left;
    let stopped = false;
    const stopping = stopAll(workers).then(() => {
      stopped = true;
    });
    const second = await desk.confirmed('cancel', 2);
    expect(stopped).toBe(false);
    desk.ngorder.answerStuck(true);
    await stopping;
    expect((await desk.get(first.token)).status).toBe('done');
    expect((await desk.get(second.token)).status).toBe('waiting');
    expect(desk.ngorder.acts()).toHaveLength(1);
  });

  test('that was stopped leaves what was waiting for its turn to the next one', async () => {
    for (let orderId = 1; orderId <= 20; orderId += 1) {
      desk.ngorder.put({ orderId });
      await desk.confirmed('cancel', orderId);
    }
    desk.ngorder.fates = Array.from({ length: 20 }, () => 'stuck');
    const sixteenLeft = new Promise<void>((resolve) => {
      desk.ngorder.beforeAct = () => {
        if (desk.ngorder.acts().length === 16) resolve();
      };
    });
    const workers = desk.slowWorkers();
    for (const worker of workers) worker.start();
    await sixteenLeft;
    const stopping = stopAll(workers);
    await new Promise(setImmediate);
    desk.ngorder.answerStuck(true);
    await stopping;
    expect(desk.ngorder.acts()).toHaveLength(16);
    expect((await desk.due()).map(({ status }) => status)).toEqual(
      Array.from({ length: 4 }, () => 'waiting'),
    );
  });

  test('that comes second to a lost answer does not read again what was just read', async () => {
    desk.ngorder.put({ orderId: 1338 });
    desk.ngorder.fates = ['late'];
    await desk.confirmed('cancel', 1338);
    let first: Promise<void> | undefined;
    const [second] = desk.workers({
      leases: {
        ...desk.leases,
        async take(...lease) {
          first ??= desk.run();
          await first;
          return desk.leases.take(...lease);
        },
      },
    });
    await second?.runDue();
    expect(
      desk.ngorder.log.filter((entry) => 'read' in entry && entry.read === 'CANCEL'),
    ).toHaveLength(1);
    expect(desk.trouble).toEqual([]);
  });

  test('that meets a mistake in the program says so, and tries again later', async () => {
    desk.ngorder.put({ orderId: 1338 });
    const { token } = await desk.confirmed('cancel', 1338);
    desk.ngorder.beforeRead = () => {
      throw new Error('a mistake');
    };
    await desk.run();
    expect(desk.trouble).toEqual([new Error('a mistake')]);
    desk.ngorder.beforeRead = undefined;
    await desk.run();
    expect((await desk.get(token)).status).toBe('waiting');
    await desk.runAfter(5000);
    expect((await desk.get(token)).status).toBe('done');
  });

  test('closes the questions that ran out of time', async () => {
    const { token } = await desk.propose('cancel', 1338);
    await desk.runAfter(15 * 60_000);
    expect((await desk.get(token)).status).toBe('expired');
  });
});

import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from 'vitest';
import type { Worker } from '../../../src/background/worker.ts';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import type { Order } from '../../../src/ngorder/order.ts';
import type { ActKind } from '../../../src/orders/requests/states.ts';
import { describeOnBothDatabases } from '../../store/databases.ts';
import { type Harness, openHarness, sari } from './harness.ts';
import type { PretendNgorder, ShopState } from './pretend-ngorder.ts';

const kinds = [
  { kind: 'cancel', before: 'active', after: 'CANCEL' },
  { kind: 'return', before: 'CANCEL', after: 'active' },
  { kind: 'delete', before: 'CANCEL', after: 'gone' },
] as const satisfies { kind: ActKind; before: ShopState; after: ShopState | 'gone' }[];

const unpaid = { orderId: 1338, paymentStatus: 'UNPAID', progress: 'UNPAID' };

describeOnBothDatabases('a confirmed act', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
  });

  test.each(kinds)('to $kind is sent once and is done', async ({ kind, before, after }) => {
    harness.ngorder.put({ orderId: 1338 }, before);
    const { token } = await harness.confirmed(kind, 1338);
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([{ act: kind, orderId: 1338 }]);
    expect(harness.ngorder.state(1338)).toBe(after);
    expect(await harness.get(token)).toMatchObject({
      status: 'done',
      outcome: { kind: 'done' },
      settledBy: 'answer',
      settledAt: harness.clock.ms,
      decidedBy: sari,
      sends: 1,
    });
    await harness.runAfter(3_600_000);
    expect(harness.ngorder.acts()).toHaveLength(1);
    expect(harness.trouble).toEqual([]);
  });

  test('is written down as sent before the request leaves', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    let atThatMoment: unknown;
    harness.ngorder.beforeAct = async () => {
      atThatMoment = await harness.get(token);
    };
    await harness.run();
    expect(atThatMoment).toMatchObject({ status: 'sent', sends: 1, sentAt: harness.clock.ms });
  });

  test.skipIf(database.kind === 'postgres')(
    'keeps an answer that comes while the database is away',
    async () => {
      const address = database.address();
      const other = new DatabaseSync(address.kind === 'sqlite' ? address.path : '');
      harness.ngorder.put({ orderId: 1338 });
      const { token } = await harness.confirmed('cancel', 1338);
      harness.ngorder.beforeAct = () => void other.exec('begin exclusive');
      const ran = harness.run();
      await expect.poll(() => harness.store.health.trouble).toBeDefined();
      other.exec('rollback');
      other.close();
      await ran;
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect(await harness.get(token)).toMatchObject({ status: 'done', settledBy: 'answer' });
    },
  );

  test('waits for its question: nothing is sent before the Yes', async () => {
    harness.ngorder.put({ orderId: 1338 });
    await harness.propose('cancel', 1338);
    await harness.run();
    expect(harness.ngorder.log).toEqual([]);
  });

  test.each<[string, Partial<Order>]>([
    ['status', { status: 'PENDING' }],
    ['payment', { paymentStatus: 'UNPAID' }],
    ['progress', { progress: 'DELIVERED' }],
    ['total', { totalAmount: 1 }],
  ])('on an order whose %s has changed since it was seen sends nothing', async (_, change) => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    const now = harness.ngorder.put({ orderId: 1338, ...change });
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'changed', now },
      sends: 0,
      sentAt: undefined,
    });
  });

  test.each(kinds)('to $kind an order that changed sends nothing', async ({ kind, before }) => {
    harness.ngorder.put({ orderId: 1338 }, before);
    const { token } = await harness.confirmed(kind, 1338);
    harness.ngorder.put({ orderId: 1338, totalAmount: 5 }, before);
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect((await harness.get(token)).outcome?.kind).toBe('changed');
  });

  test('on an order in which only the note has changed is sent', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.put({ orderId: 1338, note: 'no bubble wrap please' });
    await harness.run();
    expect((await harness.get(token)).status).toBe('done');
  });

  test.each([
    { kind: 'cancel', before: 'active', now: 'EXPIRED', at: 'canceled' },
    { kind: 'return', before: 'CANCEL', now: 'active', at: 'active' },
    { kind: 'delete', before: 'REJECTED', now: 'active', at: 'active' },
  ] as const)(
    'to $kind an order that somebody moved to $now sends nothing and says where it is',
    async ({ kind, before, now, at }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      const { token } = await harness.confirmed(kind, 1338);
      harness.ngorder.put({ orderId: 1338 }, now);
      await harness.run();
      expect(harness.ngorder.acts()).toEqual([]);
      expect(await harness.get(token)).toMatchObject({
        status: 'failed',
        outcome: { kind: 'elsewhere', where: { at, order: { orderId: 1338 } } },
      });
    },
  );

  test.each(kinds)('to $kind an order that is gone sends nothing', async ({ kind, before }) => {
    harness.ngorder.put({ orderId: 1337 }, before);
    const seen = { ...harness.ngorder.put({ orderId: 1337 }, before), orderId: 1338 };
    const { token } = await harness.confirmed(kind, 1338, { seen });
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([]);
    expect(await harness.get(token)).toMatchObject({
      status: 'failed',
      outcome: { kind: 'elsewhere', where: { at: 'nowhere' } },
    });
  });

  test.each(kinds)(
    'to $kind sends nothing when the order cannot be read',
    async ({ kind, before }) => {
      harness.ngorder.put({ orderId: 1338 }, before);
      const { token } = await harness.confirmed(kind, 1338);
      harness.ngorder.beforeRead = () => {
        throw new Maintenance({ endpoint: 'list', status: 503 });
      };
      await harness.run();
      expect(harness.ngorder.acts()).toEqual([]);
      expect(await harness.get(token)).toMatchObject({
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
    harness.ngorder.put({ ...unpaid, paymentStatus: 'PAID' });
    prepare(harness.ngorder);
    const { token } = await harness.confirmed('cancel', 1338, { seen: undefined });
    await harness.run();
    expect(harness.ngorder.acts()).toEqual([{ act: 'cancel', orderId: 1338 }]);
    expect((await harness.get(token)).status).toBe('done');
  });

  test.each([
    ['paid', { paymentStatus: 'PAID' }],
    ['paid in part', { paymentStatus: 'INSTALLMENT' }],
    ['with the courier', { awbNumber: 'JP1234567890' }],
    ['on its way', { progress: 'ON PROCESS' }],
  ])(
    'without a preview on an order that turns up and is %s is asked anew, with all that is to be seen',
    async (_, facts) => {
      const order = harness.ngorder.put({ ...unpaid, ...facts });
      const { token } = await harness.confirmed('cancel', 1338, { seen: undefined });
      await harness.run();
      expect(harness.ngorder.acts()).toEqual([]);
      const requested = await harness.ledger.get(token);
      expect(requested.act).toMatchObject({ status: 'failed', outcome: { kind: 'changed' } });
      const anew = await harness.ledger.proposeAnew(requested, { chatId: -100 });
      expect(anew).toMatchObject({ request: { status: 'proposed' }, act: { seen: order } });

      await harness.confirm(anew?.request.token ?? '', sari);
      await harness.run();
      expect(harness.ngorder.acts()).toEqual([{ act: 'cancel', orderId: 1338 }]);
    },
  );

  test.each([
    ['refused', { kind: 'refused', error: 'RequestRefused', words: 'Order cannot be changed' }],
    ['notConnected', { kind: 'refused', error: 'NotConnected' }],
  ] as const)(
    'that Ngorder never did (%s) has failed, and frees the order',
    async (fate, outcome) => {
      harness.ngorder.put({ orderId: 1338 });
      harness.ngorder.fates = [fate];
      const { token } = await harness.confirmed('cancel', 1338);
      await harness.run();
      expect(await harness.get(token)).toMatchObject({
        status: 'failed',
        outcome,
        settledBy: 'answer',
      });
      await harness.runAfter(3_600_000);
      expect(harness.ngorder.acts()).toHaveLength(1);
      expect((await harness.confirmed('cancel', 1338)).status).toBe('waiting');
    },
  );

  test('finds a canceled order again on the page where it was, without reading on', async () => {
    for (let orderId = 1; orderId <= 30; orderId += 1) harness.ngorder.put({ orderId }, 'REJECTED');
    const foundAt = { type: 'REJECTED', page: 3, perPage: 5 } as const;
    const { token } = await harness.confirmed('return', 17, { foundAt });
    await harness.run();
    expect((await harness.get(token)).status).toBe('done');
    expect(harness.ngorder.log).toHaveLength(2);
    expect(harness.ngorder.log[0]).toMatchObject({ read: 'REJECTED', page: 3 });
  });
});

async function stopAll(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()));
}

describeOnBothDatabases('a worker', (database) => {
  let harness: Harness;
  beforeEach(async () => {
    harness = await openHarness(database);
  });

  test('carries out many acts at once, each a single time, beside other runners', async () => {
    for (let orderId = 1; orderId <= 40; orderId += 1) {
      harness.ngorder.put({ orderId });
      await harness.confirmed('cancel', orderId);
    }
    await Promise.all([harness.run(), harness.run(), harness.run()]);
    await harness.run();
    const acted = harness.ngorder.acts().map(({ orderId }) => orderId);
    expect(acted.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(await harness.due()).toEqual([]);
    expect(harness.trouble).toEqual([]);
  });

  test('that was started hears of a confirmation without waiting for its next look', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const workers = harness.slowWorkers();
    for (const worker of workers) worker.start();
    const done = new Promise<void>((resolve) => {
      harness.ledger.onChange(async () => {
        const [shown] = await harness.unshown();
        if (shown?.status === 'done') resolve();
      });
    });
    await harness.confirmed('cancel', 1338);
    await done;
    await stopAll(workers);
    expect(harness.ngorder.acts()).toHaveLength(1);
  });

  test('that was stopped takes up nothing more, and has ended what it held', async () => {
    harness.ngorder.put({ orderId: 1 });
    harness.ngorder.put({ orderId: 2 });
    const workers = harness.slowWorkers();
    harness.ngorder.fates = ['stuck'];
    const first = await harness.confirmed('cancel', 1);
    const left = new Promise<void>((resolve) => {
      harness.ngorder.beforeAct = () => resolve();
    });
    for (const worker of workers) worker.start();
    await left;
    let stopped = false;
    const stopping = stopAll(workers).then(() => {
      stopped = true;
    });
    const second = await harness.confirmed('cancel', 2);
    expect(stopped).toBe(false);
    harness.ngorder.answerStuck(true);
    await stopping;
    expect((await harness.get(first.token)).status).toBe('done');
    expect((await harness.get(second.token)).status).toBe('waiting');
    expect(harness.ngorder.acts()).toHaveLength(1);
  });

  test('that was stopped leaves what was waiting for its turn to the next one', async () => {
    for (let orderId = 1; orderId <= 20; orderId += 1) {
      harness.ngorder.put({ orderId });
      await harness.confirmed('cancel', orderId);
    }
    harness.ngorder.fates = Array.from({ length: 20 }, () => 'stuck');
    const sixteenLeft = new Promise<void>((resolve) => {
      harness.ngorder.beforeAct = () => {
        if (harness.ngorder.acts().length === 16) resolve();
      };
    });
    const workers = harness.slowWorkers();
    for (const worker of workers) worker.start();
    await sixteenLeft;
    const stopping = stopAll(workers);
    await new Promise(setImmediate);
    harness.ngorder.answerStuck(true);
    await stopping;
    expect(harness.ngorder.acts()).toHaveLength(16);
    expect((await harness.due()).map(({ status }) => status)).toEqual(
      Array.from({ length: 4 }, () => 'waiting'),
    );
  });

  test('that comes second to a lost answer does not read again what was just read', async () => {
    harness.ngorder.put({ orderId: 1338 });
    harness.ngorder.fates = ['late'];
    await harness.confirmed('cancel', 1338);
    let first: Promise<void> | undefined;
    const [second] = harness.workers({
      leases: {
        ...harness.leases,
        async take(...lease) {
          first ??= harness.run();
          await first;
          return harness.leases.take(...lease);
        },
      },
    });
    await second?.runDue();
    expect(
      harness.ngorder.log.filter((entry) => 'read' in entry && entry.read === 'CANCEL'),
    ).toHaveLength(1);
    expect(harness.trouble).toEqual([]);
  });

  test('that meets a mistake in the program says so, and tries again later', async () => {
    harness.ngorder.put({ orderId: 1338 });
    const { token } = await harness.confirmed('cancel', 1338);
    harness.ngorder.beforeRead = () => {
      throw new Error('a mistake');
    };
    await harness.run();
    expect(harness.trouble).toEqual([new Error('a mistake')]);
    harness.ngorder.beforeRead = undefined;
    await harness.run();
    expect((await harness.get(token)).status).toBe('waiting');
    await harness.runAfter(5000);
    expect((await harness.get(token)).status).toBe('done');
  });

  test('closes the questions that ran out of time', async () => {
    const { token } = await harness.propose('cancel', 1338);
    await harness.runAfter(15 * 60_000);
    expect((await harness.get(token)).status).toBe('expired');
  });
});

import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../../src/ngorder/client.ts';
import { Throttled } from '../../../src/ngorder/errors.ts';
import { openCard } from '../../../src/orders/reading/open-card.ts';
import { startNgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';
import { createPretendNgorder, type PretendNgorder } from '../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

/** Canceled orders 130 to 1, newest first: #130 to #126 stand on page 1 of five, #5 to #1 on page 26. */
beforeEach(() => {
  ngorder = createPretendNgorder();
  for (let orderId = 1; orderId <= 130; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
});

const onPage = (page: number) => ({ type: 'CANCEL', page, perPage: 5 }) as const;
const pagesRead = () =>
  ngorder.log.map((entry) => ('read' in entry ? `${entry.read} ${entry.page}` : entry.act));

/** A shop whose Ngorder is not heard of for a minute. */
async function stuckShop(): Promise<Ngorder> {
  const { control, client } = await shop();
  control.fault({ kind: 'delay', delayMs: 60_000, share: 1 });
  return client;
}

async function shop() {
  const { control, url: root, token, close } = await startNgorderSandbox();
  onTestFinished(() => {
    control.reset();
    return close();
  });
  return { control, client: createNgorder({ root, token }) };
}

describe('the card of an order', () => {
  test('is found on the page it came from with one request', async () => {
    expect(await openCard(ngorder, 123, onPage(2))).toMatchObject({
      at: 'canceled',
      order: { orderId: 123 },
      foundAt: onPage(2),
    });
    expect(pagesRead()).toEqual(['CANCEL 2']);
  });

  test.each([
    [126, 1],
    [118, 3],
  ])('#%i is found on the page beside, %i, and leads back there', async (orderId, page) => {
    expect(await openCard(ngorder, orderId, onPage(2))).toMatchObject({
      at: 'canceled',
      foundAt: onPage(page),
    });
    expect(ngorder.log.length).toBeLessThanOrEqual(3);
  });

  test('is found further away by reading on', async () => {
    expect(await openCard(ngorder, 3, onPage(1))).toMatchObject({
      at: 'canceled',
      order: { orderId: 3 },
      foundAt: { type: 'CANCEL', page: 3, perPage: 50 },
    });
  });

  test('is found among another type, where the order was moved', async () => {
    ngorder.put({ orderId: 123 }, 'REJECTED');
    expect(await openCard(ngorder, 123, onPage(2))).toMatchObject({
      at: 'canceled',
      foundAt: { type: 'REJECTED' },
    });
  });

  test('tells that the order is active again', async () => {
    ngorder.elsewhere('return', 123);
    expect(await openCard(ngorder, 123, onPage(2))).toMatchObject({
      at: 'active',
      order: { orderId: 123 },
    });
  });

  test('tells that it is active again though Ngorder’s search misses it', async () => {
    ngorder.elsewhere('return', 123);
    for (let orderId = 1000; orderId < 1150; orderId += 1) ngorder.put({ orderId });
    ngorder.searchMisses = true;
    expect(await openCard(ngorder, 123, onPage(2))).toMatchObject({ at: 'active' });
  });

  test('is called gone only after all lists were read to their ends', async () => {
    ngorder.elsewhere('delete', 123);
    ngorder.put({ orderId: 999 });
    expect(await openCard(ngorder, 123, onPage(2))).toEqual({ at: 'nowhere' });
    expect(pagesRead()).toEqual(
      expect.arrayContaining([
        'CANCEL 1',
        'CANCEL 2',
        'CANCEL 3',
        'REJECTED 1',
        'EXPIRED 1',
        'active 1',
      ]),
    );
    const activeShown = ngorder.log.flatMap((entry) =>
      'read' in entry && entry.read === 'active' ? entry.shown : [],
    );
    expect(activeShown).toContain(999);
  });

  test('moves to a page that was read already, and is found there', async () => {
    let gone = false;
    ngorder.searchMisses = true;
    ngorder.mostPerPage = 5;
    ngorder.beforeRead = (state, page) => {
      if (gone || state !== 'CANCEL' || page !== 20) return;
      gone = true;
      ngorder.elsewhere('delete', 130);
    };
    expect(await openCard(ngorder, 30, onPage(1))).toMatchObject({ order: { orderId: 30 } });
  });

  test.each<[string, () => void]>([
    [
      'others never cease to move',
      () => {
        let next = 1000;
        ngorder.beforeRead = (state, page) => {
          next += 1;
          if (page === 2) ngorder.put({ orderId: next }, state);
        };
      },
    ],
    [
      'Ngorder tells no totals',
      () => {
        ngorder.sendsTotals = false;
      },
    ],
  ])('is not called gone while %s', async (_, happen) => {
    ngorder.elsewhere('delete', 123);
    happen();
    expect(await openCard(ngorder, 123, onPage(2))).toEqual({ at: 'unsure' });
  });

  test('is neither found nor called gone when the time runs out', async () => {
    expect(await openCard(await stuckShop(), 123, onPage(2), 100)).toEqual({ at: 'unsure' });
  });

  test('leaves a Ngorder that can’t be read to the caller', async () => {
    ngorder.beforeRead = () => {
      throw new Throttled({ endpoint: 'listCanceled', status: 429 });
    };
    await expect(openCard(ngorder, 123, onPage(2))).rejects.toBeInstanceOf(Throttled);
  });
});

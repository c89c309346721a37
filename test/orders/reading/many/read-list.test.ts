import { beforeEach, describe, expect, test } from 'vitest';
import { Maintenance } from '../../../../src/ngorder/errors.ts';
import type { Order, Page } from '../../../../src/ngorder/order.ts';
import { readList } from '../../../../src/orders/reading/many/read-list.ts';
import {
  activeList,
  canceledList,
  canceledLists,
  type OrderList,
} from '../../../../src/orders/reading/order-lists.ts';
import { createPretendNgorder, type PretendNgorder } from '../../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;
beforeEach(() => {
  ngorder = createPretendNgorder();
  ngorder.mostPerPage = 5;
  for (let orderId = 1; orderId <= 20; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 1001; orderId <= 1012; orderId += 1) ngorder.put({ orderId });
});
const onAndOn = () => false;
const pagesRead = () =>
  ngorder.log.map((entry) => ('read' in entry ? `${entry.read} ${entry.page}` : entry.act));
const canceled = () => canceledList(ngorder, 'CANCEL');

/** Answers with these pages of IDs, and with the last one for every page behind. */
function listOf(pages: number[][], figures: Partial<Page<Order>> = {}): OrderList {
  const total = new Set(pages.flat()).size;
  return {
    name: 'active',
    page: async (page) => ({
      items: (pages[page - 1] ?? pages.at(-1) ?? []).map((orderId) => ({
        orderId,
        products: [],
        raw: {},
      })),
      total,
      totalSent: true,
      page,
      perPage: 2,
      totalPages: pages.length,
      ...figures,
    }),
  };
}

describe('a list', () => {
  test.each([1, 2, 4])('is read whole, %i pages at once', async (atOnce) => {
    const reading = await readList(canceled(), onAndOn, { atOnce });
    expect(reading).toEqual({ name: 'CANCEL', orders: 20, total: 20, gap: undefined });
    expect(pagesRead().sort()).toEqual(['CANCEL 1', 'CANCEL 2', 'CANCEL 3', 'CANCEL 4']);
  });

  test('that is empty is read whole with its first page', async () => {
    expect(await readList(canceledList(ngorder, 'EXPIRED'), onAndOn)).toEqual({
      name: 'EXPIRED',
      orders: 0,
      total: 0,
      gap: undefined,
    });
  });

  test('is read no further than somebody wants', async () => {
    const reading = await readList(canceled(), ({ page }) => page === 2);
    expect(reading.gap).toBe('stopped');
    expect(pagesRead()).toEqual(['CANCEL 1', 'CANCEL 2']);
  });

  test('of active orders goes back beyond the last 30 days and on until tomorrow', async () => {
    const asked: Parameters<PretendNgorder['listActive']>[0][] = [];
    const watched = {
      ...ngorder,
      listActive: (query: Parameters<PretendNgorder['listActive']>[0]) => {
        asked.push(query);
        return ngorder.listActive(query);
      },
    };
    await readList(activeList(watched), onAndOn);
    const tomorrow = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 10);
    expect(asked[0]).toMatchObject({ from: '2010-01-01' });
    expect((asked[0]?.to ?? '') >= tomorrow).toBe(true);
  });
});

describe('a list is not taken for whole', () => {
  test.each(['active', 'CANCEL'] as const)(
    'when an order came into %s while it was read',
    async (state) => {
      ngorder.beforeRead = (_, page) => {
        if (page === 2) ngorder.put({ orderId: 5000 }, state);
      };
      const list = state === 'active' ? activeList(ngorder) : canceled();
      expect(await readList(list, onAndOn)).toMatchObject({
        total: undefined,
        gap: 'totalChanged',
      });
    },
  );

  test('when one came and one went: one was read twice, another not at all', async () => {
    ngorder.beforeRead = (_, page) => {
      if (page !== 2) return;
      ngorder.put({ orderId: 5000 }, 'CANCEL');
      ngorder.elsewhere('delete', 1);
    };
    expect(await readList(canceled(), onAndOn)).toMatchObject({ gap: 'ordersMissing' });
  });

  test('when Ngorder tells no total, as while it is ill', async () => {
    ngorder.sendsTotals = false;
    expect(await readList(canceled(), onAndOn)).toMatchObject({
      orders: 20,
      total: undefined,
      gap: 'totalNotSent',
    });
  });

  test('when only one of its pages came without a total', async () => {
    ngorder.beforeRead = (_, page) => {
      ngorder.sendsTotals = page !== 3;
    };
    expect(await readList(canceled(), onAndOn)).toMatchObject({ gap: 'totalNotSent' });
  });

  test('when it is shorter than its total', async () => {
    const list = listOf([[1, 2], [3]], { total: 9 });
    expect(await readList(list, onAndOn)).toMatchObject({ orders: 3, gap: 'ordersMissing' });
  });

  test('when it gives the same page again and again, and reading ends', async () => {
    const list = listOf([[1, 2]], { totalSent: false, totalPages: 1_000_000 });
    expect(await readList(list, onAndOn, { atOnce: 3 })).toMatchObject({ orders: 2 });
  });
});

test('a page that can’t be read is the caller’s to explain, and no further one is asked for', async () => {
  ngorder.beforeRead = (_, page) => {
    if (page === 2) throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
  };
  await expect(readList(canceled(), onAndOn)).rejects.toBeInstanceOf(Maintenance);
  expect(pagesRead()).toEqual(['CANCEL 1']);
});

test('who stops waiting stops the reading', async () => {
  const giveUp = new AbortController();
  const signals = new Set<unknown>();
  const watched = {
    ...ngorder,
    listCanceled: (...[query, signal]: Parameters<PretendNgorder['listCanceled']>) => {
      signals.add(signal);
      return ngorder.listCanceled(query);
    },
  };
  await readList(canceledList(watched, 'CANCEL'), onAndOn, { signal: giveUp.signal });
  expect([...signals]).toEqual([giveUp.signal]);
});

test('the three types are read with the one first in which an order was seen', () => {
  const names = (lists: OrderList[]) => lists.map(({ name }) => name);
  expect(names(canceledLists(ngorder))).toEqual(['CANCEL', 'REJECTED', 'EXPIRED']);
  expect(names(canceledLists(ngorder, 'EXPIRED'))).toEqual(['EXPIRED', 'CANCEL', 'REJECTED']);
});

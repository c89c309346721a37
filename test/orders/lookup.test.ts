import { beforeEach, describe, expect, test } from 'vitest';
import { Maintenance } from '../../src/ngorder/errors.ts';
import {
  activePages,
  canceledPages,
  findActive,
  findCanceled,
  passOverEverything,
} from '../../src/orders/lookup.ts';
import { createPretendNgorder, type PretendNgorder } from './requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;
beforeEach(() => {
  ngorder = createPretendNgorder();
  ngorder.mostPerPage = 5;
  for (let orderId = 1; orderId <= 20; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 101; orderId <= 112; orderId += 1) ngorder.put({ orderId }, 'EXPIRED');
  for (let orderId = 1001; orderId <= 1012; orderId += 1) ngorder.put({ orderId });
});
const pagesRead = () =>
  ngorder.log.map((entry) => ('read' in entry ? `${entry.read} ${entry.page}` : entry.act));

describe('an active order', () => {
  test('is found by its exact ID, though the search also gives IDs that contain it', async () => {
    for (let index = 0; index < 9; index += 1) ngorder.put({ orderId: 70_010 + index });
    ngorder.put({ orderId: 7001 });
    expect((await findActive(ngorder, 7001))?.orderId).toBe(7001);
    expect(await findActive(ngorder, 700)).toBeUndefined();
  });

  test('of long ago is found: the search does not stop at 30 days', async () => {
    const asked: unknown[] = [];
    const watched = {
      ...ngorder,
      listActive: (query: Parameters<PretendNgorder['listActive']>[0]) => {
        asked.push(query);
        return ngorder.listActive(query);
      },
    };
    await findActive(watched, 1001);
    const tomorrow = new Date(Date.now() + 12 * 3_600_000).toISOString().slice(0, 10);
    expect(asked).toEqual([
      expect.objectContaining({ keyword: '1001', keywordType: 'ORDER_ID', from: '2010-01-01' }),
    ]);
    expect(Reflect.get(Object(asked[0]), 'to') >= tomorrow).toBe(true);
  });
});

describe('a canceled order', () => {
  test('is looked for first where it was seen', async () => {
    const foundAt = { type: 'CANCEL', page: 2, perPage: 5 } as const;
    expect(await findCanceled(ngorder, 12, foundAt)).toMatchObject({
      at: 'canceled',
      order: { orderId: 12 },
      foundAt,
    });
    expect(pagesRead()).toEqual(['CANCEL 2']);
  });

  test.each([
    [18, 1, ['CANCEL 2', 'CANCEL 1']],
    [8, 3, ['CANCEL 2', 'CANCEL 1', 'CANCEL 3']],
  ])('that moved to a page beside is found there (%i)', async (orderId, page, read) => {
    const foundAt = { type: 'CANCEL', page: 2, perPage: 5 } as const;
    expect(await findCanceled(ngorder, orderId, foundAt)).toMatchObject({ foundAt: { page } });
    expect(pagesRead()).toEqual(read);
  });

  test('that moved far away is found by reading on, its own type first', async () => {
    const foundAt = { type: 'EXPIRED', page: 1, perPage: 5 } as const;
    expect(await findCanceled(ngorder, 102, foundAt)).toMatchObject({
      at: 'canceled',
      foundAt: { type: 'EXPIRED', page: 3 },
    });
    expect(pagesRead().filter((page) => !page.startsWith('EXPIRED'))).toEqual([]);
  });

  test('keeps the dates of the list it was seen in while the pages beside are read', async () => {
    const asked: unknown[] = [];
    const watched = {
      ...ngorder,
      listCanceled: (query: Parameters<PretendNgorder['listCanceled']>[0]) => {
        asked.push(query);
        return ngorder.listCanceled(query);
      },
    };
    const dates = { from: '2026-01-01', to: '2026-01-31' };
    await findCanceled(watched, 12, { type: 'CANCEL', page: 2, perPage: 5, ...dates });
    expect(asked).toEqual([{ type: 'CANCEL', page: 2, perPage: 5, ...dates }]);
  });

  test('that moved to a page that was read already, because another went, is not called gone', async () => {
    let gone = false;
    ngorder.beforeRead = (state, page) => {
      if (gone || state !== 'CANCEL' || page !== 2) return;
      gone = true;
      // The first of page 2 takes its place on page 1.
      ngorder.elsewhere('delete', 20);
    };
    expect(await findCanceled(ngorder, 15)).toMatchObject({ at: 'canceled', foundAt: { page: 1 } });
  });

  test('that is in none of the lists is nowhere, after all of them were read', async () => {
    expect(await findCanceled(ngorder, 1001)).toEqual({ at: 'nowhere', searched: 32 });
    expect(pagesRead()).toEqual([
      'CANCEL 1',
      'CANCEL 2',
      'CANCEL 3',
      'CANCEL 4',
      'REJECTED 1',
      'EXPIRED 1',
      'EXPIRED 2',
      'EXPIRED 3',
    ]);
  });

  test('is not called anything when a page cannot be read', async () => {
    ngorder.beforeRead = (state) => {
      if (state === 'REJECTED') throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
    };
    await expect(findCanceled(ngorder, 101)).rejects.toBeInstanceOf(Maintenance);
  });
});

describe('a reading of everything', () => {
  test('tells that an order is in none of the lists', async () => {
    expect(await passOverEverything(ngorder, 9)).toMatchObject({
      found: { at: 'canceled', foundAt: { type: 'CANCEL', page: 3 } },
    });
    expect(await passOverEverything(ngorder, 1001)).toMatchObject({ found: { at: 'active' } });
    expect(await passOverEverything(ngorder, 9999)).toEqual({
      found: { at: 'nowhere', searched: 44 },
      complete: true,
    });
  });

  test('is complete for a shop without a single order', async () => {
    expect(await passOverEverything(createPretendNgorder(), 1)).toEqual({
      found: { at: 'nowhere', searched: 0 },
      complete: true,
    });
  });

  test.each(['active', 'CANCEL', 'EXPIRED'] as const)(
    'is not complete when an order came into %s meanwhile',
    async (list) => {
      ngorder.beforeRead = (state, page) => {
        if (state === list && page === 2) ngorder.put({ orderId: 5000 }, list);
      };
      expect(await passOverEverything(ngorder, 9999)).toMatchObject({ complete: false });
    },
  );

  test('is not complete when one came and one went: one was read twice, another not at all', async () => {
    ngorder.beforeRead = (state, page) => {
      if (state !== 'CANCEL' || page !== 2) return;
      ngorder.put({ orderId: 5000 }, 'CANCEL');
      ngorder.elsewhere('delete', 1);
    };
    expect(await passOverEverything(ngorder, 5000)).toMatchObject({
      found: { at: 'nowhere' },
      complete: false,
    });
  });
});

test('pages are read one after the other, and no further than somebody wants', async () => {
  for await (const { page } of canceledPages(ngorder, { type: 'CANCEL' })) if (page === 2) break;
  for await (const { page } of activePages(ngorder)) if (page === 1) break;
  expect(pagesRead()).toEqual(['CANCEL 1', 'CANCEL 2', 'active 1']);
});

test('who stops waiting stops the reading', async () => {
  const giveUp = new AbortController();
  const signals: unknown[] = [];
  const watched = {
    ...ngorder,
    listActive: (...[query, signal]: Parameters<PretendNgorder['listActive']>) => {
      signals.push(signal);
      return ngorder.listActive(query);
    },
  };
  await findActive(watched, 1, giveUp.signal);
  expect(signals.length).toBeGreaterThan(0);
  expect(signals.every((signal) => signal === giveUp.signal)).toBe(true);
});

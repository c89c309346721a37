import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Maintenance } from '../../../src/ngorder/errors.ts';
import {
  locate,
  passesApartMs,
  pause,
  readAgain,
  type SoughtOrder,
} from '../../../src/orders/reading/locate.ts';
import type { FoundAt } from '../../../src/orders/reading/order-location.ts';
import {
  createPretendNgorder,
  type PretendNgorder,
  type ShopState,
} from '../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;
/** What happens while somebody waits between two passes. */
let meanwhile: () => void;
let waits: number[];
beforeEach(() => {
  ngorder = createPretendNgorder();
  ngorder.mostPerPage = 5;
  for (let orderId = 1; orderId <= 20; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 101; orderId <= 112; orderId += 1) ngorder.put({ orderId }, 'EXPIRED');
  for (let orderId = 1001; orderId <= 1012; orderId += 1) ngorder.put({ orderId });
  meanwhile = () => undefined;
  waits = [];
});

const options = {
  pause: async (ms: number) => {
    waits.push(ms);
    meanwhile();
  },
};
const seenOn = (page: number, total?: number): FoundAt => ({
  type: 'CANCEL',
  page,
  perPage: 5,
  ...(total !== undefined && { total }),
});
const deleted = (orderId: number, foundAt?: FoundAt): SoughtOrder => ({
  kind: 'delete',
  orderId,
  foundAt,
});
const find = (sought: SoughtOrder) => locate(ngorder, sought, options);
const pagesRead = () =>
  ngorder.log.map((entry) => ('read' in entry ? `${entry.read} ${entry.page}` : entry.act));
/** Empties a list for whoever reads it; the orders are there all the same. */
function fallIll(...ill: ShopState[]): void {
  const sound = { ...ngorder };
  const nothing = { items: [], total: 0, totalSent: true, page: 1, perPage: 5, totalPages: 1 };
  ngorder.listActive = async (...asked) =>
    ill.includes('active') ? nothing : sound.listActive(...asked);
  ngorder.listCanceled = async (...asked) =>
    ill.includes(asked[0].type) ? nothing : sound.listCanceled(...asked);
}

describe('after an act without an answer', () => {
  test.each<[string, SoughtOrder, object, string[]]>([
    [
      'a canceled order is found among the canceled ones',
      { kind: 'cancel', orderId: 17 },
      { at: 'canceled', foundAt: { type: 'CANCEL', page: 1, total: 20 } },
      ['CANCEL 1'],
    ],
    [
      'an order that was not canceled is active only when it is not among the canceled ones',
      { kind: 'cancel', orderId: 1005 },
      { at: 'active' },
      ['CANCEL 1', 'CANCEL 2', 'CANCEL 3', 'CANCEL 4', 'active 1'],
    ],
    [
      'a returned order is found by its number',
      { kind: 'return', orderId: 1005, foundAt: seenOn(2) },
      { at: 'active' },
      ['active 1'],
    ],
    [
      'an order that was not returned is found where it was seen',
      { kind: 'return', orderId: 12, foundAt: seenOn(2) },
      { at: 'canceled', foundAt: { page: 2 } },
      ['active 1', 'CANCEL 2'],
    ],
    [
      'an order that was not deleted is found on the page beside',
      deleted(18, seenOn(2)),
      { at: 'canceled', foundAt: { page: 1 } },
      ['CANCEL 2', 'CANCEL 1'],
    ],
    [
      'an order that moved far away is found by reading on, its own type first',
      deleted(102, { ...seenOn(1), type: 'EXPIRED' }),
      { at: 'canceled', foundAt: { type: 'EXPIRED', page: 3 } },
      ['EXPIRED 1', 'EXPIRED 2', 'active 1', 'EXPIRED 1', 'EXPIRED 2', 'EXPIRED 3'],
    ],
  ])('%s', async (_, sought, where, read) => {
    expect(await find(sought)).toMatchObject(where);
    expect(pagesRead()).toEqual(read);
    expect(waits).toEqual([]);
  });

  test('an order that Ngorder’s search misses is found by reading everything', async () => {
    ngorder.searchMisses = true;
    expect(await find({ kind: 'return', orderId: 1005 })).toMatchObject({ at: 'active' });
  });

  test('an order is gone after two complete passes that are seconds apart', async () => {
    ngorder.elsewhere('delete', 9);
    expect(await find(deleted(9, seenOn(3, 20)))).toEqual({ at: 'nowhere', searched: 43 });
    expect(waits).toEqual([passesApartMs]);
    for (const page of ['active 2', 'EXPIRED 3', 'REJECTED 1'])
      expect(pagesRead().filter((read) => read === page)).toHaveLength(2);
  });

  test('an order that shows itself in the second pass is not gone', async () => {
    ngorder.elsewhere('delete', 9);
    meanwhile = () => ngorder.put({ orderId: 9 }, 'EXPIRED');
    expect(await find(deleted(9))).toMatchObject({ at: 'canceled', foundAt: { type: 'EXPIRED' } });
  });
});

describe('an order is not called gone', () => {
  beforeEach(() => ngorder.elsewhere('delete', 9));

  test('by lists that tell no total', async () => {
    ngorder.sendsTotals = false;
    expect(await find(deleted(9))).toBeUndefined();
  });

  test.each([
    ['all lists are', ['active', 'CANCEL', 'REJECTED', 'EXPIRED']],
    ['the list that it stood in is', ['CANCEL']],
  ] as const)('while %s empty, since Ngorder is ill', async (_, ill) => {
    fallIll(...ill);
    expect(await find(deleted(10, seenOn(3, 20)))).toBeUndefined();
  });

  test('when a list that had many is empty in the second pass', async () => {
    meanwhile = () => fallIll('active');
    expect(await find(deleted(9))).toBeUndefined();
  });

  test('while orders come and go', async () => {
    let next = 5000;
    ngorder.beforeRead = (state, page) => {
      next += 1;
      if (page === 2) ngorder.put({ orderId: next }, state);
    };
    expect(await find(deleted(9))).toBeUndefined();
  });

  test('when a page can’t be read in either pass', async () => {
    const fail = (list: ShopState) => {
      ngorder.beforeRead = (state, page) => {
        if (state === list && page === 3)
          throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
      };
    };
    meanwhile = () => fail('EXPIRED');
    await expect(find(deleted(9))).rejects.toBeInstanceOf(Maintenance);
    fail('CANCEL');
    await expect(find(deleted(9))).rejects.toBeInstanceOf(Maintenance);
  });

  test('when a shop has no order at all', async () => {
    expect(await locate(createPretendNgorder(), deleted(9), options)).toBeUndefined();
  });
});

describe('who stops waiting', () => {
  test('stops the time between two passes', async () => {
    const stop = new AbortController();
    const waiting = pause(3_600_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toBe(stop.signal.reason);
  });

  test('stops every reading, at whatever page', async () => {
    ngorder.elsewhere('delete', 9);
    await find(deleted(9, seenOn(3, 20)));
    const pages = ngorder.log.length;
    expect(pages).toBeGreaterThan(10);
    const active = vi.spyOn(ngorder, 'listActive');
    const canceled = vi.spyOn(ngorder, 'listCanceled');
    for (let last = 1; last <= pages; last += 1) {
      const stop = new AbortController();
      let asked = 0;
      let signal: AbortSignal | undefined;
      ngorder.beforeRead = (state) => {
        asked += 1;
        if (asked !== last) return;
        signal = (state === 'active' ? active : canceled).mock.lastCall?.[1];
        stop.abort();
      };
      const reading = locate(ngorder, deleted(9, seenOn(3, 20)), {
        ...options,
        signal: stop.signal,
      });
      await expect(reading).rejects.toHaveProperty('name', 'AbortError');
      expect(signal?.aborted).toBe(true);
    }
  });
});

test('many acts without an answer are settled by reading everything once for all of them, and once more', async () => {
  for (let orderId = 1; orderId <= 19; orderId += 1) ngorder.elsewhere('delete', orderId);
  const sought = Array.from({ length: 200 }, (_, at) => deleted(at + 1, seenOn(1)));
  const found = await Promise.all(sought.map((one) => locate(ngorder, one, options)));
  const there = [20, ...Array.from({ length: 12 }, (_, at) => 101 + at)];
  for (const [at, one] of found.entries())
    expect([at + 1, one?.at]).toEqual([at + 1, there.includes(at + 1) ? 'canceled' : 'nowhere']);
  // By itself, each of those that are gone would read 8 pages twice.
  expect(ngorder.log.length).toBeLessThan(100);
});

describe('once more before an act', () => {
  test('an order is looked for where it was seen, then everywhere', async () => {
    expect(await readAgain(ngorder, deleted(12, seenOn(2)))).toMatchObject({ at: 'canceled' });
    expect(pagesRead()).toEqual(['CANCEL 2']);
    expect(await readAgain(ngorder, deleted(105, seenOn(2)))).toMatchObject({
      foundAt: { type: 'EXPIRED' },
    });
    expect(await readAgain(ngorder, deleted(1005, seenOn(2)))).toMatchObject({ at: 'active' });
    expect(await readAgain(ngorder, { kind: 'cancel', orderId: 1005 })).toMatchObject({
      at: 'active',
    });
  });

  test('keeps the dates of the list it was seen in while the pages beside are read', async () => {
    const canceled = vi.spyOn(ngorder, 'listCanceled');
    const dates = { from: '2026-01-01', to: '2026-01-31' };
    await readAgain(ngorder, deleted(12, { ...seenOn(2, 20), ...dates }));
    expect(canceled.mock.calls[0]?.[0]).toEqual({ type: 'CANCEL', page: 2, perPage: 5, ...dates });
  });

  test('an order that moved to a page that was read already is met on a second pass', async () => {
    let gone = false;
    ngorder.beforeRead = (state, page) => {
      if (gone || state !== 'CANCEL' || page !== 2) return;
      gone = true;
      // The first of page 2 takes its place on page 1.
      ngorder.elsewhere('delete', 20);
    };
    expect(await readAgain(ngorder, deleted(15))).toMatchObject({ foundAt: { page: 1 } });
  });

  test('an order is nowhere after one complete pass, and only then', async () => {
    expect(await readAgain(ngorder, deleted(9999))).toEqual({ at: 'nowhere', searched: 44 });
    ngorder.sendsTotals = false;
    expect(await readAgain(ngorder, deleted(9999))).toBeUndefined();
    ngorder.sendsTotals = true;
    fallIll('active', 'CANCEL', 'REJECTED', 'EXPIRED');
    expect(await readAgain(ngorder, deleted(9))).toBeUndefined();
  });

  test('an order is not called nowhere while others never cease to come', async () => {
    let next = 5000;
    ngorder.beforeRead = (state, page) => {
      next += 1;
      if (page === 2) ngorder.put({ orderId: next }, state);
    };
    expect(await readAgain(ngorder, { kind: 'cancel', orderId: 9999 })).toBeUndefined();
  });
});

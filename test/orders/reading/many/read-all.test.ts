import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { Maintenance } from '../../../../src/ngorder/errors.ts';
import { forgetReads } from '../../../../src/orders/reading/many/forget-reads.ts';
import { type ReadOrders, readAll } from '../../../../src/orders/reading/many/read-all.ts';
import { createPretendNgorder, type PretendNgorder } from '../../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

/** Canceled orders 120 to 1, on three pages; rejected ones 207 to 201. */
beforeEach(() => {
  ngorder = createPretendNgorder();
  for (let orderId = 1; orderId <= 120; orderId += 1) ngorder.put({ orderId }, 'CANCEL');
  for (let orderId = 201; orderId <= 207; orderId += 1) ngorder.put({ orderId }, 'REJECTED');
});

const canceled = { lists: ['CANCEL'] } as const;
const both = { lists: ['CANCEL', 'REJECTED'] } as const;
const requests = () => ngorder.log.length;
const enough = () => false;

/** Reads all of it and notes the IDs that came. */
function reader(wanted: Parameters<typeof readAll>[1], more: Partial<ReaderOptions> = {}) {
  const pages: ReadOrders[] = [];
  const onPage = (page: ReadOrders) => {
    pages.push(page);
    return more.onPage?.(page) ?? false;
  };
  const over = readAll(ngorder, wanted, { ...more, onPage });
  const ids = () => [
    ...new Set(pages.flatMap(({ orders }) => orders.map(({ order }) => order.orderId))),
  ];
  return { over, pages, ids };
}
type ReaderOptions = Parameters<typeof readAll>[2];

/** Holds back every page until it is let go. */
function holdPages() {
  const held: (() => void)[] = [];
  ngorder.beforeRead = () => new Promise<void>((resolve) => held.push(resolve));
  const untilHeld = async (count: number) => {
    while (held.length < count) await new Promise(setImmediate);
  };
  return {
    untilHeld,
    async letGo(count: number) {
      await untilHeld(count);
      for (const go of held.splice(0, count)) go();
      await new Promise(setImmediate);
    },
    letAllGo() {
      ngorder.beforeRead = undefined;
      for (const go of held.splice(0)) go();
    },
  };
}

describe('reading many orders', () => {
  test('brings all of them, with the page on which each stands', async () => {
    const { over, pages, ids } = reader(both);
    expect(await over).toMatchObject({ read: 127, total: 127, complete: true });
    expect(ids()).toHaveLength(127);
    const last = pages.flatMap(({ orders }) => orders).find(({ order }) => order.orderId === 1);
    expect(last).toMatchObject({ foundAt: { type: 'CANCEL', page: 3, perPage: 50, total: 120 } });
  });

  test('brings those alone that are wanted, and tells of each page how far it is', async () => {
    const { over, pages, ids } = reader(canceled, { where: ({ orderId }) => orderId % 60 === 0 });
    expect(await over).toMatchObject({ read: 120, complete: true });
    expect(ids().sort((a, b) => a - b)).toEqual([60, 120]);
    expect(pages.map(({ total }) => total)).toEqual([120, 120, 120]);
    expect(pages.map(({ read }) => read).sort((a, b) => a - b)).toEqual([50, 100, 120]);
  });

  test('of no order at all is complete with none', async () => {
    expect(await reader({ lists: ['EXPIRED'] }).over).toMatchObject({ read: 0, complete: true });
  });

  test('shows the first page before the others have come', async () => {
    const { letGo, letAllGo } = holdPages();
    const { over, ids } = reader(canceled);
    await letGo(1);
    expect(ids()).toHaveLength(50);
    letAllGo();
    await over;
  });

  test('asks for all other pages at once as soon as it knows how many there are', async () => {
    const { letGo, untilHeld, letAllGo } = holdPages();
    const { over } = reader(canceled);
    await letGo(1);
    await untilHeld(2);
    letAllGo();
    await over;
  });

  test('ends when who asked has had enough', async () => {
    const { over, ids } = reader(canceled, { onPage: () => true });
    expect(await over).toMatchObject({ read: 50, total: 120, complete: false, failure: undefined });
    expect(ids()).toHaveLength(50);
  });

  test.each([true, false])('ends at a stop with what was read until then (%j)', async (fresh) => {
    const { letGo, letAllGo } = holdPages();
    const stop = new AbortController();
    const { over } = reader(canceled, { signal: stop.signal, fresh });
    await letGo(1);
    stop.abort();
    letAllGo();
    expect(await over).toMatchObject({ complete: false, failure: undefined, total: 120 });
  });

  test('tells what kept it from the end, and is not complete then', async () => {
    ngorder.beforeRead = (_, page) => {
      if (page === 3) throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
    };
    const { over, ids } = reader(canceled);
    const { complete, failure } = await over;
    expect(failure).toBeInstanceOf(Maintenance);
    expect(complete).toBe(false);
    expect(ids().length).toBeGreaterThanOrEqual(50);
  });

  test('is not complete where Ngorder tells no totals', async () => {
    ngorder.sendsTotals = false;
    expect(await reader(canceled).over).toMatchObject({ complete: false, total: undefined });
  });

  test('that begins anew has at most as many pages in hand as are asked for at once', async () => {
    pretendToHold(5000);
    let unseen = 0;
    let most = 0;
    const { listCanceled } = ngorder;
    ngorder.listCanceled = async (...asked) => {
      unseen += 1;
      most = Math.max(most, unseen);
      return listCanceled(...asked);
    };
    const onPage = async () => {
      await new Promise(setImmediate);
      unseen -= 1;
      return false;
    };
    await reader(canceled, { fresh: true, onPage }).over;
    expect(most).toBeLessThanOrEqual(32);
  });
});

describe('who asks for the same', () => {
  test('at once is given the same reading, from its first page on', async () => {
    const { letGo, letAllGo } = holdPages();
    const first = reader(both);
    await letGo(2);
    const second = reader(both);
    const third = reader(both, { priority: 'background' });
    letAllGo();
    const results = await Promise.all([first.over, second.over, third.over]);
    for (const result of results) expect(result).toMatchObject({ read: 127, complete: true });
    for (const one of [first, second, third]) expect(one.ids()).toHaveLength(127);
    // Four pages, and once more the first one of each list, to see that nothing moved.
    expect(requests()).toBe(6);
  });

  test('soon after is given what was read', async () => {
    const first = await reader(both).over;
    const before = requests();
    const again = reader(both);
    expect(await again.over).toEqual(first);
    expect(again.ids()).toHaveLength(127);
    // The first page of each list, to see that it is still the same.
    expect(requests()).toBe(before + 2);
  });

  test('and wants nothing older than a while is given no reading that began before', async () => {
    await reader(canceled).over;
    const before = requests();
    await reader(canceled, { withinMs: 60_000 }).over;
    expect(requests()).toBe(before + 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_001 });
    onTestFinished(() => void vi.useRealTimers());
    await reader(canceled, { withinMs: 60_000 }).over;
    expect(requests()).toBe(before + 5);
  });

  test('after somebody else has acted is given what there is now', async () => {
    await reader(both).over;
    ngorder.elsewhere('delete', 60);
    const after = reader(both);
    expect(await after.over).toMatchObject({ read: 126, complete: true });
    expect(after.ids()).not.toContain(60);
  });

  test('but wants it new, other orders or another shop’s reads for themselves', async () => {
    await reader(both).over;
    for (const ask of [
      () => reader(both, { fresh: true }),
      () => reader(canceled),
      () => reader({ ...both, from: '2026-01-01' }),
    ]) {
      const before = requests();
      await ask().over;
      expect(requests()).toBeGreaterThan(before);
    }
    const other = createPretendNgorder();
    expect(await readAll(other, both, { onPage: enough })).toMatchObject({ read: 0 });
  });

  test('after an act of ours is given nothing that was read before it', async () => {
    await reader(both).over;
    ngorder.elsewhere('return', 60);
    forgetReads(ngorder);
    const after = reader(both);
    await after.over;
    expect(after.ids()).not.toContain(60);
  });

  test('after an act of ours joins no reading that began before it', async () => {
    const { letGo, letAllGo } = holdPages();
    const before = reader(canceled);
    await letGo(1);
    ngorder.elsewhere('return', 120);
    forgetReads(ngorder);
    const after = reader(canceled);
    letAllGo();
    expect(await after.over).toMatchObject({ read: 119, complete: true });
    expect(after.ids()).not.toContain(120);
    await before.over;
    expect(before.ids()).toContain(120);
    const again = requests();
    await reader(canceled).over;
    expect(requests()).toBe(again + 1);
  });

  test('is not given what came to no end', async () => {
    const stopped = reader(canceled, { onPage: () => true });
    await stopped.over;
    const whole = reader(canceled);
    expect(await whole.over).toMatchObject({ read: 120, complete: true });
  });

  test('reads on when another leaves, and the last one to leave ends the reading', async () => {
    const { letGo, untilHeld, letAllGo } = holdPages();
    const [stopFirst, stopSecond] = [new AbortController(), new AbortController()];
    const first = reader(canceled, { signal: stopFirst.signal });
    const second = reader(canceled, { signal: stopSecond.signal });
    await letGo(1);
    stopFirst.abort();
    expect(await first.over).toMatchObject({ read: 50, complete: false });
    await untilHeld(2);
    stopSecond.abort();
    expect(await second.over).toMatchObject({ read: 50, complete: false });
    const third = reader(canceled);
    letAllGo();
    expect(await third.over).toMatchObject({ read: 120, complete: true });
  });

  test('as a person doesn’t wait for what is read in the background', async () => {
    const { letGo, untilHeld, letAllGo } = holdPages();
    const background = reader(canceled, { priority: 'background' });
    await letGo(1);
    const person = reader(canceled);
    await untilHeld(3);
    letAllGo();
    expect(await person.over).toMatchObject({ complete: true });
    await background.over;
  });

  test('is kept no more than fifty thousand orders', async () => {
    const pages = pretendToHold(60_000);
    const first = readAll(ngorder, canceled, { onPage: enough });
    expect(await first).toMatchObject({ read: 60_000, complete: true });
    pages.clear();
    await readAll(ngorder, canceled, { onPage: enough });
    expect(pages.size).toBe(1200);
  });
});

/** Has every list of canceled orders hold so many, without sorting them; tells which pages were asked for. */
function pretendToHold(total: number): Set<number> {
  const asked = new Set<number>();
  ngorder.listCanceled = async ({ page = 1, perPage = 50 }) => {
    asked.add(page);
    const count = Math.min(perPage, total - (page - 1) * perPage);
    const items = Array.from({ length: count }, (_, at) => ({
      orderId: total - (page - 1) * perPage - at,
      products: [],
      raw: {},
    }));
    const totalPages = Math.ceil(total / perPage);
    return { items, total, totalSent: true, page, perPage, totalPages };
  };
  return asked;
}

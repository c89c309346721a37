import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../src/ngorder/client.ts';
import { Maintenance, TimedOut } from '../../src/ngorder/errors.ts';
import { type Match, searchOrder } from '../../src/orders/search.ts';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { createPretendNgorder, type PretendNgorder } from './requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

beforeEach(() => {
  ngorder = createPretendNgorder();
});

const idsOf = (matches: Match[]) => matches.map(({ at, order }) => `${at} #${order.orderId}`);
const byId = (orderId: number) => ({ kind: 'id', orderId }) as const;
const byPo = (poNumber: number) => ({ kind: 'po', poNumber }) as const;
const byEither = (number: number) => ({ kind: 'either', number }) as const;

/** Puts this many orders into a list, with IDs downwards from 100,000 and PO numbers beyond a million. */
function fill(count: number, state?: Parameters<PretendNgorder['put']>[1], first = 100_000): void {
  for (let at = 0; at < count; at += 1)
    ngorder.put({ orderId: first - at, poNumber: 1_000_000 + first - at }, state);
}

/** A Ngorder that answers the first few requests and then is silent until the reader gives up. */
function silentAfter(answers: number): Ngorder {
  let left = answers;
  const orSilence = <T>(answer: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    left -= 1;
    if (left >= 0) return answer();
    return new Promise((_, reject) => {
      const giveUp = () => reject(signal?.reason);
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp);
    });
  };
  return {
    ...ngorder,
    listActive: (query, signal) => orSilence(() => ngorder.listActive(query, signal), signal),
    listCanceled: (query, signal) => orSilence(() => ngorder.listCanceled(query, signal), signal),
  };
}

describe('an active order', () => {
  test('is found by its ID with one request', async () => {
    fill(3);
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    const found = await searchOrder(ngorder, byId(1338));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
    expect(found.complete).toBe(true);
    expect(ngorder.log).toHaveLength(1);
  });

  test('is not taken for another whose ID contains the number', async () => {
    ngorder.put({ orderId: 21_338 });
    ngorder.put({ orderId: 13_380 });
    ngorder.put({ orderId: 1338 });
    expect(idsOf((await searchOrder(ngorder, byId(1338))).matches)).toEqual(['active #1338']);
    expect((await searchOrder(ngorder, byId(338))).matches).toEqual([]);
  });

  test('is found by its PO number', async () => {
    fill(150);
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    const found = await searchOrder(ngorder, byPo(10_735));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
  });

  test('is not found by a PO number that is its ID, nor by an ID that is its PO number', async () => {
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    expect((await searchOrder(ngorder, byPo(1338))).matches).toEqual([]);
    expect((await searchOrder(ngorder, byId(10_735))).matches).toEqual([]);
  });

  test('that Ngorder’s search misses is found by reading the pages', async () => {
    fill(250);
    ngorder.put({ orderId: 1338 });
    ngorder.searchMisses = true;
    const found = await searchOrder(ngorder, byId(1338));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
    expect(found.searched).toBe(251);
  });

  test('is found before a canceled one, which is then not looked for', async () => {
    ngorder.put({ orderId: 1338, poNumber: 7 });
    ngorder.put({ orderId: 566, poNumber: 1338 }, 'CANCEL');
    const found = await searchOrder(ngorder, byEither(1338));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
    expect(ngorder.log.every((entry) => 'read' in entry && entry.read === 'active')).toBe(true);
  });
});

describe('a number alone', () => {
  test('that is one order’s ID and another’s PO number finds both', async () => {
    ngorder.put({ orderId: 1350, poNumber: 10_747 });
    ngorder.put({ orderId: 1400, poNumber: 1350 });
    const found = await searchOrder(ngorder, byEither(1350));
    expect(idsOf(found.matches).sort()).toEqual(['active #1350', 'active #1400']);
  });

  test('that is the ID and the PO number of the same order finds it once', async () => {
    ngorder.put({ orderId: 1350, poNumber: 1350 });
    expect((await searchOrder(ngorder, byEither(1350))).matches).toHaveLength(1);
  });

  test('that is a PO number only finds that order', async () => {
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    expect(idsOf((await searchOrder(ngorder, byEither(10_735))).matches)).toEqual(['active #1338']);
  });
});

describe('an order that is canceled already', () => {
  test.each(['CANCEL', 'REJECTED', 'EXPIRED'] as const)(
    'is found among %s, with the page it stands on',
    async (type) => {
      fill(60, type);
      ngorder.put({ orderId: 1338, poNumber: 10_735 }, type);
      for (const reference of [byId(1338), byPo(10_735), byEither(1338), byEither(10_735)]) {
        const { matches } = await searchOrder(ngorder, reference);
        expect(matches).toMatchObject([
          { at: 'canceled', order: { orderId: 1338 }, foundAt: { type, page: 2, perPage: 50 } },
        ]);
      }
    },
  );

  test('is not read on for once it is found', async () => {
    fill(120, 'CANCEL');
    ngorder.put({ orderId: 200_000 }, 'CANCEL');
    await searchOrder(ngorder, byId(200_000));
    const canceled = ngorder.log.filter((entry) => 'read' in entry && entry.read !== 'active');
    expect(canceled).toHaveLength(1);
  });
});

describe('an order that is nowhere', () => {
  test('is looked for everywhere, and every order that was read is counted once', async () => {
    fill(120);
    fill(60, 'CANCEL', 50_000);
    fill(7, 'REJECTED', 40_000);
    fill(3, 'EXPIRED', 30_000);
    expect(await searchOrder(ngorder, byId(1338))).toEqual({
      matches: [],
      searched: 190,
      complete: true,
    });
    expect(await searchOrder(ngorder, byPo(1338))).toMatchObject({ searched: 190 });
  });

  test('in a shop with more orders than are read for one search is not called gone', async () => {
    fill(1001);
    const found = await searchOrder(ngorder, byPo(5));
    expect(found).toEqual({ matches: [], searched: 1000, complete: false });
  });

  test('in a shop with exactly as many as are read is', async () => {
    fill(1000);
    expect(await searchOrder(ngorder, byPo(5))).toMatchObject({ searched: 1000, complete: true });
  });
});

describe('when the time runs out', () => {
  test.each([2, 3, 5])(
    'after %i answers the search says that it was not completed',
    async (answers) => {
      fill(120);
      fill(60, 'CANCEL', 50_000);
      const found = await searchOrder(silentAfter(answers), byId(1338), 200);
      expect(found.matches).toEqual([]);
      expect(found.searched).toBeGreaterThan(0);
      expect(found.complete).toBe(false);
    },
  );

  test.each([0, 1])(
    'before anything was read, after %i answers, it is no search',
    async (answers) => {
      fill(120);
      const search = searchOrder(silentAfter(answers), byId(1338), 200);
      await expect(search).rejects.toBeInstanceOf(TimedOut);
    },
  );

  test('what was found until then is shown all the same', async () => {
    fill(120);
    ngorder.put({ orderId: 1350 });
    const found = await searchOrder(silentAfter(2), byEither(1350), 200);
    expect(idsOf(found.matches)).toEqual(['active #1350']);
    expect(found.complete).toBe(false);
  });
});

test('a Ngorder that can’t be read is the caller’s to explain', async () => {
  ngorder.beforeRead = () => {
    throw new Maintenance({ endpoint: 'listActive', status: 503 });
  };
  for (const reference of [byId(1338), byPo(1338), byEither(1338)])
    await expect(searchOrder(ngorder, reference)).rejects.toBeInstanceOf(Maintenance);
});

describe('over HTTP', () => {
  async function shop() {
    const sandbox = await startNgorderSandbox();
    onTestFinished(() => sandbox.close());
    const client = createNgorder({ root: sandbox.url, token: sandbox.token });
    return { sandbox, client };
  }

  test('an order is found by ID and by PO number, also when the search misses it', async () => {
    const { sandbox, client } = await shop();
    expect(idsOf((await searchOrder(client, byId(1338))).matches)).toEqual(['active #1338']);
    expect(idsOf((await searchOrder(client, byPo(10_735))).matches)).toEqual(['active #1338']);
    sandbox.control.behave({ keyword: 'misses' });
    expect(idsOf((await searchOrder(client, byId(1338))).matches)).toEqual(['active #1338']);
    sandbox.control.move(1338, 'EXPIRED');
    expect((await searchOrder(client, byId(1338))).matches).toMatchObject([
      { at: 'canceled', foundAt: { type: 'EXPIRED' } },
    ]);
  });

  test('a search ends in time when Ngorder is slow', async () => {
    const { sandbox, client } = await shop();
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000, share: 1 });
    onTestFinished(() => sandbox.control.reset());
    await expect(searchOrder(client, byEither(1338), 100)).rejects.toBeInstanceOf(TimedOut);
  });
});

import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createNgorder, type Ngorder } from '../../../src/ngorder/client.ts';
import { Maintenance, TimedOut } from '../../../src/ngorder/errors.ts';
import { findOrder } from '../../../src/orders/reading/find-order.ts';
import type { FoundOrder } from '../../../src/orders/reading/order-location.ts';
import { startNgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';
import { createPretendNgorder, type PretendNgorder } from '../requests/pretend-ngorder.ts';

let ngorder: PretendNgorder;

beforeEach(() => {
  ngorder = createPretendNgorder();
});

const idsOf = (matches: FoundOrder[]) =>
  matches.map((match) => `${listOf(match)} #${match.order.orderId}`);
const listOf = (match: FoundOrder) => (match.at === 'active' ? 'active' : match.foundAt.type);
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
    const found = await findOrder(ngorder, byId(1338));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
    expect(found.complete).toBe(true);
    expect(ngorder.log).toHaveLength(1);
  });

  test('is not taken for another whose ID contains the number', async () => {
    ngorder.put({ orderId: 21_338 });
    ngorder.put({ orderId: 13_380 });
    ngorder.put({ orderId: 1338 });
    expect(idsOf((await findOrder(ngorder, byId(1338))).matches)).toEqual(['active #1338']);
    expect((await findOrder(ngorder, byId(338))).matches).toEqual([]);
  });

  test('is found by its PO number', async () => {
    fill(150);
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    const found = await findOrder(ngorder, byPo(10_735));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
  });

  test('is not found by a PO number that is its ID, nor by an ID that is its PO number', async () => {
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    expect((await findOrder(ngorder, byPo(1338))).matches).toEqual([]);
    expect((await findOrder(ngorder, byId(10_735))).matches).toEqual([]);
  });

  test('that Ngorder’s search misses is found by reading the pages', async () => {
    fill(250);
    ngorder.put({ orderId: 1338 });
    ngorder.searchMisses = true;
    const found = await findOrder(ngorder, byId(1338));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
    expect(found.searched).toBe(251);
  });
});

describe('a number alone', () => {
  const everywhere = ['active', 'CANCEL', 'REJECTED', 'EXPIRED'] as const;

  test.each(everywhere.flatMap((one) => everywhere.map((other) => [one, other] as const)))(
    'that is the ID of one among %s and the PO number of another among %s finds both, the ID first',
    async (one, other) => {
      fill(120, 'active', 100_000);
      fill(120, 'CANCEL', 50_000);
      ngorder.put({ orderId: 1004, poNumber: 10_747 }, one);
      ngorder.put({ orderId: 1400, poNumber: 1004 }, other);
      const found = await findOrder(ngorder, byEither(1004));
      expect(idsOf(found.matches)).toEqual([`${one} #1004`, `${other} #1400`]);
      expect(found.complete).toBe(true);
    },
  );

  test('finds both across pages of one list', async () => {
    ngorder.put({ orderId: 200_000, poNumber: 1004 }, 'CANCEL');
    fill(120, 'CANCEL');
    ngorder.put({ orderId: 1004 }, 'CANCEL');
    const { matches } = await findOrder(ngorder, byEither(1004));
    expect(matches).toMatchObject([
      { order: { orderId: 1004 }, foundAt: { page: 3 } },
      { order: { orderId: 200_000 }, foundAt: { page: 1 } },
    ]);
  });

  test('that is the PO number of several orders finds them all, active ones first', async () => {
    ngorder.put({ orderId: 7, poNumber: 505 }, 'EXPIRED');
    fill(120);
    ngorder.put({ orderId: 8, poNumber: 505 });
    ngorder.put({ orderId: 9, poNumber: 505 });
    for (const reference of [byEither(505), byPo(505)]) {
      const { matches } = await findOrder(ngorder, reference);
      expect(idsOf(matches)).toEqual(['active #9', 'active #8', 'EXPIRED #7']);
    }
  });

  test('that is the ID and the PO number of the same order finds it once', async () => {
    ngorder.put({ orderId: 1350, poNumber: 1350 });
    expect((await findOrder(ngorder, byEither(1350))).matches).toHaveLength(1);
  });

  test('that is a PO number only finds that order', async () => {
    ngorder.put({ orderId: 1338, poNumber: 10_735 });
    expect(idsOf((await findOrder(ngorder, byEither(10_735))).matches)).toEqual(['active #1338']);
  });

  test.each(['page', 'list'] as const)(
    'finds an order once that stands on a %s twice',
    async (where) => {
      const order = ngorder.put({ orderId: 1350, poNumber: 1350 });
      const twice: Ngorder = {
        ...ngorder,
        async listActive(query) {
          const page = await ngorder.listActive(query);
          return where === 'page' ? { ...page, items: [...page.items, order] } : page;
        },
        async listCanceled(query) {
          const page = await ngorder.listCanceled(query);
          const again = where === 'list' && query.type === 'CANCEL';
          return again ? { ...page, items: [order], total: 1 } : page;
        },
      };
      for (const reference of [byEither(1350), byId(1350), byPo(1350)])
        expect((await findOrder(twice, reference)).matches).toHaveLength(1);
    },
  );
});

describe('an order that is canceled already', () => {
  test.each(['CANCEL', 'REJECTED', 'EXPIRED'] as const)(
    'is found among %s, with the page it stands on',
    async (type) => {
      fill(60, type);
      ngorder.put({ orderId: 1338, poNumber: 10_735 }, type);
      for (const reference of [byId(1338), byPo(10_735), byEither(1338), byEither(10_735)]) {
        const { matches } = await findOrder(ngorder, reference);
        expect(matches).toMatchObject([
          { at: 'canceled', order: { orderId: 1338 }, foundAt: { type, page: 2, perPage: 50 } },
        ]);
      }
    },
  );

  test('is not read on for once it is found', async () => {
    fill(120, 'CANCEL');
    ngorder.put({ orderId: 200_000 }, 'CANCEL');
    await findOrder(ngorder, byId(200_000));
    const behind = ngorder.log.filter((entry) => 'read' in entry && entry.page > 1);
    expect(behind).toEqual([]);
  });
});

describe('an order that is nowhere', () => {
  test('is looked for everywhere, and every order that was read is counted once', async () => {
    fill(120);
    fill(60, 'CANCEL', 50_000);
    fill(7, 'REJECTED', 40_000);
    fill(3, 'EXPIRED', 30_000);
    expect(await findOrder(ngorder, byId(1338))).toEqual({
      matches: [],
      searched: 190,
      complete: true,
    });
    expect(await findOrder(ngorder, byPo(1338))).toMatchObject({ searched: 190 });
  });

  test('is looked for however many orders there are', async () => {
    fill(1501);
    expect(await findOrder(ngorder, byPo(5))).toMatchObject({ searched: 1501, complete: true });
  });

  test.each<[string, () => void]>([
    [
      'tells no totals',
      () => {
        ngorder.sendsTotals = false;
      },
    ],
    [
      'tells a total that nobody can read up to',
      () => {
        const { listCanceled } = ngorder;
        ngorder.listCanceled = async (query) => {
          const page = await listCanceled(query);
          return query.type === 'REJECTED' ? { ...page, total: page.total + 1 } : page;
        };
      },
    ],
    [
      'has not a single order',
      () => {
        ngorder = createPretendNgorder();
      },
    ],
  ])('is not called gone where Ngorder %s', async (_, fallIll) => {
    fill(120);
    fill(60, 'CANCEL', 50_000);
    fallIll();
    for (const reference of [byId(1338), byPo(1338), byEither(1338)])
      expect(await findOrder(ngorder, reference)).toMatchObject({ matches: [], complete: false });
  });
});

describe('while orders move', () => {
  beforeEach(() => {
    fill(299);
    fill(120, 'CANCEL', 50_000);
  });
  /** Lets something happen once, right before a page is read. */
  const rightBefore = (list: string, page: number, happen: () => void) => {
    let happened = false;
    ngorder.beforeRead = (state, number) => {
      if (happened || state !== list || number !== page) return;
      happened = true;
      happen();
    };
  };
  const references = [byPo(10_735), byEither(10_735), byId(1338)];

  test.each(references)('an active order at a page’s edge is found (%j)', async (reference) => {
    ngorder.searchMisses = true;
    // The 101st of 300: when one before it goes, it is the last on a page that was read.
    const orderId = 100_000 - 99;
    ngorder.put({ orderId, poNumber: 10_735 });
    const sought = reference.kind === 'id' ? byId(orderId) : reference;
    ngorder.put({ orderId: 100_001 });
    rightBefore('active', 2, () => ngorder.elsewhere('cancel', 100_001));
    const found = await findOrder(ngorder, sought);
    expect(idsOf(found.matches)).toEqual([`active #${orderId}`]);
  });

  test('a canceled order at a page’s edge is found', async () => {
    const orderId = 50_000 - 49;
    ngorder.put({ orderId, poNumber: 10_735 }, 'CANCEL');
    ngorder.put({ orderId: 60_000 }, 'CANCEL');
    for (const reference of [byPo(10_735), byId(orderId)]) {
      rightBefore('CANCEL', 2, () => ngorder.elsewhere('delete', 60_000));
      const found = await findOrder(ngorder, reference);
      expect(idsOf(found.matches)).toEqual([`CANCEL #${orderId}`]);
      ngorder.put({ orderId: 60_000 }, 'CANCEL');
    }
  });

  test('an order that moves into a list that was read already is found there', async () => {
    ngorder.put({ orderId: 1338, poNumber: 10_735 }, 'CANCEL');
    ngorder.searchMisses = true;
    // By now the active orders were read, and it is on the last page of the canceled ones.
    rightBefore('CANCEL', 3, () => ngorder.elsewhere('return', 1338));
    const { listActive } = ngorder;
    let activeRead = 0;
    const turns = async () => {
      while (activeRead < 3) await new Promise(setImmediate);
    };
    ngorder.listActive = async (...asked) => {
      const page = await listActive(...asked);
      activeRead += 1;
      return page;
    };
    const { listCanceled } = ngorder;
    ngorder.listCanceled = async (...asked) => {
      if (asked[0].page === 3) await turns();
      return listCanceled(...asked);
    };
    const found = await findOrder(ngorder, byPo(10_735));
    expect(idsOf(found.matches)).toEqual(['active #1338']);
  });

  test('and never stand still, an order is not called gone', async () => {
    let next = 200_000;
    ngorder.beforeRead = (state) => {
      next += 1;
      ngorder.put({ orderId: next }, state);
    };
    for (const reference of references)
      expect(await findOrder(ngorder, reference)).toMatchObject({ matches: [], complete: false });
  });

  test('and stand still again, an order is called gone', async () => {
    rightBefore('active', 2, () => ngorder.put({ orderId: 200_000 }));
    expect(await findOrder(ngorder, byPo(10_735))).toMatchObject({ matches: [], complete: true });
  });
});

describe('when the time runs out', () => {
  test.each([2, 3, 5])(
    'after %i answers the search says that it was not completed',
    async (answers) => {
      fill(120);
      fill(60, 'CANCEL', 50_000);
      const found = await findOrder(silentAfter(answers), byId(1338), 200);
      expect(found.matches).toEqual([]);
      expect(found.searched).toBeGreaterThan(0);
      expect(found.complete).toBe(false);
    },
  );

  test.each([0, 1])(
    'before anything was read, after %i answers, it is no search',
    async (answers) => {
      fill(120);
      const search = findOrder(silentAfter(answers), byId(1338), 200);
      await expect(search).rejects.toBeInstanceOf(TimedOut);
    },
  );

  test('what was found until then is shown all the same', async () => {
    fill(120);
    ngorder.put({ orderId: 1350 });
    const found = await findOrder(silentAfter(2), byEither(1350), 200);
    expect(idsOf(found.matches)).toEqual(['active #1350']);
    expect(found.complete).toBe(false);
  });
});

test('a Ngorder that can’t be read is the caller’s to explain', async () => {
  ngorder.beforeRead = () => {
    throw new Maintenance({ endpoint: 'listActive', status: 503 });
  };
  for (const reference of [byId(1338), byPo(1338), byEither(1338)])
    await expect(findOrder(ngorder, reference)).rejects.toBeInstanceOf(Maintenance);
});

test('a list that can’t be read leaves what the others hold, and the search unfinished', async () => {
  ngorder.put({ orderId: 1338, poNumber: 10_735 });
  ngorder.beforeRead = (state) => {
    if (state === 'EXPIRED') throw new Maintenance({ endpoint: 'listCanceled', status: 503 });
  };
  const found = await findOrder(ngorder, byEither(1338));
  expect(idsOf(found.matches)).toEqual(['active #1338']);
  expect(found.complete).toBe(false);
  expect(await findOrder(ngorder, byId(1338))).toMatchObject({ complete: true });
  await expect(findOrder(ngorder, byEither(7))).rejects.toBeInstanceOf(Maintenance);
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
    expect(idsOf((await findOrder(client, byId(1338))).matches)).toEqual(['active #1338']);
    expect(idsOf((await findOrder(client, byPo(10_735))).matches)).toEqual(['active #1338']);
    sandbox.control.behave({ keyword: 'misses' });
    expect(idsOf((await findOrder(client, byId(1338))).matches)).toEqual(['active #1338']);
    sandbox.control.move(1338, 'EXPIRED');
    expect((await findOrder(client, byId(1338))).matches).toMatchObject([
      { at: 'canceled', foundAt: { type: 'EXPIRED' } },
    ]);
  });

  test('a search ends in time when Ngorder is slow', async () => {
    const { sandbox, client } = await shop();
    sandbox.control.fault({ kind: 'delay', delayMs: 60_000, share: 1 });
    onTestFinished(() => sandbox.control.reset());
    await expect(findOrder(client, byEither(1338), 100)).rejects.toBeInstanceOf(TimedOut);
  });
});

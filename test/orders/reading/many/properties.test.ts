import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll } from '../../../../src/orders/reading/many/read-all.ts';
import {
  createPretendNgorder,
  type PretendNgorder,
  type ShopState,
} from '../../requests/pretend-ngorder.ts';

const lists = ['active', 'CANCEL', 'EXPIRED'] as const;
/** Stays where it is while others come and go. */
const staying = 5000;

/**
 * What others do at the dashboard right before a page of a list is read, in that list: one change between two answers. More
 * at once could undo each other's traces.
 */
const change = fc.record({
  atRead: fc.integer({ min: 1, max: 12 }),
  happens: fc.constantFrom('one comes', 'one goes'),
  /** How much newer or older than the one that stays. */
  beside: fc.integer({ min: -12, max: 12 }).filter((offset) => offset !== 0),
});

const shop = fc.record({
  size: fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)),
  standsIn: fc.constantFrom(...lists),
  sendsTotals: fc.constantFrom(true, true, true, false),
  changes: fc.array(change, { maxLength: 6 }),
});

function open({
  size,
  standsIn,
  sendsTotals,
  changes,
}: typeof shop extends fc.Arbitrary<infer T> ? T : never): PretendNgorder {
  const ngorder = Object.assign(createPretendNgorder(), { mostPerPage: 3, sendsTotals });
  const idIn = (state: ShopState, beside: number) =>
    staying + beside * 10 + lists.indexOf(state as (typeof lists)[number]);
  for (const [index, state] of lists.entries())
    for (let at = 1; at <= (size[index] ?? 0); at += 1)
      ngorder.put({ orderId: idIn(state, at % 2 === 0 ? at : -at) }, state);
  ngorder.put({ orderId: staying }, standsIn);
  const reads = new Map<ShopState, number>();
  ngorder.beforeRead = (state) => {
    const read = (reads.get(state) ?? 0) + 1;
    reads.set(state, read);
    const due = changes.find(({ atRead }) => atRead === read);
    if (due === undefined) return;
    const orderId = idIn(state, due.beside);
    if (due.happens === 'one comes') ngorder.put({ orderId }, state);
    else if (ngorder.state(orderId) === state)
      ngorder.elsewhere(state === 'active' ? 'cancel' : 'delete', orderId);
  };
  let answered: Promise<unknown> = Promise.resolve();
  const inTurn =
    <A extends unknown[], R>(read: (...asked: A) => Promise<R>) =>
    (...asked: A): Promise<R> => {
      const answer = answered.then(() => read(...asked));
      answered = answer;
      return answer;
    };
  ngorder.listActive = inTurn(ngorder.listActive);
  ngorder.listCanceled = inTurn(ngorder.listCanceled);
  return ngorder;
}

test('what is called complete has shown every order that was there all the time, whatever comes and goes one after the other', () =>
  fc.assert(
    fc.asyncProperty(shop, fc.boolean(), async (shown, fresh) => {
      const ids = new Set<number>();
      const { complete, read } = await readAll(
        open(shown),
        { lists },
        {
          fresh,
          onPage: ({ orders }) => {
            for (const { order } of orders) ids.add(order.orderId);
            return false;
          },
        },
      );
      expect(read).toBe(ids.size);
      if (complete) expect(ids).toContain(staying);
    }),
    { numRuns: 500 },
  ));

test('an order that the first page loses while another comes at the end is read again, and not missed', async () => {
  const ngorder = open({ size: [6, 0, 0], standsIn: 'active', sendsTotals: true, changes: [] });
  let reads = 0;
  ngorder.beforeRead = () => {
    reads += 1;
    if (reads !== 2) return;
    ngorder.elsewhere('cancel', staying + 20);
    ngorder.put({ orderId: staying - 60 });
  };
  const ids = new Set<number>();
  const { complete } = await readAll(
    ngorder,
    { lists: ['active'] },
    {
      onPage: ({ orders }) => {
        for (const { order } of orders) ids.add(order.orderId);
        return false;
      },
    },
  );
  expect({ complete, isSeen: ids.has(staying) }).toEqual({ complete: true, isSeen: true });
});

test('where nothing moves and totals are told, a reading is complete', () =>
  fc.assert(
    fc.asyncProperty(shop, async (shown) => {
      const ngorder = open({ ...shown, changes: [], sendsTotals: true });
      const { complete, read, total } = await readAll(ngorder, { lists }, { onPage: () => false });
      expect({ complete, read }).toEqual({ complete: true, read: total });
    }),
    { numRuns: 100 },
  ));

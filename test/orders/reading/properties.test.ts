import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderReference } from '../../../src/orders/order-reference.ts';
import { findOrder } from '../../../src/orders/reading/find-order.ts';
import { locate, readAgain } from '../../../src/orders/reading/locate.ts';
import {
  createPretendNgorder,
  type PretendNgorder,
  type ShopState,
} from '../requests/pretend-ngorder.ts';

const lists: ShopState[] = ['active', 'CANCEL', 'REJECTED', 'EXPIRED'];
const orderId = 5000;
const poNumber = 77;

const shop = fc.record({
  sizes: fc.tuple(fc.nat(7), fc.nat(7), fc.nat(7), fc.nat(7)),
  /** How many orders of each list are newer than the one that is sought. */
  newer: fc.nat(4),
  standsIn: fc.constantFrom(...lists),
  searchMisses: fc.boolean(),
  sendsTotals: fc.boolean(),
  /** What somebody does at the dashboard while the bot reads. */
  happens: fc.constantFrom('it moves', 'it moves', 'another moves', 'one comes', 'one goes'),
  to: fc.constantFrom(...lists),
  /** Before which of the pages that are read; a late one may never come. */
  atRead: fc.integer({ min: 1, max: 16 }),
});

function open(shown: typeof shop extends fc.Arbitrary<infer T> ? T : never): PretendNgorder {
  const { sizes, newer, standsIn, happens, to, atRead, ...weather } = shown;
  const ngorder = Object.assign(createPretendNgorder(), { mostPerPage: 3, ...weather });
  for (const [index, state] of lists.entries())
    for (let at = 0; at < (sizes[index] ?? 0); at += 1)
      ngorder.put({ orderId: orderId + (at < newer ? 1 : -1) * (at * 4 + index + 1) }, state);
  ngorder.put({ orderId, poNumber }, standsIn);
  const happen = {
    'it moves': () => ngorder.put({ orderId, poNumber }, to),
    'another moves': () => ngorder.put({ orderId: orderId + 1 }, to),
    'one comes': () => ngorder.put({ orderId: orderId + 99 }, to),
    'one goes': () => ngorder.elsewhere('delete', orderId + 2),
  };
  let reads = 0;
  ngorder.beforeRead = () => {
    reads += 1;
    if (reads === atRead) happen[happens]();
  };
  return ngorder;
}

test('an order that is there is found, or the search is not called complete, whatever happens meanwhile', () => {
  const references: OrderReference[] = [
    { kind: 'id', orderId },
    { kind: 'po', poNumber },
    { kind: 'either', number: orderId },
  ];
  return fc.assert(
    fc.asyncProperty(shop, fc.constantFrom(...references), async (shown, reference) => {
      const { matches, complete } = await findOrder(open(shown), reference);
      if (complete) expect(matches.map(({ order }) => order.orderId)).toEqual([orderId]);
    }),
    { numRuns: 1000 },
  );
});

test('an order that is there is not called gone before or after an act, whatever happens meanwhile', () =>
  fc.assert(
    fc.asyncProperty(shop, fc.constantFrom('cancel', 'delete'), async (shown, kind) => {
      const before = await readAgain(open(shown), { kind, orderId });
      expect(before?.at).not.toBe('nowhere');
      const after = await locate(open(shown), { kind, orderId }, { pause: async () => undefined });
      expect(after?.at).not.toBe('nowhere');
    }),
    { numRuns: 1000 },
  ));

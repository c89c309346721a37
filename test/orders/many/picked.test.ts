import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countOf,
  isPicked,
  mark,
  markAll,
  markPage,
  type PickedInList,
} from '../../../src/orders/many/picked.ts';

const none: PickedInList = { of: 'list', filter: { type: 'CANCEL' }, isAll: false, orders: [] };

test('marks count as many as are seen, in whatever order they are set', () => {
  const list = Array.from({ length: 35 }, (_, index) => index + 1);
  const step = fc.oneof(
    fc.integer({ min: 1, max: 35 }).map((id) => ({ is: 'one', id }) as const),
    fc.integer({ min: 0, max: 3 }).map((page) => ({ is: 'page', page }) as const),
    fc.constant({ is: 'all' } as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let picked = none;
      let seen = new Set<number>();
      for (const taken of steps) {
        if (taken.is === 'one') {
          picked = mark(picked, taken.id);
          seen = seen.symmetricDifference(new Set([taken.id]));
        } else if (taken.is === 'page') {
          const page = list.slice(taken.page * 10, taken.page * 10 + 10);
          const areAll = page.every((id) => seen.has(id));
          picked = markPage(picked, page);
          seen = areAll ? seen.difference(new Set(page)) : seen.union(new Set(page));
        } else {
          const wasWhole = picked.isAll && picked.orders.length === 0;
          picked = markAll(picked);
          seen = new Set(wasWhole ? [] : list);
        }
        expect(list.filter((id) => isPicked(picked, id))).toEqual([...seen].sort((a, b) => a - b));
        expect(countOf(picked, list.length)).toBe(seen.size);
      }
    }),
  );
});

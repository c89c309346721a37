import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtOfAbsence, doubtOfPass } from '../../../src/orders/reading/absence.ts';
import type { Gap } from '../../../src/orders/reading/many/read-list.ts';
import type { ListName } from '../../../src/orders/reading/order-lists.ts';
import type { Pass } from '../../../src/orders/reading/pass.ts';

type Totals = Record<ListName, number>;
const shop: Totals = { active: 300, CANCEL: 40, REJECTED: 5, EXPIRED: 0 };

/** A pass that read lists of these lengths and found the order nowhere. */
function passOf(totals: Partial<Totals>, gap?: Gap): Pass {
  const lists = Object.entries({ ...shop, ...totals }).map(([name, total]) => ({
    name: name as ListName,
    orders: total,
    total,
    gap: undefined,
  }));
  const searched = lists.reduce((sum, { orders }) => sum + orders, 0);
  return { found: { at: 'nowhere', searched }, lists, gap };
}
const empty = { active: 0, CANCEL: 0, REJECTED: 0, EXPIRED: 0 };

describe('an order is gone', () => {
  test('when two complete passes over the same lists found it nowhere', () => {
    expect(doubtOfAbsence(passOf({}), passOf({}), undefined)).toBeUndefined();
  });

  test('though an order came or went between the passes', () => {
    const later = passOf({ active: 299, CANCEL: 41 });
    expect(doubtOfAbsence(passOf({}), later, undefined)).toBeUndefined();
  });

  test('though it was the last one of its list', () => {
    const pass = passOf({ CANCEL: 0 });
    expect(doubtOfAbsence(pass, pass, { list: 'CANCEL', total: 1 })).toBeUndefined();
  });
});

describe('an order is not called gone', () => {
  test.each<Gap>(['totalNotSent', 'totalChanged', 'ordersMissing', 'stopped'])(
    'when either pass was not complete (%s)',
    (gap) => {
      expect(doubtOfAbsence(passOf({}, gap), passOf({}), undefined)).toBe(gap);
      expect(doubtOfAbsence(passOf({}), passOf({}, gap), undefined)).toBe(gap);
    },
  );

  test('when the whole shop is empty in either pass, as when Ngorder is ill', () => {
    expect(doubtOfAbsence(passOf(empty), passOf(empty), undefined)).toBe('emptyShop');
    expect(doubtOfAbsence(passOf({}), passOf(empty), undefined)).toBe('emptyShop');
  });

  test('when a list had many and is suddenly empty, or the other way round', () => {
    expect(doubtOfAbsence(passOf({}), passOf({ CANCEL: 0 }), undefined)).toBe('listsDiffer');
    expect(doubtOfAbsence(passOf({ active: 0 }), passOf({}), undefined)).toBe('listsDiffer');
  });

  test('when the list that it stood in with others is empty in both passes', () => {
    const pass = passOf({ CANCEL: 0 });
    expect(doubtOfAbsence(pass, pass, { list: 'CANCEL', total: 40 })).toBe('emptiedList');
    expect(doubtOfAbsence(pass, pass, { list: 'CANCEL' })).toBe('emptiedList');
    expect(doubtOfAbsence(pass, pass, { list: 'REJECTED', total: 5 })).toBeUndefined();
  });
});

test('one complete pass is enough to call an order not found, in a shop that has any', () => {
  expect(doubtOfPass(passOf({}))).toBeUndefined();
  expect(doubtOfPass(passOf(empty))).toBe('emptyShop');
  expect(doubtOfPass(passOf({}, 'totalNotSent'))).toBe('totalNotSent');
});

test('whatever two passes found, both agree on it and hold some order when one is called gone', () => {
  const totals = fc.record({
    active: fc.nat(5),
    CANCEL: fc.nat(5),
    REJECTED: fc.nat(5),
    EXPIRED: fc.nat(5),
  });
  fc.assert(
    fc.property(totals, totals, (one, other) => {
      const gone = doubtOfAbsence(passOf(one), passOf(other), undefined) === undefined;
      const near = (Object.keys(one) as ListName[]).every(
        (list) => Math.abs(one[list] - other[list]) <= 1,
      );
      const some = [one, other].every((each) => Object.values(each).some((total) => total > 0));
      expect(gone).toBe(near && some);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foundNotice,
  listCursorOf,
  type Meant,
  nothingFoundView,
  severalView,
  unfinishedView,
} from '../../../src/bot/views/search.ts';
import type { FoundOrder } from '../../../src/orders/reading/order-location.ts';
import { unpack } from '../callbacks/codec.ts';
import { anyOrder, dataOf, en, id, labels, order, shownBy } from './sendable.ts';

const active = (fields = {}): FoundOrder => ({ at: 'active', order: { ...order, ...fields } });
const canceledAs = (type: 'CANCEL' | 'REJECTED' | 'EXPIRED', fields = {}): FoundOrder => ({
  at: 'canceled',
  order: { ...order, ...fields },
  foundAt: { type, page: 1, perPage: 50 },
});
const found = (...matches: FoundOrder[]): Meant => ({
  matches,
  deleted: [],
  searched: 412,
  complete: true,
});
const unfinished = (...matches: FoundOrder[]) => ({ ...found(...matches), complete: false });
const bare = (number: number) => ({ kind: 'either', number }) as const;

describe('a number that two orders have', () => {
  const both = found(
    canceledAs('CANCEL', { orderId: 10_735, poNumber: 20_132, status: 'ACCEPTED' }),
    active(),
  );
  const view = severalView(both, bare(10_735), en);

  test('shows both to choose from', () => {
    const shown = shownBy(view);
    expect(shown).toContain('10735 is the ID of one order and the PO number of another.');
    expect(shown).toContain('#1338 · PO 10735');
    expect(shown).toContain('#10735 · PO 20132');
    expect(labels(view)).toEqual([['Show #10735'], ['Show #1338']]);
    expect(unpack(dataOf(view, 'Show #10735'))).toEqual({
      press: 'find',
      reference: { kind: 'id', orderId: 10_735 },
    });
  });

  test('says of each what it is, by the list that it stands in', () => {
    const states = shownBy(view).match(/(?<=Status: ).*/g);
    expect(states).toEqual(['Canceled', 'Active']);
    const others = found(canceledAs('REJECTED'), canceledAs('EXPIRED', { orderId: 2 }));
    expect(shownBy(severalView(others, bare(1338), id)).match(/(?<=Status: ).*/g)).toEqual([
      'Ditolak',
      'Kedaluwarsa',
    ]);
  });

  test('says so when there may be more', () => {
    const more = 'another one may be meant';
    expect(shownBy(view)).not.toContain(more);
    expect(shownBy(severalView({ ...both, complete: false }, bare(10_735), en))).toContain(more);
  });

  test('can be shown, whatever the orders hold', () =>
    fc.assert(
      fc.property(
        fc.array(anyOrder, { minLength: 2, maxLength: 40 }),
        fc.constantFrom(en, id),
        (orders, localizer) => {
          const any = orders.map((order): FoundOrder => ({ at: 'active', order }));
          shownBy(severalView(found(...any), bare(10_735), localizer));
        },
      ),
    ));
});

describe('a PO number of several orders', () => {
  const orders = Array.from({ length: 12 }, (_, index) => active({ orderId: index + 1 }));

  test.each([bare(505), { kind: 'po', poNumber: 505 } as const])('is called that: %j', (asked) => {
    const shown = shownBy(severalView(found(...orders), asked, en));
    expect(shown).toContain('505 is the PO number of several orders.');
  });

  test('offers ten of them and says how many are left', () => {
    const view = severalView(found(...orders), { kind: 'po', poNumber: 505 }, en);
    expect(labels(view)).toHaveLength(10);
    expect(shownBy(view)).toContain('and 2 more');
  });
});

describe('above the one order that was found', () => {
  test('stands nothing when it is the one that was named', () => {
    expect(foundNotice(order, found(), bare(1338), en)).toBeUndefined();
    for (const asked of [
      { kind: 'id', orderId: 1338 },
      { kind: 'po', poNumber: 10_735 },
    ] as const)
      expect(foundNotice(order, found(), asked, en)).toBeUndefined();
  });

  test('stands that a bare number is its PO number', () => {
    expect(foundNotice(order, found(), bare(10_735), en)).toContain('is the PO number of this');
  });

  test('stands that there may be another, when not everything was searched', () => {
    expect(foundNotice(order, unfinished(), bare(1338), en)).toContain('another one may be');
    const both = foundNotice(order, unfinished(), bare(10_735), en);
    expect(both).toContain('PO number');
    expect(both).toContain('another one may be');
    expect(both).not.toContain('\n');
  });
});

describe('an order that was not found', () => {
  const asked = [
    [{ kind: 'id', orderId: 1338 }, '#1338'],
    [{ kind: 'po', poNumber: 10_735 }, 'PO 10735'],
    [{ kind: 'either', number: 505 }, '505'],
  ] as const;

  test.each(asked)('is named as it was asked for, with how much was searched: %j', (it, name) => {
    const shown = shownBy(nothingFoundView(found(), it, en));
    expect(shown).toContain(`${name} was not found`);
    expect(shown).toContain('412 orders were searched');
  });

  test('leaves nothing to do but to type another number', () => {
    const view = nothingFoundView(found(), bare(505), en);
    expect(labels(view)).toEqual([['Type another number']]);
    expect(view.keyboard.flat().some(({ style }) => style === 'danger')).toBe(false);
    expect(unpack(dataOf(view, 'Type another number'))).toEqual({ press: 'otherOrder' });
  });

  test.each(asked)('is not called that when the search came to no end: %j', (it, name) => {
    const view = unfinishedView(unfinished(), it, en);
    const shown = shownBy(view);
    expect(shown).toContain(`${name} has not turned up yet`);
    expect(shown).toContain('could not be completed');
    expect(shown).not.toContain('not found');
    expect(shownBy(unfinishedView(unfinished(), it, id))).not.toMatch(
      /tidak (ke|di)temukan|tidak ketemu/,
    );
    expect(unpack(dataOf(view, 'Search again'))).toEqual({ press: 'find', reference: it });
  });
});

describe('the way from an order to its page of the list', () => {
  test.each([
    [1, 50, 1],
    [2, 50, 6],
    [3, 10, 3],
    [3, 5, 2],
  ])('page %i of %i a page begins on page %i', (page, perPage, listed) => {
    const foundAt = { type: 'EXPIRED', from: '2021-01-01', page, perPage } as const;
    expect(listCursorOf(foundAt)).toEqual({
      type: 'EXPIRED',
      from: '2021-01-01',
      page: listed,
      perPage: 10,
    });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPlaceOf, nothingFound, severalView } from '../../../src/bot/views/search.ts';
import { unpack } from '../callbacks/codec.ts';
import { anyOrder, dataOf, en, id, labels, order, shownBy } from './sendable.ts';

describe('a number that two orders have', () => {
  const matches = [
    { at: 'active', order },
    { at: 'active', order: { ...order, orderId: 10_735, poNumber: 20_132 } },
  ] as const;
  const view = severalView(matches, { kind: 'either', number: 10_735 }, en);

  test('shows both to choose from', () => {
    const shown = shownBy(view);
    expect(shown).toContain('10735 is the ID of one order and the PO number of another.');
    expect(shown).toContain('#1338 · PO 10735');
    expect(shown).toContain('#10735 · PO 20132');
    expect(labels(view)).toEqual([['Show #1338'], ['Show #10735']]);
    expect(unpack(dataOf(view, 'Show #10735'))).toEqual({
      press: 'find',
      reference: { kind: 'id', orderId: 10_735 },
    });
  });

  test('can be shown, whatever the orders hold', () =>
    fc.assert(
      fc.property(anyOrder, anyOrder, fc.constantFrom(en, id), (one, other, wording) => {
        const any = [one, other].map((order) => ({ at: 'active', order }) as const);
        shownBy(severalView(any, { kind: 'either', number: 10_735 }, wording));
      }),
    ));
});

describe('an order that was not found', () => {
  test.each([
    [{ kind: 'id', orderId: 1338 }, '#1338 was not found'],
    [{ kind: 'po', poNumber: 10_735 }, 'PO 10735 was not found'],
    [{ kind: 'either', number: 505 }, '505 was not found'],
  ] as const)('is named as it was asked for, with how much was searched: %j', (asked, sentence) => {
    const found = { matches: [], searched: 412, complete: true };
    const shown = shownBy({ text: nothingFound(found, asked, en), keyboard: [] });
    expect(shown).toContain(sentence);
    expect(shown).toContain('412 orders were searched');
    expect(shown).not.toContain('not completed');
  });

  test('is not called gone when the search was not completed', () => {
    const found = { matches: [], searched: 12, complete: false };
    expect(nothingFound(found, { kind: 'id', orderId: 1 }, en)).toContain('was not completed');
  });
});

describe('the way from an order to its page of the list', () => {
  test.each([
    [1, 50, 1],
    [2, 50, 11],
    [3, 5, 3],
  ])('page %i of %i a page begins on page %i', (page, perPage, listed) => {
    const foundAt = { type: 'EXPIRED', from: '2021-01-01', page, perPage } as const;
    expect(listPlaceOf(foundAt)).toEqual({ type: 'EXPIRED', from: '2021-01-01', page: listed });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentionedOrder } from '../../src/orders/mentioned-order.ts';
import { plainText } from '../../src/orders/typed-text.ts';
import { anyText } from '../any-text.ts';
import {
  dateRanges,
  mentions,
  noMentions,
  orderReferences,
  severalMentions,
} from '../fixtures/as-people-write.ts';

describe('a text mentions an order', () => {
  test.each([...mentions.id, ...orderReferences.id])('by its ID: “%s”', (text) => {
    expect(mentionedOrder(text)).toEqual({ kind: 'id', orderId: 1338 });
  });

  test.each([...mentions.po, ...orderReferences.po])('by its PO number: “%s”', (text) => {
    expect(mentionedOrder(text)).toEqual({ kind: 'po', poNumber: 10_735 });
  });

  test.each([...mentions.either, ...orderReferences.number])('by one of them: “%s”', (text) => {
    expect(mentionedOrder(text)).toEqual({ kind: 'either', number: 1338 });
  });

  test.each(severalMentions.slice(0, -1))('or several: “%s”', (text) => {
    expect(['several', undefined]).toContain(mentionedOrder(text));
  });

  test.each(noMentions)('or none: “%s”', (text) => {
    expect(mentionedOrder(text)).toBeUndefined();
  });
});

test('dates are never taken for orders', () => {
  for (const [, written] of dateRanges)
    for (const text of written.filter((one) => !/^20\d{2,6}$/.test(one)))
      expect(mentionedOrder(text), text).toBeUndefined();
});

test('whatever is written, what is taken for an order stands in it', () => {
  const words = fc.constantFrom(
    'order',
    'PO',
    'cek',
    '#',
    'batal',
    'kaos',
    ',',
    '\n',
    '·',
    '/',
    '-',
  );
  const scraps = fc
    .array(fc.oneof(fc.nat().map(String), words), { maxLength: 12 })
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(scraps, anyText()), (text) => {
      const named = mentionedOrder(text);
      if (named === undefined || named === 'several') return;
      const number =
        'orderId' in named ? named.orderId : 'number' in named ? named.number : named.poNumber;
      expect(Number.isSafeInteger(number) && number > 0).toBe(true);
      expect(plainText(text)).toContain(String(number));
    }),
    { numRuns: 2000 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type OrderReference,
  OrderReferenceError,
  type OrderReferenceProblem,
  orderReferenceInMessage,
  parseOrderReference,
} from '../../src/orders/order-reference.ts';
import { plainText } from '../../src/orders/typed-text.ts';
import { anyText } from '../any-text.ts';
import { noOrderReferences, orderReferences } from '../fixtures/as-people-write.ts';

describe('an order ID', () => {
  test.each([
    '#1338',
    '# 1338',
    'ID 1338',
    'id:1338',
    'ID1338',
    'ID-1338',
    'order 1338',
    'Order #1338',
    'order id: 1338',
    'pesanan 1338',
    'No. pesanan 1338',
    'nomor pesanan: #1338.',
    ' #1338\n',
    '#001338',
    '\u200f#1338',
    '#1338 · PO 10735 · Rp 110.376',
    '#1338 · PO 10735 · Rp110.376',
  ])('%s', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'id', orderId: 1338 });
  });
});

describe('a PO number', () => {
  test.each([
    'PO 10735',
    'po:10735',
    'PO-10735',
    'PO–10735',
    'po10735',
    'PO #10735',
    'no po 10735',
    'No. PO: 10735',
    'nomor PO 10735',
    'PO no. 10735',
    'pesanan PO 10735',
  ])('%s', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'po', poNumber: 10735 });
  });
});

describe('a bare number may be either', () => {
  test.each(['1338', ' 1338 ', '1338.', '001338', 'no 1338', 'Nomor: 1338'])('%s', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'either', number: 1338 });
  });

  test('of at most fifteen digits', () => {
    const number = 999_999_999_999_999;
    expect(parseOrderReference(String(number))).toEqual({ kind: 'either', number });
  });
});

describe('what names no order, or not one, is asked again', () => {
  test.each<[string, OrderReferenceProblem]>([
    ['', 'empty'],
    [' \n\u200b', 'empty'],
    ['abc', 'not-a-number'],
    ['#', 'not-a-number'],
    ['PO', 'not-a-number'],
    ['1338a', 'not-a-number'],
    ['1e5', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['+628123456789', 'not-a-number'],
    ['INV.2021.01.18.505', 'not-a-number'],
    ['😀', 'not-a-number'],
    ['½', 'not-a-number'],
    ['0', 'not-positive'],
    ['#000', 'not-positive'],
    ['-5', 'not-positive'],
    ['−5', 'not-positive'],
    ['#-5', 'not-positive'],
    ['PO 0', 'not-positive'],
    ['1.5', 'fraction'],
    ['1,5', 'fraction'],
    ['-1,5', 'fraction'],
    ['1.338', 'fraction'],
    ['PO 10.735', 'fraction'],
    ['1.110.376', 'fraction'],
    ['123456789012345678901234567890', 'too-long'],
    ['#1000000000000000', 'too-long'],
    ['1338 1339', 'several'],
    ['#1338, #1339', 'several'],
    ['1338\n1339', 'several'],
    ['1338/1339', 'several'],
    ['1338 dan 1339', 'several'],
    ['order 1338 PO 10735', 'several'],
    ['#1338 · PO 10735\n#1339 · PO 10736', 'several'],
    [Array.from({ length: 40 }, (_, i) => `#${1338 + i}`).join(' '), 'several'],
    ['Tolong batalkan pesanan 1338 ya kak, pembelinya salah menulis alamat', 'too-much-text'],
    ['Halo kak. '.repeat(100), 'too-much-text'],
    ['7'.repeat(4096), 'too-much-text'],
    ['😀'.repeat(200), 'too-much-text'],
  ])('%s is %s', (text, reason) => {
    expect(problemOf(text)).toBe(reason);
  });
});

describe('as people write it', () => {
  test.each(orderReferences.id)('“%s” is an ID', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'id', orderId: 1338 });
  });

  test.each(orderReferences.po)('“%s” is a PO number', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'po', poNumber: 10_735 });
  });

  test.each(orderReferences.number)('“%s” may be either', (text) => {
    expect(parseOrderReference(text)).toEqual({ kind: 'either', number: 1338 });
  });

  test.each(noOrderReferences)('“%s” is %s', (text, reason) => {
    expect(problemOf(text)).toBe(reason);
  });
});

describe('for every order number', () => {
  const numbers = fc.integer({ min: 1, max: 999_999_999_999_999 });

  test('what names it is read as it', () => {
    fc.assert(
      fc.property(numbers, (number) => {
        expect(parseOrderReference(`#${number}`)).toEqual({ kind: 'id', orderId: number });
        expect(parseOrderReference(`po ${number}`)).toEqual({ kind: 'po', poNumber: number });
        expect(parseOrderReference(`${number}`)).toEqual({ kind: 'either', number });
      }),
    );
  });

  test('one that is named over and over is one', () => {
    const between = fc.constantFrom(' ', '\n', ', ', ',', '; ', ' & ');
    const times = fc.integer({ min: 2, max: 200 });
    const order = fc.tuple(
      fc.constantFrom('', '#', 'ID ', 'PO '),
      fc.integer({ min: 100, max: 999_999_999 }),
    );
    fc.assert(
      fc.property(order, between, times, ([label, number], mark, count) => {
        const one = `${label}${number}`;
        const repeated = Array.from({ length: count }, () => one).join(mark);
        expect(parseOrderReference(repeated)).toEqual(parseOrderReference(one));
      }),
    );
  });

  test('two of them are never taken for one', () => {
    const between = fc.constantFrom(' ', '\n', ', ', '; ', ' & ', ' dan ', '-', '/', ' #', ' PO ');
    fc.assert(
      fc.property(numbers, between, numbers, (one, mark, other) => {
        fc.pre(one !== other);
        expect(problemOf(`${one}${mark}${other}`)).toBe('several');
      }),
    );
  });
});

test('whatever is typed is a positive whole number or an order reference error', () => {
  const scraps = fc
    .array(
      fc.oneof(
        fc.nat().map(String),
        fc.constantFrom('#', 'PO', 'id', 'no', '.', ',', '-', ' ', '·', '\n', '😀', '٣', 'x'),
      ),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(scraps, anyText()), (text) => {
      const read = attempt(text);
      if (read instanceof Error) {
        expect(read).toBeInstanceOf(OrderReferenceError);
      } else {
        const number = numberOf(read);
        expect(Number.isSafeInteger(number) && number > 0).toBe(true);
        expect(plainText(text)).toContain(String(number));
      }
    }),
    { numRuns: 2000 },
  );
});

describe('the order in a message of the bot', () => {
  test('is the one it names', () => {
    const message = 'Canceled by Sari, 10.37\n#1338 · PO 10735 · Rp 110.376\n2 × Kaos #biru';
    expect(orderReferenceInMessage(message)).toBe(1338);
  });

  test('is that one, however often it is named', () => {
    expect(orderReferenceInMessage('Cancel #1338?\n#1338 · PO 10735 · Rp 110.376')).toBe(1338);
  });

  test.each([
    ['names none', 'What is the ID of the order?'],
    ['only has a PO number', 'PO 10735 · Rp 110.376'],
    ['is a list of several', '#1338 · PO 10735 · Rp 1\n#1339 · PO 10736 · Rp 2'],
    ['has a hashtag', '#1338kaos #promo #0'],
    ['has a number that no order can have', `#${'9'.repeat(30)}`],
  ])('is unknown when it %s', (_, text) => {
    expect(orderReferenceInMessage(text)).toBeUndefined();
  });
});

function attempt(text: string): OrderReference | Error {
  try {
    return parseOrderReference(text);
  } catch (error) {
    return error as Error;
  }
}

function problemOf(text: string): OrderReferenceProblem {
  const read = attempt(text);
  if (read instanceof OrderReferenceError) return read.reason;
  throw new Error(`"${text}" was read as ${JSON.stringify(read)}`);
}

function numberOf(reference: OrderReference): number {
  switch (reference.kind) {
    case 'id':
      return reference.orderId;
    case 'po':
      return reference.poNumber;
    case 'either':
      return reference.number;
  }
}

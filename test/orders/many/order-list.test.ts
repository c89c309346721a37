import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mostOrders,
  readOrderColumn,
  readOrderList,
  TooManyOrders,
} from '../../../src/orders/many/order-list.ts';
import type { OrderReference } from '../../../src/orders/order-reference.ts';

const short = (reference: OrderReference): string => {
  switch (reference.kind) {
    case 'id':
      return `#${reference.orderId}`;
    case 'po':
      return `PO ${reference.poNumber}`;
    case 'either':
      return String(reference.number);
  }
};
const named = (text: string) => readOrderList(text).references.map(short);

describe('many orders as people write them', () => {
  test.each([
    ['1338 1340', ['1338', '1340']],
    ['1338,1340', ['1338', '1340']],
    ['1338, 1340; 1341', ['1338', '1340', '1341']],
    ['1338\n1340\r\n\r\n1341', ['1338', '1340', '1341']],
    ['#1338 #1340', ['#1338', '#1340']],
    ['#1338,#1340', ['#1338', '#1340']],
    ['1338-1341', ['1338', '1339', '1340', '1341']],
    ['1338 – 1340', ['1338', '1339', '1340']],
    ['1338 s/d 1340', ['1338', '1339', '1340']],
    ['1338 sampai 1340', ['1338', '1339', '1340']],
    ['1338..1340', ['1338', '1339', '1340']],
    ['#1338-#1340', ['#1338', '#1339', '#1340']],
    ['1338 1340, 1342-1344', ['1338', '1340', '1342', '1343', '1344']],
    ['PO 10735', ['PO 10735']],
    ['PO 10735, 10736', ['PO 10735', 'PO 10736']],
    ['PO 10735 - 10737', ['PO 10735', 'PO 10736', 'PO 10737']],
    ['PO 10735\n1338', ['PO 10735', '1338']],
    ['po10735 id 1338', ['PO 10735', '#1338']],
    ['no po: 10735, id: 1338', ['PO 10735', '#1338']],
    ['batalin 1338 dan 1340 ya', ['1338', '1340']],
    ['tolong batalkan:\n- 1338\n- 1340', ['1338', '1340']],
    ['1) 1338\n2) 1340', ['1338', '1340']],
    ['1338 - Siti Rahma\n1340 - Budi', ['1338', '1340']],
    ['1338 Siti Rahma Rp110.376\n1340 Budi Rp2.000', ['1338', '1340']],
    ['1. #1338 Siti Rahma · Rp110.376 💰\n2. #1340 Budi · Rp2.000', ['#1338', '#1340']],
    ['#1338 · PO 10735 · Rp110.376\n#1340 · PO 10736 · Rp2.000', ['#1338', '#1340']],
    ['１３３８　１３４０', ['1338', '1340']],
    ['1338​ 1340‎', ['1338', '1340']],
    ['1.338 1.340', ['1338', '1340']],
    ['1338.0 1340.00', ['1338', '1340']],
    ['1,338E+3 1.34E+2', ['1338', '134']],
  ])('%j', (text, expected) => {
    expect(named(text)).toEqual(expected);
    expect(readOrderList(text).unread).toEqual([]);
  });

  test.each([
    ['1.34E+03', 'rounded'],
    ['1E+3', 'rounded'],
    ['1.3385E+3', 'fraction'],
    ['338,339', 'oneOrTwo'],
    ['1,338', 'oneOrTwo'],
    ['1338.5', 'fraction'],
    ['0', 'notPositive'],
    ['1234567890123456', 'tooLong'],
    ['1342-1338', 'backwards'],
    ['1340-45', 'backwards'],
    ['Siti', 'words'],
    ['abc1338', 'words'],
    ['🙂x', 'words'],
  ])('%s is not guessed at, and said to be unclear', (text, problem) => {
    const { references, unread } = readOrderList(`1338 ${text}`);
    expect(references.map(short)).toEqual(['1338']);
    expect(unread).toMatchObject([{ problem }]);
  });

  test('takes a minus before a number for one', () => {
    expect(readOrderList('-5, 1338').unread).toEqual([{ text: '-5', problem: 'notPositive' }]);
  });

  test('says what it read otherwise than written', () => {
    expect(readOrderList('1.338 1340').reread).toEqual(['1.338']);
  });

  test('counts an order once, and says so', () => {
    const { references, repeated } = readOrderList('1338 1338 #1338, 1338 1340 1338');
    expect(references.map(short)).toEqual(['#1338', '1340']);
    expect(repeated).toEqual(['1338']);
  });

  test.each(['1-1000000', '1338-999999999999999', '1-500 600-1200'])(
    '%s is too many, and is said to be at once',
    (text) => {
      expect(() => readOrderList(text)).toThrow(TooManyOrders);
    },
  );

  test('reads a thousand', () => {
    expect(readOrderList(`1001-${1000 + mostOrders}`).references).toHaveLength(mostOrders);
  });
});

describe('a column of a document', () => {
  test.each([
    [
      ['1338', '1340'],
      ['1338', '1340'],
    ],
    [
      ['1,338', '1.340'],
      ['1338', '1340'],
    ],
    [
      ['1338.0', ' 1340 ', ''],
      ['1338', '1340'],
    ],
    [
      ['PO 10735', '#1338'],
      ['PO 10735', '#1338'],
    ],
  ])('%j', (cells, expected) => {
    expect(readOrderColumn(cells, undefined).references.map(short)).toEqual(expected);
  });

  test('of PO numbers', () => {
    expect(readOrderColumn(['10735'], 'po').references.map(short)).toEqual(['PO 10735']);
  });
});

describe('whatever is written', () => {
  const ids = fc.array(fc.integer({ min: 100, max: 999_999_999 }), { minLength: 2, maxLength: 60 });

  test('as lines, with commas and blanks or with semicolons, is read as it was meant', () => {
    fc.assert(
      fc.property(
        ids,
        fc.constantFrom('\n', ', ', '; ', ' ', '\t', ' dan '),
        (numbers, between) => {
          const distinct = [...new Set(numbers)];
          const { references, repeated, unread } = readOrderList(numbers.join(between));
          expect(references.map(short)).toEqual(distinct.map(String));
          expect(repeated.length).toBe(
            new Set(numbers.filter((each, at) => numbers.indexOf(each) !== at)).size,
          );
          expect(unread).toEqual([]);
        },
      ),
    );
  });

  test('is never taken for an order whose digits aren’t there', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: fc.constantFrom(...'0123456789.,-# ePO\nabc') }),
        (text) => {
          try {
            const { references } = readOrderList(text);
            const digits = text.replace(/\D/g, '');
            for (const reference of references) {
              const value = short(reference).replace(/\D/g, '');
              const isRange = /[-.]/.test(text);
              if (!isRange) expect(digits).toContain(value);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(TooManyOrders);
          }
        },
      ),
    );
  });

  test('ends soon, however long it is', () => {
    const begun = performance.now();
    for (const text of [
      '1'.repeat(4096),
      '1,'.repeat(2048),
      '#'.repeat(4096),
      '1-'.repeat(2048),
      'a1 '.repeat(1300),
    ])
      readOrderList(text);
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

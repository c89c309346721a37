import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FindQueryError } from '../../../src/orders/find/find-query.ts';
import { readFindQuery } from '../../../src/orders/find/read-find-query.ts';

/** A Friday. */
const today = '2026-11-20';
const read = (text: string) => readFindQuery(text, today);
const nothing = { phones: [], words: [], traits: [] };

describe('what people write', () => {
  test.each([
    ['siti rahma', { words: ['siti', 'rahma'] }],
    ['Bu SITI', { words: ['siti'] }],
    ['José', { words: ['jose'] }],
    ['cariin pesanan atas nama siti dong kak', { words: ['siti'] }],
    ['kaos polos hitam', { words: ['kaos', 'polos', 'hitam'] }],
    ['resi JP1234567890', { words: ['jp1234567890'] }],
    ['INV/2021/889', { words: ['2021', '889'] }],
    ['batalin order bu siti kemarin', { words: ['siti'], from: '2026-11-19', to: '2026-11-19' }],
    ['batal bu siti', { words: ['siti'] }],
    ['yang cod belum dibayar', { traits: ['unpaid', 'cod'] }],
    ['COD blm bayar', { traits: ['unpaid', 'cod'] }],
    ['sudah dibayar belum dikirim', { traits: ['unshipped', 'paid'] }],
    [
      'expired minggu lalu shopee',
      { lists: ['EXPIRED'], marketplace: 'Shopee', from: '2026-11-09', to: '2026-11-15' },
    ],
    ['yang ditolak tokped', { lists: ['REJECTED'], marketplace: 'Tokopedia' }],
    ['siti 1-15 nov', { words: ['siti'], from: '2026-11-01', to: '2026-11-15' }],
    ['agus', { words: ['agus'] }],
    ['mei', { words: ['mei'] }],
    ['siti 0812 3456 7890', { words: ['siti'], phones: ['81234567890'] }],
    ['wa +62 (812) 3456-7890', { phones: ['81234567890'] }],
  ])('“%s” is understood', (text, query) => {
    expect(read(text)).toEqual({ ...nothing, ...query });
  });

  test.each([
    ['a', 'too-short'],
    ['7', 'too-short'],
    ['', 'empty'],
    ['   \n\t ', 'empty'],
    ['🙂🙂', 'empty'],
    ['.*', 'empty'],
    ['^(.+)+$', 'empty'],
    ['halo kak', 'empty'],
    ['tolong cariin pesanan dong', 'empty'],
    ['x'.repeat(4000), 'too-long'],
    ['siti '.repeat(800), 'too-long'],
  ] as const)('“%s” looks for nothing, and says why', (text, reason) => {
    const error = (() => {
      try {
        return read(text);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(FindQueryError);
    expect((error as FindQueryError).reason).toBe(reason);
  });

  test('a regular expression is the letters in it', () => {
    expect(read('siti.*|rahma')).toMatchObject({ words: ['siti', 'rahma'] });
  });
});

test('whatever is written is understood or refused, and nothing else is thrown', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      try {
        const { words, phones, traits, ...rest } = read(text);
        expect(
          words.length + phones.length + traits.length + Object.keys(rest).length,
        ).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(FindQueryError);
      }
    }),
    { numRuns: 500 },
  ));

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../../../src/ngorder/order.ts';
import { fitOf } from '../../../src/orders/find/matches.ts';
import { isOneTypoAway } from '../../../src/orders/find/one-typo.ts';
import { phoneNumber } from '../../../src/orders/find/phone-number.ts';
import { readFindQuery } from '../../../src/orders/find/read-find-query.ts';

const today = '2026-11-20';
const order: Order = {
  orderId: 1338,
  poNumber: 10_735,
  invoice: 'INV/20261118/XIV/889',
  senderName: 'Toko Rahma',
  receiverName: 'Siti Nurhaliza',
  receiverPhone: '0812-3456-7890',
  awbNumber: 'JP1234567890',
  source: 'Shopee',
  category: 'SHOPEE',
  paymentStatus: 'UNPAID',
  progress: 'UNPROCESSED',
  cod: true,
  products: [{ name: 'Kaos Polos Hitam', sku: 'KPH-01' }],
  raw: {},
};
const fits = (text: string, one: Partial<Order> = {}) =>
  fitOf({ ...order, ...one }, readFindQuery(text, today)) > 0;

describe('an order is found by', () => {
  test.each([
    'siti',
    'SITI NURHALIZA',
    'nurhaliza siti',
    'nurha',
    'rahma',
    'kaos hitam',
    'kph-01',
    'JP1234567890',
    '34567890',
    'INV/20261118/XIV/889',
    '10735',
    'shopee',
    'siti shopee',
    'siti cod',
    'belum dibayar',
    'siti belum dikirim',
  ])('%s', (text) => {
    const { awbNumber, ...unsent } = order;
    expect(
      text.includes('dikirim') ? fitOf(unsent, readFindQuery(text, today)) > 0 : fits(text),
    ).toBe(true);
    expect(awbNumber).toBeDefined();
  });

  test.each([
    'sari',
    'siti rahmawati',
    'celana',
    'tokopedia',
    'lunas',
    '0812-3456-7891',
    '99999999',
  ])('nothing like %s', (text) => expect(fits(text)).toBe(false));

  test('a name whose accents nobody types, and one whose accents nobody has', () => {
    expect(fits('jose', { receiverName: 'José Müller' })).toBe(true);
    expect(fits('sití', { receiverName: 'Siti' })).toBe(true);
  });

  test('the whole word before a part of one, and that before a mistyped one', () => {
    const of = (text: string) => fitOf(order, readFindQuery(text, today));
    expect(of('nurhaliza')).toBeGreaterThan(of('nurhal'));
    expect(of('nurhal')).toBeGreaterThan(of('nurhalisa'));
    expect(of('nurhalisa')).toBeGreaterThan(0);
  });
});

/** Ways to write the same number. */
const spellings = (national: string): fc.Arbitrary<string> =>
  fc
    .record({
      prefix: fc.constantFrom('0', '+62', '62', '+62 ', '0062', '(0)', '+62-'),
      separators: fc.array(fc.constantFrom('', '', ' ', '-', '.'), {
        minLength: national.length,
        maxLength: national.length,
      }),
    })
    .map(
      ({ prefix, separators }) =>
        prefix +
        [...national].map((digit, at) => (at === 0 ? '' : separators[at]) + digit).join(''),
    );
const national = fc
  .tuple(fc.constantFrom('811', '812', '821', '857', '896'), fc.stringMatching(/^\d{6,9}$/))
  .map((parts) => parts.join(''));

test('every spelling of a phone finds the order, however its own phone is spelled', () =>
  fc.assert(
    fc.property(
      national.chain((number) =>
        fc.tuple(spellings(number), spellings(number), fc.constant(number)),
      ),
      ([written, stored, number]) => {
        expect(phoneNumber(written)).toBe(number);
        expect(fits(written, { receiverPhone: stored })).toBe(true);
        expect(fits(`${written} siti`, { receiverPhone: stored })).toBe(true);
      },
    ),
    { numRuns: 500 },
  ));

const name = fc.stringMatching(/^[a-z]{4,12}$/);
const letter = fc.stringMatching(/^[a-z]$/);
const typo = name.chain((word) =>
  fc
    .record({ word: fc.constant(word), at: fc.nat(word.length - 1), letter, kind: fc.nat(3) })
    .map(({ at, letter, kind }): [string, string] => {
      const [before, after] = [word.slice(0, at), word.slice(at)];
      const mistyped = [
        before + letter + after,
        before + after.slice(1),
        before + letter + after.slice(1),
        before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2),
      ][kind] as string;
      return [word, mistyped];
    }),
);

test('one mistake in a name of at least five letters is forgiven', () =>
  fc.assert(
    fc.property(typo, ([word, mistyped]) => {
      fc.pre(word.length >= 5);
      expect(isOneTypoAway(word, mistyped)).toBe(true);
      expect(isOneTypoAway(mistyped, word)).toBe(true);
    }),
    { numRuns: 500 },
  ));

test('two letters that are other ones are not', () =>
  fc.assert(
    fc.property(name, (word) => {
      const other = `${word[0] === 'z' ? 'y' : 'z'}${word.slice(1, -1)}${word.at(-1) === 'q' ? 'w' : 'q'}`;
      fc.pre(other[0] !== word[0] && other.at(-1) !== word.at(-1));
      expect(isOneTypoAway(word, other)).toBe(false);
    }),
    { numRuns: 200 },
  ));

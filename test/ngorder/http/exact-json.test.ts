import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactly } from '../../../src/ngorder/http/exact-json.ts';

const digits = fc
  .tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 30 }),
  )
  .map(([first, rest]) => `${first}${rest}`);

describe('a number in an answer', () => {
  test('is read with all its digits, wherever it stands and however many it has', () => {
    fc.assert(
      fc.property(digits, fc.nat({ max: 40 }), fc.boolean(), (written, before, isNegative) => {
        const number = isNegative ? `-${written}` : written;
        const read = parseExactly(`{"${'x'.repeat(before)}": [1, ${number}, 22]}`);
        expect(Object.values(read as object)).toEqual([
          [1, Number.isSafeInteger(Number(number)) ? Number(number) : number, 22],
        ]);
      }),
    );
  });

  test('is what JSON says where a text beside it has many digits', () => {
    fc.assert(
      fc.property(digits, fc.array(fc.integer()), (written, rest) => {
        const text = JSON.stringify({ resi: written, rest });
        expect(parseExactly(text)).toEqual({ resi: written, rest });
      }),
    );
  });
});

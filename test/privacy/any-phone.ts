import fc from 'fast-check';
import { fold } from '../../src/privacy/fold.ts';

/** The digits of a text in their order, in whatever script. */
export function digitsIn(text: string): string {
  return fold(text).text.replace(/\D/g, '');
}

const rest = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const mobilePrefix = fc.constantFrom(
  '811',
  '812',
  '813',
  '821',
  '838',
  '852',
  '857',
  '878',
  '881',
  '895',
  '899',
);
const mobile = fc.tuple(mobilePrefix, rest(6, 9)).map((parts) => parts.join(''));
const landline = fc
  .tuple(fc.constantFrom('21', '22', '31', '274', '341', '411'), rest(6, 8))
  .map((parts) => parts.join(''));

const separators = [
  ...[' ', '-', '.', '\u00A0', '–', '/', '_', ' - ', '\u2009', '\u2011', '*', '~'],
  ...['\u200B', '\u200D', '\u2060', '\u00AD'],
];

/** In groups of three to five digits, with one sign between them all. */
const grouped = (digits: string) =>
  fc
    .tuple(
      fc.constantFrom(...separators),
      fc.array(fc.integer({ min: 3, max: 5 }), { minLength: 5, maxLength: 5 }),
    )
    .map(([separator, sizes]) => {
      const groups: string[] = [];
      let at = 0;
      for (const size of sizes) {
        if (at >= digits.length) break;
        groups.push(digits.slice(at, at + size));
        at += size;
      }
      return groups.join(separator);
    });

const scripts = ['0０٠०𝟎', '0'].flatMap((zeros) => [...zeros]);
const inScript = (text: string) =>
  fc
    .constantFrom(...scripts)
    .map((zero) =>
      text.replace(/\d/g, (digit) =>
        String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)),
      ),
    );

/** A phone in any of the ways in which people write one. */
export const anyPhone: fc.Arbitrary<string> = fc
  .oneof(
    mobile.map((number) => `0${number}`),
    mobile.map((number) => `62${number}`),
    mobile,
    landline.map((number) => `0${number}`),
  )
  .chain((digits) =>
    fc.oneof(
      fc.constant(digits),
      grouped(digits),
      fc.constant(`(${digits.slice(0, 4)}) ${digits.slice(4)}`),
      fc.constantFrom(' ', '.', '-').map((separator) => [...digits].join(separator)),
      grouped(digits).map((number) => (digits.startsWith('62') ? `+${number}` : number)),
      grouped(digits).map((number) => `WA${number}`),
    ),
  )
  .chain((text) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: inScript(text) }),
  );

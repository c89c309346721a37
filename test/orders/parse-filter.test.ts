import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CanceledType, canceledTypes } from '../../src/ngorder/order.ts';
import {
  DateRangeError,
  datePresets,
  parseDateRange,
  presetRange,
} from '../../src/orders/dates/date-range.ts';
import { parseFilterWords, type SaidFilter } from '../../src/orders/parse-filter.ts';
import { anyText } from '../any-text.ts';
import { dateRanges, filterWords, noFilterWords, writtenOn } from '../fixtures/as-people-write.ts';

const namesOfTypes: Record<CanceledType, string[]> = {
  CANCEL: ['batal', 'Dibatalkan', 'canceled', 'CANCELLED'],
  REJECTED: ['tolak', 'DITOLAK', 'Rejected', 'yang ditolak'],
  EXPIRED: ['kadaluwarsa', 'Kedaluwarsa', 'kadaluarsa', 'expired', 'Exp'],
};
const type = fc.constantFrom(...canceledTypes);
const typeName = type.chain((of) =>
  fc.constantFrom(...namesOfTypes[of]).map((name) => ({ of, name })),
);
const writtenDates = fc.constantFrom(...dateRanges.flatMap(([, written]) => written));

describe('a type and dates', () => {
  test.each(filterWords)('“%s” means %s from and to %j', (written, type, dates) => {
    expect(parseFilterWords(written, writtenOn)).toEqual({
      ...(type && { type }),
      ...(dates && { dates }),
    });
  });

  test('stand in either order, in any case, with courtesies around them', () =>
    fc.assert(
      fc.property(
        typeName,
        writtenDates,
        fc.boolean(),
        fc.boolean(),
        (named, dates, first, loud) => {
          const words = first ? `${named.name} ${dates}` : `${dates} ${named.name}`;
          const typed = loud ? `tolong ${words.toUpperCase()} ya kak` : words;
          expect(parseFilterWords(typed, writtenOn)).toEqual({
            type: named.of,
            dates: parseDateRange(loud ? dates.toUpperCase() : dates, writtenOn),
          });
        },
      ),
      { numRuns: 500 },
    ));

  test.each(noFilterWords)('“%s” is %s: “%s”', (written, reason, part) => {
    expect(problemOf(written)).toMatchObject({ reason, part });
  });
});

test('every preset can be typed by its own name in the code', () => {
  const typed = { today: 'today', '7d': '7d', '30d': '30d', month: 'this month' } as const;
  for (const preset of datePresets.filter((one) => one in typed)) {
    const words = typed[preset as keyof typeof typed];
    expect(parseFilterWords(words, writtenOn).dates).toEqual(presetRange(preset, writtenOn));
  }
});

test('whatever is typed is understood as a whole, or is an error: nothing is quietly left out', () => {
  const scraps = fc
    .array(
      fc.oneof(
        fc.nat({ max: 40 }).map(String),
        fc.constantFrom(
          'batal',
          'ditolak',
          'jan',
          'bulan',
          'lalu',
          '-',
          's/d',
          'semua',
          'xyz',
          '/',
          'hari',
        ),
      ),
      { maxLength: 7 },
    )
    .map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(scraps, anyText()), (text) => {
      const read = attempt(text);
      if (read instanceof Error) {
        expect(read).toBeInstanceOf(DateRangeError);
        return;
      }
      expect(text).not.toContain('xyz');
      const { from, to } = read.dates ?? {};
      if (from && to) expect(from <= to).toBe(true);
      if (from) expect(from <= writtenOn).toBe(true);
      // What has a number in it never means all dates.
      if (/\d/.test(text)) expect(read.dates).not.toEqual({});
    }),
    { numRuns: 3000 },
  );
});

function attempt(text: string): SaidFilter | Error {
  try {
    return parseFilterWords(text, writtenOn);
  } catch (error) {
    return error as Error;
  }
}

function problemOf(text: string): Error {
  const read = attempt(text);
  if (read instanceof Error) return read;
  throw new Error(`"${text}" was read as ${JSON.stringify(read)}`);
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/orders/dates/calendar.ts';
import {
  type DatePreset,
  DateRangeError,
  type DateRangeProblem,
  datePresets,
  parseDateRange,
  presetRange,
  startOfDay,
  today,
} from '../../../src/orders/dates/date-range.ts';
import { anyText } from '../../any-text.ts';
import { dateRanges, noDateRanges, writtenOn } from '../../fixtures/as-people-write.ts';

const TODAY = '2021-01-18';

describe('today is the day in the shop, not where the bot runs', () => {
  test('in Jakarta a new day begins at 17.00 UTC', () => {
    expect(today('Asia/Jakarta', new Date('2021-01-17T16:59:59Z'))).toBe('2021-01-17');
    expect(today('Asia/Jakarta', new Date('2021-01-17T17:00:00Z'))).toBe('2021-01-18');
  });

  test('in New York the old year lasts five hours longer', () => {
    expect(today('America/New_York', new Date('2021-01-01T04:30:00Z'))).toBe('2020-12-31');
  });

  test('a zone that does not exist is refused', () => {
    expect(() => today('Asia/Atlantis')).toThrow(RangeError);
  });
});

describe('a day begins at midnight in the shop', () => {
  test.each([
    ['Asia/Jakarta', '2021-01-18', '2021-01-17T17:00:00Z'],
    ['Asia/Jayapura', '2021-01-18', '2021-01-17T15:00:00Z'],
    ['America/New_York', '2021-01-18', '2021-01-18T05:00:00Z'],
    // The night in which its clocks are put forward.
    ['America/New_York', '2021-03-14', '2021-03-14T05:00:00Z'],
    ['America/New_York', '2021-03-15', '2021-03-15T04:00:00Z'],
  ])('in %s the %s does', (zone, day, moment) => {
    expect(new Date(startOfDay(day, zone))).toEqual(new Date(moment));
  });

  test('whatever the day, its first moment is the day and the one before is not', () => {
    const zones = fc.constantFrom('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura', 'UTC');
    fc.assert(
      fc.property(days(), zones, (day, zone) => {
        const start = startOfDay(day, zone);
        expect(today(zone, new Date(start))).toBe(day);
        expect(today(zone, new Date(start - 1))).toBe(addDays(day, -1));
      }),
    );
  });
});

describe('the buttons for dates', () => {
  test.each<[DatePreset, string, object]>([
    ['today', TODAY, { from: '2021-01-18', to: '2021-01-18' }],
    ['7d', TODAY, { from: '2021-01-12', to: '2021-01-18' }],
    ['30d', TODAY, { from: '2020-12-20', to: '2021-01-18' }],
    ['month', TODAY, { from: '2021-01-01', to: '2021-01-18' }],
    ['last-month', TODAY, { from: '2020-12-01', to: '2020-12-31' }],
    ['last-month', '2024-03-31', { from: '2024-02-01', to: '2024-02-29' }],
    ['all', TODAY, {}],
  ])('%s on %s', (preset, day, range) => {
    expect(presetRange(preset, day)).toEqual(range);
  });

  test('no button leads into the future or ends before it starts', () => {
    fc.assert(
      fc.property(days(), fc.constantFrom(...datePresets), (day, preset) => {
        const { from, to } = presetRange(preset, day);
        if (preset === 'all') return;
        expect(from && to && from <= to && to <= day).toBe(true);
      }),
    );
  });
});

describe('one day is understood however it is written', () => {
  test.each([
    '2021-01-05',
    '2021/01/05',
    '5/1/2021',
    '05/01/2021',
    '5-1-2021',
    '5.1.2021',
    '5/1/21',
    '5/1',
    '5 Jan',
    '5 jan.',
    '5jan',
    '5-Jan-21',
    '5 Jan 2021',
    '5 JANUARI 2021',
    '5 Januari',
    'Jan 5',
    'January 5th, 2021',
    'tanggal 5 Januari',
    ' 5\u00a0 Jan \n',
    '\u200f5 Jan\u200e',
    '5 Jan - 5 Jan',
  ])('%s', (text) => {
    expect(parseDateRange(text, TODAY)).toEqual({ from: '2021-01-05', to: '2021-01-05' });
  });

  test.each(['today', 'hari ini', 'Hari  Ini', '18/1'])('today as %s', (text) => {
    expect(parseDateRange(text, TODAY)).toEqual({ from: TODAY, to: TODAY });
  });

  test.each(['yesterday', 'Kemarin'])('yesterday as %s', (text) => {
    expect(parseDateRange(text, '2021-01-01')).toEqual({ from: '2020-12-31', to: '2020-12-31' });
  });

  test.each([
    ['19 Jan', '2020-01-19'],
    ['19/1', '2020-01-19'],
    ['28 Des', '2020-12-28'],
    ['29 Feb', '2020-02-29'],
  ])('%s without a year is the last one that was', (text, day) => {
    expect(parseDateRange(text, TODAY)).toEqual({ from: day, to: day });
  });
});

describe('every month is understood in Indonesian and English', () => {
  const months = [
    'Jan Januari January',
    'Feb Februari February Peb',
    'Mar Maret March Mrt',
    'Apr April',
    'Mei May',
    'Jun Juni June',
    'Jul Juli July',
    'Agu Agustus August Agt Ags Aug',
    'Sep September Sept',
    'Okt Oktober Oct October',
    'Nov November Nop',
    'Des Desember Dec December',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const));

  test.each(months)('%s', (name, month) => {
    const start = `2020-${String(month).padStart(2, '0')}`;
    expect(parseDateRange(`7 ${name} 2020`, TODAY).from).toBe(`${start}-07`);
    const whole = parseDateRange(`${name} 2020`, TODAY);
    expect(whole.from).toBe(`${start}-01`);
    expect(addDays(whole.to ?? '', 1).slice(8)).toBe('01');
    expect(whole.to?.slice(0, 7)).toBe(start);
  });

  test('a month alone is the last one that has begun', () => {
    expect(parseDateRange('Januari', TODAY)).toEqual({ from: '2021-01-01', to: '2021-01-31' });
    expect(parseDateRange('Feb', TODAY)).toEqual({ from: '2020-02-01', to: '2020-02-29' });
    expect(parseDateRange('1/2021', TODAY)).toEqual({ from: '2021-01-01', to: '2021-01-31' });
    expect(parseDateRange('2021-01', TODAY)).toEqual({ from: '2021-01-01', to: '2021-01-31' });
  });

  test('a word that is no month is not taken for one', () => {
    expect(problemOf('5 Janu', TODAY)).toBe('unreadable');
  });
});

describe('a range is understood however it is written', () => {
  test.each([
    '2021-01-05 2021-01-09',
    '2021-01-05 - 2021-01-09',
    '2021-01-05-2021-01-09',
    '2021-01-05 – 2021-01-09',
    '5/1/2021 s/d 9/1/2021',
    '5/1/2021 S.D. 9/1/2021',
    '5/1/2021 sd 9/1/2021',
    '5-1-2021 - 9-1-2021',
    '5-1-2021-9-1-2021',
    '5/1-9/1',
    '5/1 9/1',
    '5 Jan sampai 9 Jan',
    'dari 5 Januari sampai dengan 9 Januari',
    'dari tanggal 5 sampai 9 Januari',
    '5 Jan hingga 9 Jan',
    '5 Jan to 9 Jan',
    'from Jan 5 until Jan 9',
    '5-9 Jan',
    '5—9 Jan 2021',
    '5 - 9 Jan 21',
    '5-9/1',
    'Jan 5-9',
    'January 5-9, 2021',
    '5 Jan 9 Jan',
    '5 Jan 21 9 Jan 21',
  ])('%s', (text) => {
    expect(parseDateRange(text, TODAY)).toEqual({ from: '2021-01-05', to: '2021-01-09' });
  });

  test.each([
    ['1-15 Jan', '2021-01-01', '2021-01-15'],
    ['1-15 Jan 2020', '2020-01-01', '2020-01-15'],
    ['1 Jan - 15 Feb', '2021-01-01', '2021-02-15'],
    ['5 Jan 10 Feb', '2021-01-05', '2021-02-10'],
    ['Jan 5 Feb 10', '2021-01-05', '2021-02-10'],
    ['1 Jan - 15 Feb 2020', '2020-01-01', '2020-02-15'],
    ['20-25 Jan', '2020-01-20', '2020-01-25'],
    ['Nov - Des 2020', '2020-11-01', '2020-12-31'],
    ['Nov-Jan', '2020-11-01', '2021-01-31'],
    ['1 Feb - hari ini', '2020-02-01', TODAY],
    ['kemarin - hari ini', '2021-01-17', TODAY],
    ['1 Okt 2020 - kemarin', '2020-10-01', '2021-01-17'],
  ])('%s', (text, from, to) => {
    expect(parseDateRange(text, TODAY)).toEqual({ from, to });
  });

  test.each([
    ['28 Des - 3 Jan', TODAY],
    ['28 Des - 3 Jan', '2021-01-01'],
    ['28 Des - 3 Jan 2021', TODAY],
    ['28 Des 2020 s/d 3 Jan', TODAY],
  ])('%s crosses the new year, seen on %s', (text, day) => {
    expect(parseDateRange(text, day)).toEqual({ from: '2020-12-28', to: '2021-01-03' });
  });

  test('an end in the future stays when the start has been', () => {
    expect(parseDateRange('1-31 Jan 2021', TODAY).to).toBe('2021-01-31');
    expect(parseDateRange('2021-01-18 2030-01-01', TODAY).to).toBe('2030-01-01');
  });
});

describe('what is no date range is explained', () => {
  test.each<[string, DateRangeProblem, string]>([
    ['', 'unreadable', ''],
    ['  ', 'unreadable', ''],
    ['5 Jan sampai kapan saja', 'unreadable', 'kapan saja'],
    ['1-15', 'unreadable', '1-15'],
    ['2021-01-xx', 'unreadable', '2021-01-xx'],
    ['5', 'unreadable', '5'],
    ['1338', 'unreadable', '1338'],
    ['1 - hari ini', 'unreadable', '1 - hari ini'],
    ['entahlah - 5 Jan', 'unreadable', 'entahlah'],
    ['30 Feb', 'no-such-date', '30 Feb'],
    ['29 Feb 2021', 'no-such-date', '29 Feb 2021'],
    ['32/1', 'no-such-date', '32/1'],
    ['1/13/2021', 'no-such-date', '1/13/2021'],
    ['0 Jan', 'no-such-date', '0 Jan'],
    ['2021-00-10', 'no-such-date', '2021-00-10'],
    ['0021-01-10', 'no-such-date', '0021-01-10'],
    ['1 Jan - 30 Feb', 'no-such-date', '30 Feb'],
    ['1-32 Jan', 'no-such-date', '32 Jan'],
    ['9 Jan - 5 Jan', 'end-before-start', '9 Jan - 5 Jan'],
    ['2021-01-09 2021-01-05', 'end-before-start', '2021-01-09 2021-01-05'],
    ['15 Feb - 1 Jan', 'end-before-start', '15 Feb - 1 Jan'],
    ['15 Feb - 1 Jan 2021', 'end-before-start', '15 Feb - 1 Jan 2021'],
    ['19 Jan 2021', 'in-the-future', '19 Jan 2021'],
    ['2099-01-01 - 2099-01-31', 'in-the-future', '2099-01-01 - 2099-01-31'],
    ['Feb 2021', 'in-the-future', 'Feb 2021'],
  ])('%s is %s', (text, reason, part) => {
    expect(errorOf(text, TODAY)).toMatchObject({ reason, part });
  });

  test('a pasted paragraph is shown cut short', () => {
    const { reason, part } = errorOf('Kak, pesanan saya tolong dibatalkan ya. '.repeat(50), TODAY);
    expect(reason).toBe('unreadable');
    expect([...part]).toHaveLength(60);
    expect(part.endsWith('…')).toBe(true);
  });
});

describe('for every date', () => {
  const writings: ((year: string, month: string, day: string) => string)[] = [
    (y, m, d) => `${y}-${m}-${d}`,
    (y, m, d) => `${Number(d)}/${Number(m)}/${y}`,
    (y, m, d) => `${d}.${m}.${y.slice(2)}`,
    (y, m, d) => `${Number(d)} ${monthName('id', m)} ${y}`,
    (y, m, d) => `${Number(d)}-${monthName('en', m).slice(0, 3)}-${y.slice(2)}`,
    (y, m, d) => `${monthName('en', m)} ${Number(d)}, ${y}`,
  ];
  const writtenDays = fc
    .tuple(days(), fc.constantFrom(...writings))
    .map(([day, write]) => [day, write(day.slice(0, 4), day.slice(5, 7), day.slice(8))] as const);

  test('a written date reads back as that day', () => {
    fc.assert(
      fc.property(writtenDays, ([day, text]) => {
        expect(parseDateRange(text, '2099-12-31')).toEqual({ from: day, to: day });
      }),
    );
  });

  test('two written dates read back as the days from one to the other', () => {
    const between = fc.constantFrom(' - ', ' – ', ' s/d ', ' sampai ', ' to ', ' ');
    fc.assert(
      fc.property(writtenDays, writtenDays, between, (one, other, word) => {
        const [[from, start], [to, end]] = one[0] <= other[0] ? [one, other] : [other, one];
        expect(parseDateRange(`${start}${word}${end}`, '2099-12-31')).toEqual({ from, to });
      }),
    );
  });

  test('a date without a year is never in the future and less than a leap gap ago', () => {
    fc.assert(
      fc.property(days(), days(), (day, now) => {
        const { from = '', to } = parseDateRange(`${Number(day.slice(8))}/${day.slice(5, 7)}`, now);
        expect(to).toBe(from);
        expect(from.slice(5)).toBe(day.slice(5));
        expect(from <= now && from > addDays(now, day.endsWith('02-29') ? -2922 : -366)).toBe(true);
      }),
    );
  });
});

describe('as people write them', () => {
  test.each(
    dateRanges.flatMap(([range, written]) => written.map((text) => [text, range] as const)),
  )('“%s” is %j', (text, range) => {
    expect(parseDateRange(text, writtenOn)).toEqual(range);
  });

  test.each(noDateRanges)('“%s” is %s', (text, reason) => {
    expect(errorOf(text, writtenOn)).toMatchObject({ reason });
  });
});

describe('whatever is typed', () => {
  const scraps = fc
    .array(
      fc.oneof(
        fc.nat(40).map(String),
        fc.integer({ min: 1890, max: 2110 }).map(String),
        fc.constantFrom('Jan', 'feb', 'Mei', 'Des', '/', '-', ' - ', '.', ' ', ' ', ' s/d ', ','),
        fc.constantFrom('kemarin', 'hari ini', ' sampai ', 'dari ', 'tgl ', '～', '٣', '😀', '\n'),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));

  test('it is a range in its order that has begun, or a date range error', () => {
    fc.assert(
      fc.property(fc.oneof(scraps, anyText()), days(), (text, now) => {
        const read = attempt(text, now);
        if (read instanceof Error) {
          expect(read).toBeInstanceOf(DateRangeError);
        } else {
          const { from = '1900-01-01', to = now } = read;
          expect(from <= to && from <= now).toBe(true);
          expect([from, to].map(exactDay)).toEqual([from, to]);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function days(): fc.Arbitrary<string> {
  return fc.nat(36_523).map((offset) => addDays('2000-01-01', offset));
}

function monthName(language: string, month: string): string {
  const name = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return name.format(new Date(`2000-${month}-01`));
}

function exactDay(day: string): string {
  return new Date(day).toISOString().slice(0, 10);
}

function attempt(text: string, now: string): ReturnType<typeof parseDateRange> | Error {
  try {
    return parseDateRange(text, now);
  } catch (error) {
    return error as Error;
  }
}

function errorOf(text: string, now: string): DateRangeError {
  const read = attempt(text, now);
  if (read instanceof DateRangeError) return read;
  throw new Error(`"${text}" was read as ${JSON.stringify(read)}`);
}

function problemOf(text: string, now: string): DateRangeProblem {
  return errorOf(text, now).reason;
}

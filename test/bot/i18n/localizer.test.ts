import { describe, expect, test } from 'vitest';
import { loadLocalizers } from '../../../src/bot/i18n/localizer.ts';

const localizerFor = loadLocalizers('id');
const inPrivate = { inGroup: false };
const en = localizerFor('en', 'Asia/Jakarta', inPrivate);
const id = localizerFor('id', 'Asia/Jakarta', inPrivate);

describe('money', () => {
  test.each([
    [110_376, 'Rp110.376'],
    [0, 'Rp0'],
    [999, 'Rp999'],
    [1_234_567_890, 'Rp1.234.567.890'],
    [-5000, '-Rp5.000'],
    [109_900.5, 'Rp109.901'],
    [-0.4, 'Rp0'],
  ])('%d is written as Indonesia does, in both languages: %s', (amount, written) => {
    expect(en.money(amount)).toBe(written);
    expect(id.money(amount)).toBe(written);
  });
});

describe('a moment as Ngorder writes it', () => {
  test.each([
    ['2021-01-18 10:37:42', '18 Jan 2021, 10.37 WIB'],
    ['2021-01-18 00:05:00', '18 Jan 2021, 00.05 WIB'],
    ['2021-01-18 10:37', '18 Jan 2021, 10.37 WIB'],
    [' 2021-01-18 10:37:42 ', '18 Jan 2021, 10.37 WIB'],
    ['2021-01-18', '18 Jan 2021'],
    ['2021-01-18T10:37:42', '18 Jan 2021, 10.37 WIB'],
    ['2021-01-18T10:37:42+07:00', '18 Jan 2021, 10.37 WIB'],
    ['2021-01-18T20:37:42.123Z', '19 Jan 2021, 03.37 WIB'],
    ['2021-01-18 23:37:42+05:00', '19 Jan 2021, 01.37 WIB'],
  ])('%s is shown as %s', (text, shown) => {
    expect(en.localTime(text)).toBe(shown);
    expect(id.localTime(text)).toBe(shown);
  });

  test('names months in the language of the chat', () => {
    expect(en.localTime('2021-05-07 09:00:00')).toBe('7 May 2021, 09.00 WIB');
    expect(id.localTime('2021-05-07 09:00:00')).toBe('7 Mei 2021, 09.00 WIB');
    expect(en.day('2021-08-17')).toBe('17 Aug 2021');
    expect(id.day('2021-08-17')).toBe('17 Agu 2021');
  });

  test.each([
    '0000-00-00 00:00:00',
    '2021-02-30 10:00:00',
    '2021-13-01',
    '2021-01-18 25:00:00',
    '2021-01-18 10:00:00+99:99',
    '18/01/2021',
    '01/18/2021',
    'kemarin',
    '5',
    '',
  ])('that is no moment is shown as it came: %j', (text) => {
    expect(en.localTime(text)).toBe(text);
    expect(en.day(text)).toBe(text);
  });

  test('of which only the day matters is shown without its time', () => {
    expect(en.day('2021-01-18 10:37:42')).toBe('18 Jan 2021');
    expect(en.day('2021-01-18')).toBe('18 Jan 2021');
  });
});

describe('a range of days', () => {
  test.each([
    ['2026-11-21', '2026-11-27', '21–27 Nov 2026'],
    ['2026-11-01', '2026-12-15', '1 Nov–15 Des 2026'],
    ['2026-12-28', '2027-01-03', '28 Des 2026–3 Jan 2027'],
    ['2025-11-21', '2026-11-27', '21 Nov 2025–27 Nov 2026'],
    ['2026-11-21', '2026-11-21', '21 Nov 2026'],
  ])('from %s to %s is written %s', (from, to, written) => {
    expect(id.days(from, to)).toBe(written);
    expect(en.days(from, to)).toBe(written.replaceAll('Des', 'Dec'));
  });
});

describe('a time of day', () => {
  const wall = '2021-01-18 10:37:42';
  const moment = Date.UTC(2021, 0, 18, 3, 37, 42);

  test.each([
    ['Asia/Jakarta', '10.37 WIB'],
    ['Asia/Pontianak', '10.37 WIB'],
    ['Asia/Makassar', '11.37 WITA'],
    ['Asia/Jayapura', '12.37 WIT'],
    ['Asia/Kolkata', '09.07 UTC+5.30'],
    ['UTC', '03.37 UTC+0'],
  ])('in %s names its zone: %s', (zone, shown) => {
    const there = localizerFor('id', zone, inPrivate);
    expect(there.time(moment)).toBe(`18 Jan 2021, ${shown}`);
    expect(there.localTime(wall)).toBe(`18 Jan 2021, 10.37 ${shown.split(' ')[1]}`);
  });

  test('names the zone of its own season', () => {
    const there = localizerFor('id', 'America/New_York', inPrivate);
    expect(there.localTime('2021-03-14 01:59:00')).toMatch(/UTC-5$/);
    expect(there.localTime('2021-03-14 03:00:00')).toMatch(/UTC-4$/);
  });
});

describe('the time at which something was done', () => {
  const moment = Date.UTC(2021, 0, 18, 20, 5);

  test('is shown in the shop’s time zone', () => {
    expect(en.time(moment)).toBe('19 Jan 2021, 03.05 WIB');
    expect(localizerFor('en', 'Asia/Jayapura', inPrivate).time(moment)).toBe(
      '19 Jan 2021, 05.05 WIT',
    );
    expect(localizerFor('id', 'America/New_York', inPrivate).time(moment)).toBe(
      '18 Jan 2021, 15.05 UTC-5',
    );
  });
});

describe('a sentence with something from outside in it', () => {
  const nasty = '<b>Siti</b> & "Rahma"';

  test('is HTML in which that is text', () => {
    expect(en.html('verbatim', { text: nasty })).toBe('&lt;b&gt;Siti&lt;/b&gt; &amp; "Rahma"');
  });

  test('keeps its own markup', () => {
    expect(en.html('fact-awb', { value: 'JX<1>' })).toBe('AWB: <code>JX&lt;1&gt;</code>');
  });

  test('is no HTML on a button', () => {
    expect(en.plain('verbatim', { text: nasty })).toBe(nasty);
  });

  test('is cut and freed from direction marks everywhere', () => {
    expect(en.html('verbatim', { text: `\u202e${'<'.repeat(5000)}` })).toBe(
      `${'&lt;'.repeat(299)}…`,
    );
    expect(en.plain('verbatim', { text: 'a\u202eb' })).toBe('ab');
  });

  test('is asked for by a key that there is, with all of its variables, or doesn’t compile', () => {
    // @ts-expect-error: there is no such text.
    expect(en.plain('button-shwo', { id: '1338' })).toBe('{button-shwo}');
    // @ts-expect-error: it names an order.
    expect(() => en.plain('button-show', { order: '1338' })).toThrow('Unknown variable');
    // @ts-expect-error: it has no variables.
    expect(en.plain('button-dates', { id: '1338' })).toBe('Dates');
  });

  test('of Ngorder’s words there may be none', () => {
    expect(en.keyOf('status-CANCELED')).toBe('status-CANCELED');
    expect(en.keyOf('status-WHATEVER')).toBeUndefined();
  });

  test('has no invisible marks around what was put in', () => {
    expect(en.plain('button-show', { id: '1338' })).toBe('Show #1338');
  });

  test('is spoken in the language of the chat', () => {
    expect(id.plain('button-delete')).toBe('Hapus');
    expect(en.plain('button-delete')).toBe('Delete');
    expect(localizerFor(undefined, 'Asia/Jakarta', inPrivate).plain('button-delete')).toBe('Hapus');
  });
});

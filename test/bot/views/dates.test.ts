import { describe, expect, test } from 'vitest';
import type { ListCursor } from '../../../src/bot/callbacks/fields.ts';
import { datesView, exportChoiceView } from '../../../src/bot/views/dates.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { datePresets, presetRange } from '../../../src/orders/dates/date-range.ts';
import { unpack } from '../callbacks/codec.ts';
import { dataOf, en, enInGroup, id, labels, shownBy } from './sendable.ts';

const today = '2021-01-18';
/** As they are offered when none of them is chosen. */
const presets = [
  ['preset-today', 'preset-7d'],
  ['preset-30d', 'preset-month'],
  ['preset-last-month', 'preset-all'],
  ['button-type-dates'],
].map((row) => row.map((key) => en.plain(key as 'preset-all')));

describe('the choice of dates for a list', () => {
  const cursor: ListCursor = { type: 'EXPIRED', from: '2021-01-01', page: 4 };
  const view = datesView(cursor, today, en);

  test('says what is chosen now and offers the presets', () => {
    expect(shownBy(view)).toContain('from 1 Jan 2021');
    expect(labels(view)).toEqual([...presets, ['‹ Back to the list']]);
  });

  test('keeps the type, and leads back to the page it came from', () => {
    expect(unpack(dataOf(view, 'Last month'))).toEqual({
      press: 'preset',
      target: 'list',
      type: 'EXPIRED',
      preset: 'last-month',
    });
    expect(unpack(dataOf(view, 'Type dates…'))).toEqual({
      press: 'typeDates',
      target: 'list',
      type: 'EXPIRED',
    });
    expect(unpack(dataOf(view, '‹ Back to the list'))).toEqual({ press: 'list', cursor });
  });
});

describe('the choice of an Excel', () => {
  const filter: CanceledFilter = { type: 'CANCEL', from: '2021-01-01', to: '2021-01-31' };
  const view = exportChoiceView(filter, today, en);

  test('says what would come and marks the type', () => {
    expect(shownBy(view)).toBe('Excel of canceled orders\n\nCanceled · 1–31 Jan 2021');
    expect(labels(view)).toEqual([
      ['✓ Canceled', 'Rejected', 'Expired'],
      ...presets,
      ['Get the Excel'],
      ['CSV'],
    ]);
  });

  test('keeps the dates when another type is chosen, and fetches exactly what it says', () => {
    expect(unpack(dataOf(view, 'Rejected'))).toEqual({
      press: 'exportChoice',
      filter: { ...filter, type: 'REJECTED' },
    });
    expect(unpack(dataOf(view, 'Get the Excel'))).toEqual({ press: 'export', filter });
    expect(unpack(dataOf(view, 'Today'))).toHaveProperty('target', 'export');
  });

  test('is spoken in Indonesian too', () => {
    expect(shownBy(exportChoiceView(filter, today, id))).toContain('Dibatalkan · 1');
  });

  test('marks the preset that is chosen, and no other', () => {
    const chosen = (preset: (typeof datePresets)[number]) =>
      labels(exportChoiceView({ type: 'CANCEL', ...presetRange(preset, today) }, today, en))
        .slice(1)
        .flat()
        .filter((label) => label.startsWith('✓'));
    for (const preset of datePresets)
      expect(chosen(preset)).toEqual([`✓ ${en.plain(`preset-${preset}`)}`]);
  });

  test('in a group, is also of whom it goes to', () => {
    const inGroup = exportChoiceView(filter, today, enInGroup);
    expect(labels(inGroup).slice(-2)).toEqual([['Excel to me', 'Excel here'], ['CSV']]);
    expect(unpack(dataOf(inGroup, 'Excel to me'))).toEqual({ press: 'export', filter });
    expect(unpack(dataOf(inGroup, 'Excel here'))).toEqual({ press: 'exportHere', filter });
  });
});

import { describe, expect, test } from 'vitest';
import type { ListCursor } from '../../../src/bot/callbacks/fields.ts';
import { datesView, exportChoiceView } from '../../../src/bot/views/dates.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { unpack } from '../callbacks/codec.ts';
import { dataOf, en, id, labels, shownBy } from './sendable.ts';

const presets = [
  ['Today', '7 days', '30 days'],
  ['This month', 'Last month', 'All dates'],
  ['Type dates…'],
];

describe('the choice of dates for a list', () => {
  const cursor: ListCursor = { type: 'EXPIRED', from: '2021-01-01', page: 4 };
  const view = datesView(cursor, en);

  test('says what is chosen now and offers the presets', () => {
    expect(shownBy(view)).toBe('Which dates? Now: from 1 Jan 2021');
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
  const view = exportChoiceView(filter, en);

  test('says what would come and marks the type', () => {
    expect(shownBy(view)).toBe('Excel of canceled orders\n\nCanceled · 1–31 Jan 2021');
    expect(labels(view)).toEqual([
      ['✓ Canceled', 'Rejected', 'Expired'],
      ...presets,
      ['Get the Excel'],
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
    expect(shownBy(exportChoiceView(filter, id))).toContain('Dibatalkan · 1–31 Jan 2021');
  });
});

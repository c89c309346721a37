import { describe, expect, test } from 'vitest';
import { readSpokenRequest } from '../../src/orders/spoken-request.ts';
import { filterWords, mentions, severalMentions, writtenOn } from '../fixtures/as-people-write.ts';

const read = (text: string) => readSpokenRequest(text, writtenOn);

describe('what is written without a command', () => {
  test.each([...mentions.id, ...mentions.po, ...mentions.either])(
    'opens an order: “%s”',
    (text) => {
      expect(read(text)?.kind).toBe('order');
    },
  );

  test.each(severalMentions)('names several orders: “%s”', (text) => {
    expect(read(text)).toEqual({ kind: 'several' });
  });

  test.each(filterWords.filter(([, type, dates]) => type || dates))(
    'opens a list or sends an Excel: “%s”',
    (text, type, dates) => {
      const filter = { ...(type && { type }), ...(dates && { dates }) };
      expect(read(text)).toEqual({ kind: /excel/i.test(text) ? 'excel' : 'list', filter });
    },
  );

  test.each([
    ['Excel', {}],
    ['unduh ditolak', { type: 'REJECTED' }],
    ['minta excel kemarin', { dates: { from: '2021-01-17', to: '2021-01-17' } }],
    ['download last month', { dates: { from: '2020-12-01', to: '2020-12-31' } }],
  ])('asks for an Excel: “%s”', (text, filter) => {
    expect(read(text)).toEqual({ kind: 'excel', filter });
  });

  test.each([
    ['statistik', {}],
    ['Statistik bulan lalu', { dates: { from: '2020-12-01', to: '2020-12-31' } }],
    ['stats last month', { dates: { from: '2020-12-01', to: '2020-12-31' } }],
    ['minta statistiknya kemarin', { dates: { from: '2021-01-17', to: '2021-01-17' } }],
  ])('asks for numbers: “%s”', (text, filter) => {
    expect(read(text)).toEqual({ kind: 'statistics', filter });
  });

  test.each([
    ['30 feb', 'list', 'no-such-date'],
    ['statistik lebaran', 'statistics', 'unreadable'],
    ['ditolak 15 jan - 1 jan', 'list', 'end-before-start'],
    ['excel lebaran', 'excel', 'unreadable'],
  ])('is told what is wrong with its dates: “%s”', (text, target, reason) => {
    expect(read(text)).toMatchObject({ kind: 'unclear', target, problem: { reason } });
  });

  test.each(['', 'halo', 'makasih ya', 'pesanan', 'kirim 2 pcs kaos', '🙂', 'hp 081234567890'])(
    'is not understood: “%s”',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});

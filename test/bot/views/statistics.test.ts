import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countingView, statisticsView } from '../../../src/bot/views/statistics.ts';
import { canceledTypes } from '../../../src/ngorder/order.ts';
import type { NumbersRead } from '../../../src/orders/statistics/read-numbers.ts';
import {
  type Period,
  periods,
  type Statistics,
} from '../../../src/orders/statistics/statistics.ts';
import { createTally } from '../../../src/orders/statistics/tally.ts';
import { teamNumbers } from '../../../src/orders/statistics/team-numbers.ts';
import { unpack } from '../callbacks/codec.ts';
import { anyOrder, anyWording, dataOf, en, id, labels, order, shownBy } from './sendable.ts';

const november: Period = { preset: 'month', from: '2026-11-01', to: '2026-11-29' };
const typed: Period = { from: '2026-01-01', to: '2026-01-15' };

const numbers: NumbersRead = {
  sums: {
    CANCEL: { orders: 12, amount: 1_234_567, withoutTotal: 0 },
    REJECTED: { orders: 3, amount: 200_000, withoutTotal: 0 },
    EXPIRED: { orders: 0, amount: 0, withoutTotal: 0 },
  },
  paid: 7,
  cod: 3,
  sources: [
    { name: 'Shopee', count: 6 },
    { name: 'Tokopedia', count: 2 },
  ],
  products: [{ name: 'Kaos Polos Hitam', count: 14 }],
  read: 15,
  total: 15,
  complete: true,
  readAt: Date.parse('2026-11-29T03:37:00Z'),
};
const done = [
  { kind: 'cancel', personId: 11, name: 'Sari Dewi', reason: 'outOfStock', acts: 5 },
  { kind: 'return', personId: 11, name: 'Sari Dewi', reason: undefined, acts: 1 },
  { kind: 'delete', personId: 12, name: undefined, reason: undefined, acts: 2 },
] as const;
const statistics: Statistics = {
  orders: numbers,
  team: teamNumbers(done),
  owed: { count: 4, sum: 800_000, unknown: 0, complete: true },
  ownOnly: false,
};

test('what matters stands in the first lines, each number with what it is counted by', () => {
  expect(shownBy(statisticsView(november, statistics, id)).split('\n')).toEqual([
    '📊 Statistik · 1–29 Nov 2026',
    'Menurut tanggal pesanan:',
    '• Dibatalkan: 12 · Rp1.234.567',
    '• Ditolak: 3 · Rp200.000',
    '• Kedaluwarsa: 0 · Rp0',
    '💸 Belum direfund: 4 · Rp800.000 (semua tanggal)',
    '',
    'Dari 12 yang dibatalkan',
    'Sudah dibayar: 7 · COD: 3',
    'Asal: Shopee 6, Tokopedia 2, lainnya 4',
    'Produk terbanyak:',
    '• 14 × Kaos Polos Hitam',
    '',
    'Tim lewat bot, 1–29 Nov 2026',
    '5 dibatalkan, 1 diaktifkan lagi, 2 dihapus',
    '• Sari Dewi: 5 dibatalkan, 1 diaktifkan lagi',
    '• tanpa nama: 2 dihapus',
    'Alasan batal: stok habis 5',
    '',
    'Dihitung 29 Nov 2026, 10.37 WIB. Semua 15 pesanan terbaca.',
  ]);
});

describe('its buttons', () => {
  test('mark the period, and keep one that was typed as its own', () => {
    const rows = labels(statisticsView(november, statistics, id));
    expect(rows).toEqual([
      ['Hari ini', '7 hari terakhir'],
      ['✓ Bulan ini', 'Bulan lalu'],
      ['📋 Batal', '📋 Ditolak', '📋 Expired'],
      ['Ketik tanggal…', 'Hitung lagi'],
    ]);
    const own = statisticsView(typed, statistics, id);
    expect(labels(own)[2]).toEqual(['✓ 1–15 Jan 2026']);
    expect(unpack(dataOf(own, 'Hitung lagi'))).toEqual({ press: 'countAgain', ...typed });
  });

  test('count a period as it is on the day of the press, and open lists with the days of the numbers', () => {
    const view = statisticsView(november, statistics, en);
    expect(unpack(dataOf(view, 'Count again'))).toEqual({ press: 'countAgain', preset: 'month' });
    const { preset: _, ...days } = november;
    expect(unpack(dataOf(view, '📋 Expired'))).toMatchObject({
      press: 'list',
      cursor: { type: 'EXPIRED', ...days, page: 1 },
    });
  });

  test('stand under the counting too, with a way to stop it', () => {
    const view = countingView(typed, en, { read: 50, total: 120 });
    expect(shownBy(view)).toContain('50 of 120 orders');
    expect(labels(view).at(-1)).toEqual(['Stop']);
    expect(unpack(dataOf(view, 'Stop'))).toEqual({ press: 'stopCounting', ...typed });
  });
});

describe('what isn’t proven', () => {
  const part = { ...numbers, complete: false, read: 10 };
  const shown = (orders: NumbersRead, more: Partial<Statistics> = {}) =>
    shownBy(statisticsView(november, { ...statistics, orders, ...more }, en));

  test('is the least that there is, with the reason above it', () => {
    const text = shown({ ...part, failure: 'TimedOut' });
    expect(text).toMatch(/^.*\n.*Ngorder.*\n.*Only 10 of 15 orders were read/);
    expect(text).toContain('• Canceled: at least 12 · Rp1.234.567');
    expect(text).toContain('not complete');
    expect(text).not.toContain('all 15');
    expect(shown({ ...part, read: 15 })).toContain('there may be more');
    expect(shown(part, { isStopped: true })).toContain('Counting was stopped.');
  });

  test('is no number at all where nothing could be read', () => {
    const text = shown({ ...part, read: 0, failure: 'Unreachable' });
    expect(text).not.toMatch(/Canceled|Counted|By order date/);
    expect(text).toContain('Refunds open: 4');
  });

  test('is a sum where an order doesn’t say its total, and a debt that is still looked for', () => {
    const sums = { ...numbers.sums, CANCEL: { orders: 12, amount: 5, withoutTotal: 1 } };
    expect(shown({ ...numbers, sums })).toContain('• Canceled: 12 · at least Rp5');
    const owed = { ...statistics.owed, complete: false };
    expect(shown(numbers, { owed })).toContain('Refunds open: at least 4');
    const unknown = { ...statistics.owed, unknown: 1 };
    expect(shown(numbers, { owed: unknown })).toContain('Refunds open: 4 · at least Rp800.000');
  });
});

test('where the team did nothing and nothing was canceled, that is said', () => {
  const nothing = { ...numbers, ...createTally().numbers(), read: 0, total: 0 };
  const text = shownBy(
    statisticsView(november, { ...statistics, orders: nothing, team: teamNumbers([]) }, id),
  );
  expect(text).toContain('Lewat bot, tim belum mengubah pesanan apa pun (1–29 Nov 2026).');
  expect(text).toContain('Tidak ada pesanan batal, ditolak, atau kedaluwarsa di tanggal ini.');
});

test('what one person did alone isn’t told twice', () => {
  const team = teamNumbers(done.slice(0, 2));
  expect(shownBy(statisticsView(november, { ...statistics, team }, en))).toContain(
    'Team with this bot, 1–29 Nov 2026\n• Sari Dewi: 5 canceled, 1 returned\n',
  );
});

test('whatever orders say, Telegram takes it and no buyer is named', () =>
  fc.assert(
    fc.property(
      fc.array(anyOrder, { maxLength: 20 }),
      fc.constantFrom(november, typed, {}),
      anyWording,
      (orders, period, localizer) => {
        const tally = createTally();
        const mine = orders.map((one) => ({ ...one, receiverName: 'Qistina Xaverius' }));
        for (const [at, type] of canceledTypes.entries())
          tally.add(
            type,
            1,
            mine.filter(({ orderId }) => orderId % 3 === at),
          );
        const read = { ...numbers, ...tally.numbers() };
        const shown = shownBy(statisticsView(period, { ...statistics, orders: read }, localizer));
        expect(shown).not.toContain('Qistina');
      },
    ),
  ));

test('in a group a phone in a product’s name or a source is masked', () => {
  const tally = createTally();
  const name = 'Kaos 0812-9988-7766';
  tally.add('CANCEL', 1, [{ ...order, source: 'WA 081299887766', products: [{ name }] }]);
  fc.assert(
    fc.property(anyWording, (localizer) => {
      const orders = { ...numbers, ...tally.numbers() };
      const shown = shownBy(statisticsView(november, { ...statistics, orders }, localizer));
      if (localizer.audience.inGroup) expect(shown).not.toMatch(/9988|7766/);
    }),
  );
});

test('every offered period has a button of its own name', () => {
  for (const preset of periods) {
    const marked = labels(countingView({ ...november, preset }, en)).flat();
    expect(marked.filter((label) => label.startsWith('✓'))).toHaveLength(1);
  }
});

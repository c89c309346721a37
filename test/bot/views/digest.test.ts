import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestView } from '../../../src/bot/views/digest.ts';
import type { Digest } from '../../../src/orders/digest/digest.ts';
import type { DigestTimes } from '../../../src/orders/digest/digest-times.ts';
import { codec } from '../callbacks/codec.ts';
import { anyWording, dataOf, en, enInGroup, id, labels, shownBy } from './sendable.ts';

const yesterday: DigestTimes = {
  on: '2026-11-29',
  of: 'yesterday',
  day: '2026-11-28',
  from: Date.parse('2026-11-28T00:00:00+07:00'),
  before: Date.parse('2026-11-29T00:00:00+07:00'),
};
const today: DigestTimes = {
  on: '2026-11-29',
  of: 'today',
  day: '2026-11-29',
  from: Date.parse('2026-11-29T00:00:00+07:00'),
  before: Date.parse('2026-11-29T17:00:00+07:00'),
};
const nothing: Digest = {
  done: { cancel: [], return: [], delete: [] },
  open: { awaiting: 0, unknown: 0, paused: 0 },
  owed: { count: 0, sum: 0, unknown: 0, oldestDays: undefined },
};
const busy: Digest = {
  done: {
    cancel: [
      { personId: 11, name: 'Sari Dewi', acts: 3 },
      { personId: 12, name: 'Budi', acts: 2 },
    ],
    return: [{ personId: 12, name: 'Budi', acts: 1 }],
    delete: [],
  },
  open: { awaiting: 1, unknown: 2, paused: 1 },
  owed: { count: 4, sum: 440_000, unknown: 0, oldestDays: 12 },
};

describe('a digest', () => {
  test('says which day it is about, who did what, what waits and what is owed', () => {
    expect(shownBy(digestView(busy, yesterday, id))).toBe(
      [
        '📋 Ringkasan kemarin',
        '28 Nov 2026',
        '',
        '❌ Dibatalkan: 5 (Sari Dewi 3, Budi 2)',
        '↩️ Diaktifkan lagi: 1 (Budi)',
        '',
        '⏳ Menunggu persetujuan: 1',
        '❓ Hasilnya belum pasti: 2',
        '⏸ Dijeda, lihat /proses: 1',
        '',
        '💸 Refund belum dikirim: 4 tercatat',
        `Total ${id.money(440_000)}`,
        'Paling lama: 12 hari',
      ].join('\n'),
    );
    expect(shownBy(digestView(busy, today, id))).toContain(
      'Ringkasan hari ini\nsampai 29 Nov 2026, 17.00 WIB',
    );
  });

  test('tells who may see no more than their own how much that was of what the team did', () => {
    const told = shownBy(digestView(busy, yesterday, id, 12));
    expect(told).toContain('❌ Dibatalkan: 5 (Budi 2)');
    expect(told).toContain('↩️ Diaktifkan lagi: 1 (Budi)');
    const nothingOwn = shownBy(digestView(busy, yesterday, id, 13));
    expect(nothingOwn).toMatch(/^❌ Dibatalkan: 5$/m);
    expect(nothingOwn).not.toMatch(/Sari|Budi/);
  });

  test('leads to what is owed and to what was canceled that day, and stays as it is', () => {
    const view = digestView(busy, yesterday, en);
    expect(labels(view)).toEqual([['Refunds'], ['Canceled, 28 Nov 2026']]);
    const means = (label: string) => codec.unpack(dataOf(view, label));
    expect(means('Refunds')).toMatchObject({
      press: { press: 'refunds', page: 1 },
      onRecord: true,
    });
    expect(means('Canceled, 28 Nov 2026')).toMatchObject({
      press: {
        press: 'list',
        cursor: { type: 'CANCEL', from: '2026-11-28', to: '2026-11-28', page: 1, perPage: 10 },
      },
      onRecord: true,
    });
  });

  test('is a line below its title, without a button, where there is nothing to tell', () => {
    const view = digestView(nothing, yesterday, en);
    expect(shownBy(view).split('\n')).toHaveLength(2);
    expect(shownBy(view)).toContain('nothing waits');
    expect(labels(view)).toEqual([]);
  });

  test('says that nobody changed an order where only something is left to do', () => {
    const view = digestView({ ...nothing, owed: busy.owed }, yesterday, en);
    expect(shownBy(view)).toContain('Nobody changed an order with me.');
    expect(shownBy(view)).toContain('Refunds open: 4');
    const idle = digestView({ ...nothing, open: busy.open }, yesterday, en);
    expect(labels(idle)).toEqual([['Canceled, 28 Nov 2026']]);
  });

  test('says of how many refunds the amount is not known', () => {
    const owed = { count: 3, sum: 50_000, unknown: 2, oldestDays: 0 };
    const shown = shownBy(digestView({ ...nothing, owed }, today, en));
    expect(shown).toContain(`Total ${en.money(50_000)} + 2`);
    expect(shown).toContain('The oldest: today');
  });

  test('names nobody who was forgotten, and masks in a group what looks like a phone', () => {
    const cancel = [
      { personId: 11, name: '0812 3456 7890', acts: 2 },
      { personId: 12, name: undefined, acts: 1 },
      { personId: undefined, name: undefined, acts: 1 },
    ];
    const digest = { ...nothing, done: { ...nothing.done, cancel } };
    expect(shownBy(digestView(digest, today, en))).toContain(
      'Canceled: 4 (0812 3456 7890 2, somebody 1, the bot 1)',
    );
    expect(shownBy(digestView(digest, today, enInGroup))).not.toContain('3456');
  });

  test('can be sent, whatever people are called and however much there is', () => {
    const count = fc.nat({ max: 1_000_000 });
    const people = fc.array(
      fc.record({
        personId: fc.option(fc.nat(), { nil: undefined }),
        name: fc.option(fc.string({ unit: 'grapheme', maxLength: 200 }), { nil: undefined }),
        acts: count,
      }),
      { maxLength: 40 },
    );
    const any: fc.Arbitrary<Digest> = fc.record({
      done: fc.record({ cancel: people, return: people, delete: people }),
      open: fc.record({ awaiting: count, unknown: count, paused: count }),
      owed: fc.record({ count, sum: count, unknown: count, oldestDays: count }),
    });
    fc.assert(
      fc.property(any, fc.constantFrom(yesterday, today), anyWording, (digest, times, wording) => {
        shownBy(digestView(digest, times, wording), 1000);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listView, rangeName } from '../../../src/bot/views/list.ts';
import type { Order, Page } from '../../../src/ngorder/order.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { unpack } from '../callbacks/codec.ts';
import { anyOrder, anyWording, dataOf, en, id, labels, order, shownBy } from './sendable.ts';

const canceled: CanceledFilter = { type: 'CANCEL' };

function pageOf(items: Order[], page = 1, total = items.length): Page<Order> {
  return {
    items,
    total,
    totalSent: true,
    page,
    perPage: 5,
    totalPages: Math.max(1, Math.ceil(total / 5)),
  };
}

const five = [1338, 1337, 1336, 1335, 1334].map((orderId) => ({ ...order, orderId }));

describe('a page of canceled orders', () => {
  test('is headed by type, dates, total and page', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
    const shown = shownBy(listView(pageOf(five, 2, 31), filter, en));
    expect(shown).toContain('Rejected · 1–31 Jan 2021 · 31 orders');
    expect(shown).toContain('Page 2 of 7');
    const indonesian = shownBy(listView(pageOf(five, 2, 31), filter, id));
    expect(indonesian).toContain('Ditolak · 1–31 Jan 2021 · 31 pesanan');
    expect(indonesian).toContain('Halaman 2 dari 7');
  });

  test('counts one order as one', () => {
    expect(shownBy(listView(pageOf([order]), canceled, en))).toContain('· 1 order\n');
  });

  test('shows of each order its name, day, buyer and state', () => {
    const shown = shownBy(listView(pageOf(five, 1, 5), canceled, en));
    expect(shown).toContain('#1338 · PO 10735 · Rp110.376');
    expect(shown).toContain('18 Jan 2021 · Siti Rahma · Paid, no AWB yet');
    for (const { orderId } of five) expect(shown).toContain(`#${orderId} ·`);
  });

  test('has a button for each order, which opens its card and knows the way back', () => {
    const filter: CanceledFilter = { type: 'EXPIRED', from: '2021-01-01' };
    const view = listView(pageOf(five, 2, 31), filter, en);
    expect(labels(view).slice(0, 5)).toEqual(
      five.map(({ orderId }) => [`#${orderId} · Siti Rahma`]),
    );
    expect(unpack(dataOf(view, '#1336 · Siti Rahma'))).toEqual({
      press: 'card',
      orderId: 1336,
      cursor: { ...filter, page: 2 },
    });
  });

  test.each([
    [1, 31, ['›', '7 »']],
    [2, 31, ['« 1', '‹', '›', '7 »']],
    [7, 31, ['« 1', '‹']],
    [1, 5, undefined],
  ])('page %i of %i orders has only the ways that lead somewhere', (page, total, expected) => {
    const view = listView(pageOf(five, page, total), canceled, en);
    const paging = labels(view).filter((row) => row.some((label) => /[«‹›»]/.test(label)));
    expect(paging).toEqual(expected === undefined ? [] : [expected]);
  });

  test('pages lead where they say, in the same type and dates', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
    const view = listView(pageOf(five, 3, 31), filter, en);
    const target = (label: string) => unpack(dataOf(view, label));
    expect(target('« 1')).toEqual({ press: 'list', cursor: { ...filter, page: 1 } });
    expect(target('‹')).toEqual({ press: 'list', cursor: { ...filter, page: 2 } });
    expect(target('›')).toEqual({ press: 'list', cursor: { ...filter, page: 4 } });
    expect(target('7 »')).toEqual({ press: 'list', cursor: { ...filter, page: 7 } });
    expect(target('Refresh')).toEqual({ press: 'list', cursor: { ...filter, page: 3 } });
    expect(target('Dates')).toEqual({ press: 'dates', cursor: { ...filter, page: 3 } });
    expect(target('Excel')).toEqual({ press: 'export', filter });
  });

  test('marks the chosen type; another type begins at its first page with the same dates', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01' };
    const view = listView(pageOf(five, 3, 31), filter, en);
    expect(labels(view)).toContainEqual(['Canceled', '✓ Rejected', 'Expired']);
    expect(unpack(dataOf(view, 'Expired'))).toEqual({
      press: 'list',
      cursor: { type: 'EXPIRED', from: '2021-01-01', page: 1 },
    });
  });

  test('without orders says so and leaves the types and dates to choose', () => {
    const view = listView(pageOf([]), canceled, en);
    const shown = shownBy(view);
    expect(shown).toContain('Canceled · All dates · 0 orders');
    expect(shown).toContain('There are no such orders.');
    expect(shown).not.toContain('Page');
    expect(labels(view)).toEqual([
      ['✓ Canceled', 'Rejected', 'Expired'],
      ['Dates', 'Refresh', 'Excel'],
    ]);
  });

  test('says above it what a person should know first', () => {
    const shown = shownBy(listView(pageOf(five), canceled, en, '#1 is gone'));
    expect(shown).toMatch(/^#1 is gone\n\nCanceled/);
  });

  test('names an order without a buyer by its number alone', () => {
    const view = listView(pageOf([{ orderId: 7, products: [], raw: {} }]), canceled, en);
    expect(labels(view)[0]).toEqual(['#7']);
    shownBy(view);
  });

  test('shows names that look like markup as text', () => {
    const view = listView(pageOf([{ ...order, receiverName: '<b>Siti</b> & "R"' }]), canceled, en);
    expect(shownBy(view)).toContain('<b>Siti</b> & "R"');
    expect(labels(view)[0]).toEqual(['#1338 · <b>Siti</b> & "R"']);
  });

  test('can be sent, whatever the orders hold', () => {
    const items = fc.array(anyOrder, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(items, anyWording, fc.nat({ max: 99_998 }), (orders, localizer, at) => {
        const filter: CanceledFilter = { type: 'EXPIRED', from: '2021-01-01', to: '2021-12-31' };
        const view = listView(pageOf(orders, at + 1, 499_995), filter, localizer);
        shownBy(view);
        expect(labels(view).length).toBe(orders.length + 3);
      }),
    );
  });
});

describe('the name of a range of days', () => {
  test.each([
    [{}, 'All dates'],
    [{ from: '2021-01-05', to: '2021-01-05' }, '5 Jan 2021'],
    [{ from: '2021-01-05', to: '2021-02-01' }, '5 Jan–1 Feb 2021'],
    [{ from: '2021-01-05' }, 'from 5 Jan 2021'],
    [{ to: '2021-01-05' }, 'until 5 Jan 2021'],
  ])('%j is called %s', (range, name) => {
    expect(rangeName({ type: 'CANCEL', ...range }, en)).toBe(name);
  });
});

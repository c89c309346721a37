import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listView, rangeName } from '../../../src/bot/views/list.ts';
import type { MessageView } from '../../../src/bot/views/message-view.ts';
import type { Order, Page } from '../../../src/ngorder/order.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { unpack } from '../callbacks/codec.ts';
import {
  anyOrder,
  anyWording,
  dataOf,
  en,
  id,
  idInGroup,
  labels,
  order,
  shownBy,
} from './sendable.ts';

const canceled: CanceledFilter = { type: 'CANCEL' };

function pageOf(items: Order[], page = 1, total = items.length): Page<Order> {
  return {
    items,
    total,
    totalSent: true,
    page,
    perPage: 10,
    totalPages: Math.max(1, Math.ceil(total / 10)),
  };
}

const ten = Array.from({ length: 10 }, (_, index) => ({ ...order, orderId: 1338 - index }));
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const target = (view: MessageView, label: string) => unpack(dataOf(view, label));

describe('a page of canceled orders', () => {
  test('is headed by type and total, the dates as those of the orders, and the page', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
    const shown = shownBy(listView(pageOf(ten, 2, 61), filter, en)).split('\n');
    expect(shown.slice(0, 3)).toEqual([
      'Rejected · 61 orders',
      `Order date: ${rangeName(filter, en)}`,
      `Page 2 of 7: ${en.money(1_103_760)}`,
    ]);
    const indonesian = shownBy(listView(pageOf(ten, 2, 61), filter, id)).split('\n');
    expect(indonesian.slice(0, 3)).toEqual([
      'Ditolak · 61 pesanan',
      `Tanggal pesanan: ${rangeName(filter, id)}`,
      `Halaman 2 dari 7: ${id.money(1_103_760)}`,
    ]);
  });

  test('is no longer than a phone is high: one line for each order, three above them', () => {
    const shown = shownBy(listView(pageOf(ten, 2, 61), canceled, id)).split('\n');
    expect(shown).toHaveLength(3 + 1 + 10 + 1);
  });

  test('that is the only one has the sum of all orders', () => {
    expect(shownBy(listView(pageOf(ten), canceled, en))).toContain(`Total ${en.money(1_103_760)}`);
  });

  test('gives no sum where it is not known of every order', () => {
    const { totalAmount: _, ...unpriced } = order;
    const shown = shownBy(listView(pageOf([...ten.slice(1), unpriced]), canceled, en));
    expect(shown).not.toMatch(/Total|Page 1 of 1:/);
  });

  test('whose total Ngorder has not sent says only what is sure', () => {
    const page = { ...pageOf(ten, 1, 11), totalSent: false };
    const shown = shownBy(listView(page, canceled, en));
    expect(shown).toContain('Canceled · at least 11 orders');
    expect(shown).toContain('Page 1 of 2: Rp');
  });

  test('counts one order as one', () => {
    expect(shownBy(listView(pageOf([order]), canceled, en))).toContain('· 1 order\n');
  });

  test('shows of each order on one line its number, ID, buyer, total, and what has moved', () => {
    const items: Order[] = [
      { ...order, progress: 'DELIVERED' },
      { ...order, orderId: 1337, paymentStatus: 'INSTALLMENT' },
      {
        ...order,
        orderId: 1336,
        paymentStatus: 'UNPAID',
        receiverName: 'Siti Rahmawati Kusumawardhani',
      },
    ];
    const shown = shownBy(listView(pageOf(items), canceled, en)).split('\n');
    expect(shown).toContain(`1. #1338 Siti Ra… · ${en.money(110_376)} 💰📦`);
    expect(shown).toContain(`2. #1337 Siti Rahma · ${en.money(110_376)} 🪙`);
    expect(shown).toContain(`3. #1336 Siti Rahmawa… · ${en.money(110_376)}`);
    expect(shown.at(-1)).toBe('💰 paid · 🪙 paid in part · 📦 shipped');
  });

  test.each([
    [id, 34],
    [idInGroup, 30],
  ])('has lines that fit on a phone, however long names and totals are', (localizer, most) => {
    const name = fc.string({ unit: fc.constantFrom(...'Siti Rahmawati Kusuma'), maxLength: 60 });
    const amount = fc.integer({ min: 0, max: 9_999_999 });
    fc.assert(
      fc.property(name, amount, (receiverName, totalAmount) => {
        const orders = ten.map((one) => ({ ...one, receiverName, totalAmount }));
        const shown = shownBy(listView(pageOf(orders), canceled, localizer)).split('\n');
        for (const line of shown.slice(4, 14)) expect(line.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('explains only the marks that are there', () => {
    const unpaid = ten.map((one) => ({ ...one, paymentStatus: 'UNPAID' }));
    expect(shownBy(listView(pageOf(unpaid), canceled, en))).not.toMatch(/💰|🪙|📦/u);
  });

  test('has numbered buttons in rows of five, which open the cards and know the way back', () => {
    const filter: CanceledFilter = { type: 'EXPIRED', from: '2021-01-01' };
    const view = listView(pageOf(ten, 2, 61), filter, en);
    expect(labels(view).slice(0, 2)).toEqual([numbers(1, 5), numbers(6, 10)]);
    expect(target(view, '3')).toEqual({
      press: 'card',
      orderId: 1336,
      cursor: { ...filter, page: 2, perPage: 10 },
    });
  });

  test.each([
    [1, 61, ['›', '+5', '7 »']],
    [2, 61, ['« 1', '‹', '›', '7 »']],
    [7, 61, ['« 1', '-5', '‹']],
    [6, 61, ['« 1', '‹', '›', '7 »']],
    [20, 400, ['« 1', '-5', '‹', '›', '+5', '40 »']],
    [1, 10, undefined],
  ])('page %i of %i orders has only the ways that lead somewhere', (page, total, expected) => {
    const view = listView(pageOf(ten, page, total), canceled, en);
    const paging = labels(view).filter((row) => row.some((label) => /[«‹›»]/.test(label)));
    expect(paging).toEqual(expected === undefined ? [] : [expected]);
  });

  test('pages lead where they say, in the same type and dates', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01', to: '2021-01-31' };
    const view = listView(pageOf(ten, 20, 400), filter, en);
    const at = (page: number) => ({ ...filter, page, perPage: 10 });
    expect(target(view, '« 1')).toEqual({ press: 'list', cursor: at(1) });
    expect(target(view, '-5')).toEqual({ press: 'list', cursor: at(15) });
    expect(target(view, '‹')).toEqual({ press: 'list', cursor: at(19) });
    expect(target(view, '›')).toEqual({ press: 'list', cursor: at(21) });
    expect(target(view, '+5')).toEqual({ press: 'list', cursor: at(25) });
    expect(target(view, '40 »')).toEqual({ press: 'list', cursor: at(40) });
    expect(target(view, 'Refresh')).toEqual({ press: 'list', cursor: at(20) });
    expect(target(view, 'Dates')).toEqual({ press: 'dates', cursor: at(20) });
    expect(target(view, 'Excel')).toEqual({ press: 'export', filter });
  });

  test('marks the chosen type; another type begins at its first page with the same dates', () => {
    const filter: CanceledFilter = { type: 'REJECTED', from: '2021-01-01' };
    const view = listView(pageOf(ten, 3, 61), filter, en);
    expect(labels(view)).toContainEqual(['Canceled', '✓ Rejected', 'Expired']);
    expect(target(view, 'Expired')).toEqual({
      press: 'list',
      cursor: { type: 'EXPIRED', from: '2021-01-01', page: 1, perPage: 10 },
    });
  });

  test('without orders says so and leaves the types and dates to choose', () => {
    const view = listView(pageOf([]), canceled, en);
    const shown = shownBy(view);
    expect(shown).toContain('Canceled · 0 orders\nOrder date: All dates');
    expect(shown).toContain(en.plain('list-empty'));
    expect(shown).not.toContain('Page');
    expect(labels(view)).toEqual([
      ['✓ Canceled', 'Rejected', 'Expired'],
      ['Dates', 'Refresh', 'Excel'],
    ]);
  });

  test('says above it what a person should know first', () => {
    const shown = shownBy(listView(pageOf(ten), canceled, en, { notice: '#1 is gone' }));
    expect(shown).toMatch(/^#1 is gone\n\nCanceled/);
  });

  test('names an order without a buyer by its ID alone', () => {
    const view = listView(pageOf([{ orderId: 7, products: [], raw: {} }]), canceled, en);
    expect(shownBy(view).split('\n')).toContain('1. #7');
  });

  test('shows names that look like markup as text', () => {
    const view = listView(pageOf([{ ...order, receiverName: '<b>&R</b' }]), canceled, en);
    expect(shownBy(view)).toContain('<b>&R</b');
  });

  test('can be sent, whatever the orders hold', () => {
    const items = fc.array(anyOrder, { minLength: 1, maxLength: 10 });
    const today = fc.array(anyOrder, { maxLength: 30 });
    fc.assert(
      fc.property(
        items,
        today,
        anyWording,
        fc.nat({ max: 99_998 }),
        (orders, more, localizer, at) => {
          const filter: CanceledFilter = { type: 'EXPIRED', from: '2021-01-01', to: '2021-12-31' };
          const page = pageOf(orders, at + 1, 999_995);
          const canceledOn = { day: '2021-01-18', isToday: true, orders: more };
          const view = listView(page, filter, localizer, { canceledOn });
          shownBy(view);
          expect(labels(view).length).toBeLessThanOrEqual(4 + 4);
        },
      ),
    );
  });
});

describe('what the team canceled today', () => {
  const today: CanceledFilter = { type: 'CANCEL', from: '2021-01-18', to: '2021-01-18' };
  const canceledToday = [{ ...order, orderId: 1400 }, { orderId: 1399 }];
  const onToday = { day: '2021-01-18', isToday: true };

  test('stands in an empty list of today, whenever it was ordered, with buttons of its own', () => {
    const view = listView(pageOf([]), today, en, {
      canceledOn: { ...onToday, orders: canceledToday },
    });
    const shown = shownBy(view);
    expect(shown).toContain('Canceled · 0 orders\nOrder date: 18 Jan 2021');
    expect(shown).toContain('Canceled today by the team (2), whenever it was ordered:');
    expect(shown).toContain(`1. #1400 Siti Rahma · ${en.money(110_376)} 💰\n2. #1399`);
    expect(labels(view)[0]).toEqual(['1', '2']);
    expect(target(view, '1')).toEqual({
      press: 'card',
      orderId: 1400,
      cursor: { type: 'CANCEL', page: 1, perPage: 10 },
    });
  });

  test('goes on counting below the orders of today, and says nothing twice', () => {
    const view = listView(pageOf([{ ...order, orderId: 1399 }]), today, en, {
      canceledOn: { ...onToday, orders: canceledToday },
    });
    const shown = shownBy(view);
    expect(shown.match(/#1399/g)).toHaveLength(1);
    expect(shown).toContain('2. #1400');
    expect(labels(view)[0]).toEqual(['1', '2']);
  });

  test('is counted where there is more of it than fits', () => {
    const many = Array.from({ length: 13 }, (_, index) => ({ orderId: 2000 + index }));
    const shown = shownBy(
      listView(pageOf([]), today, en, { canceledOn: { ...onToday, orders: many } }),
    );
    expect(shown).toContain('Canceled today by the team (13)');
    expect(shown).toContain('… and 3 more');
  });

  test('is told of another day where the list is of that day', () => {
    const canceledOn = { day: '2021-01-18', isToday: false, orders: canceledToday };
    const shown = shownBy(listView(pageOf([]), today, en, { canceledOn }));
    expect(shown).toContain('Canceled on 18 Jan 2021 by the team (2), whenever it was ordered:');
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

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from 'hucre/csv';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ServerFault } from '../../../../src/ngorder/errors.ts';
import type { Order } from '../../../../src/ngorder/order.ts';
import { readOrder } from '../../../../src/ngorder/parsing/read-order.ts';
import {
  type BuildOptions,
  buildExport,
} from '../../../../src/orders/export/build/build-export.ts';
import type { OrderSource } from '../../../../src/orders/export/build/order-stream.ts';
import { exportWords } from '../../../../src/orders/export/build/words.ts';
import { cellText } from '../../../../src/workbook/cell-text.ts';
import { type Read, readers } from '../../../workbook/read-back.ts';

const harmful = [
  '=HYPERLINK("http://x.test")',
  '+62',
  '-1',
  '@A',
  '\t=1',
  '\r=1',
  '＝1',
  '👩‍👧 a\u0000b',
  'a\nb',
];

/** As Ngorder sends it: numbers as numbers or as strings, dates without a zone. */
function sent(number: number) {
  return {
    order_id: 1000 + number,
    po_number: number % 2 ? 9000 + number : String(9000 + number),
    invoice: `INV.2021.01.18.${number}`,
    order_date: '2021-01-18 10:37:42',
    sender_name: harmful[number % harmful.length],
    receiver_name: `Siti ${number}`,
    receiver_address: 'Desa ABC, Kec. Srono\nBanyuwangi',
    receiver_phone: `08123${number}`,
    total_amount: number % 3 ? String(10_000 + number) : -number - 1,
    remaining_amount: 500,
    shipping_cost: '9000',
    weight: 1.5,
    note: 'x'.repeat(number === 3 ? 40_000 : 3),
    order_status: 'CANCELED',
    payment_status: 'PAID',
    payment_date: '2021-01-18',
    awb_number: `00${number + 1}`,
    products: [
      {
        name: `=Kaos ${number}`,
        sku: '0012',
        price: 20_000,
        quantity: 2,
        color: 'biru',
        size: 'L',
      },
      { name: 'Topi', price: '1000', quantity: '1' },
    ].slice(0, number % 3),
    created_at: '2021-01-18T10:37:42+07:00',
    cod_status: number % 2 === 0,
  };
}

const orders = (count: number): Order[] =>
  Array.from({ length: count }, (_, number) => readOrder(sent(number)) as Order);

/** Pages of so many orders, one after the other. */
function sourceOf(all: readonly Order[], perPage = 50): OrderSource {
  return async (onPage, signal) => {
    for (let page = 1; (page - 1) * perPage < all.length; page += 1) {
      if (signal.aborted) break;
      const read = Math.min(page * perPage, all.length);
      const on = all.slice((page - 1) * perPage, read);
      if (await onPage({ orders: on, page, read, total: all.length })) break;
    }
    return { complete: true, total: all.length };
  };
}

let spoolFolder: string;
let options: BuildOptions;

beforeEach(async () => {
  spoolFolder = await mkdtemp(join(tmpdir(), 'build-test-'));
  options = {
    format: 'xlsx',
    locale: 'en',
    shop: { name: 'Toko Kawan', timeZone: 'Asia/Jakarta' },
    filter: 'Canceled · All dates',
    spoolFolder,
    cancellationsOf: async (ids) =>
      new Map(ids.map((id) => [id, { by: `Sari ${id}`, at: Date.UTC(2021, 0, 19, 20) }])),
    signal: new AbortController().signal,
    maxBytes: 50_000_000,
    now: () => new Date('2021-01-31T17:00:00Z'),
  };
});

afterEach(() => rm(spoolFolder, { recursive: true }));

/** The rows of a sheet by its titles. */
function table(rows: Read[][]): Record<string, Read>[] {
  const [titles = [], ...others] = rows;
  return others.map((row) =>
    Object.fromEntries(titles.map((title, index) => [String(title), row[index] ?? null])),
  );
}

const wall = (text: string) => new Date(`${text}Z`);
const shown = (text: string) => cellText(text) || null;

describe.each(Object.keys(readers))('an Excel that the bot builds, opened by %s', (reader) => {
  async function sheetsOf(count: number) {
    const built = await buildExport(sourceOf(orders(count)), options);
    const [file] = built.files;
    const sheets = await readers[reader]?.(await readFile(file?.path ?? ''));
    await file?.remove();
    return { built, sheets: sheets ?? [] };
  }

  test('has in each cell what Ngorder’s list has', async () => {
    const { sheets } = await sheetsOf(120);
    expect(sheets.map(({ name }) => name)).toEqual(['Orders', 'Products', 'Summary']);
    const rows = table(sheets[0]?.rows ?? []);
    const all = orders(120);
    expect(rows).toHaveLength(120);
    for (const [number, row] of rows.entries()) {
      const from = sent(number);
      expect(row).toMatchObject({
        ID: String(from.order_id),
        'PO number': String(from.po_number),
        Invoice: from.invoice,
        'Order date': wall('2021-01-18T10:37:42'),
        'Payment date': wall('2021-01-18T00:00:00'),
        Buyer: shown(all[number]?.senderName ?? ''),
        Phone: from.receiver_phone,
        Address: from.receiver_address,
        Total: Number(from.total_amount),
        'Left to pay': 500,
        Shipping: 9000,
        Weight: 1.5,
        AWB: from.awb_number,
        COD: from.cod_status ? 'yes' : 'no',
        Created: wall('2021-01-18T10:37:42'),
        Note: cellText(from.note),
        'Canceled by (in the bot)': `Sari ${from.order_id}`,
        'Canceled at': wall('2021-01-20T03:00:00'),
      });
    }
  });

  test('has a row for each product, and adds up', async () => {
    const { built, sheets } = await sheetsOf(60);
    const products = table(sheets[1]?.rows ?? []);
    expect(products.map(({ ID, Product }) => `${ID} ${Product}`)).toEqual(
      orders(60).flatMap(({ orderId, products }) =>
        products.map(({ name }) => `${orderId} ${name}`),
      ),
    );
    expect(products[0]).toMatchObject({
      SKU: '0012',
      Price: 20_000,
      Quantity: 2,
      Subtotal: 40_000,
    });
    const sum = orders(60).reduce((total, { totalAmount = 0 }) => total + totalAmount, 0);
    expect(built.totals).toEqual({
      orders: 60,
      sum,
      remaining: 30_000,
      withoutTotal: 0,
      owed: 0,
      withoutOwed: 60,
    });
    const summary = new Map((sheets[2]?.rows ?? []).map(([what, value]) => [what, value]));
    expect(Object.fromEntries(summary)).toMatchObject({
      Shop: 'Toko Kawan',
      Filter: 'Canceled · All dates',
      'Made at': wall('2021-02-01T00:00:00'),
      'Orders in this file': 60,
      'Total in this file': sum,
      'Orders in the list': 60,
      'Rows of products in this file': products.length,
      Complete: 'yes',
    });
  });
});

describe('an Excel that the bot builds', () => {
  test('is split where it would be too large, each order in one file and with its products', async () => {
    const built = await buildExport(sourceOf(orders(3000)), { ...options, maxBytes: 100_000 });
    expect(built.files.length).toBeGreaterThan(1);
    const ids: (Read | undefined)[] = [];
    for (const { path } of built.files) {
      const [first, second] = (await readers['hucre']?.(await readFile(path))) ?? [];
      const here = new Set((first?.rows ?? []).slice(1).map(([id]) => id));
      for (const [id] of (second?.rows ?? []).slice(1)) expect(here).toContain(id);
      ids.push(...here);
    }
    expect(ids).toEqual(orders(3000).map(({ orderId }) => String(orderId)));
    expect(built.totals.orders).toBe(3000);
    await Promise.all(built.files.map((file) => file.remove()));
    expect(await readdir(spoolFolder)).toEqual([]);
  });

  test('of nothing has its headers', async () => {
    const built = await buildExport(sourceOf([]), options);
    expect(built.totals.orders).toBe(0);
    const [first] = (await readers['hucre']?.(await readFile(built.files[0]?.path ?? ''))) ?? [];
    expect(first?.rows).toHaveLength(1);
    await built.files[0]?.remove();
  });

  test('leaves nothing behind when a page can’t be read', async () => {
    const failure = new ServerFault({ endpoint: 'listCanceled', status: 500 });
    const source: OrderSource = async (onPage) => {
      await onPage({ orders: orders(50), page: 1, read: 50, total: 100 });
      return { complete: false, total: 100, failure };
    };
    await expect(buildExport(source, options)).rejects.toBe(failure);
    expect(await readdir(spoolFolder)).toEqual([]);
  });

  test('that is stopped reads no further and leaves nothing behind', async () => {
    const stopping = new AbortController();
    let pages = 0;
    const source: OrderSource = (onPage, signal) =>
      sourceOf(orders(5000))((read) => {
        pages += 1;
        if (pages === 3) stopping.abort(new Error('stopped'));
        return onPage(read);
      }, signal);
    const building = buildExport(source, { ...options, signal: stopping.signal });
    await expect(building).rejects.toThrow('stopped');
    expect(pages).toBeLessThan(10);
    expect(await readdir(spoolFolder)).toEqual([]);
  });

  test('reads no further ahead of what it writes than a few pages', async () => {
    let read = 0;
    let ahead = 0;
    let written = 0;
    const source: OrderSource = (onPage, signal) =>
      sourceOf(orders(2000))((page) => {
        read = page.read;
        return onPage(page);
      }, signal);
    const cancellationsOf: BuildOptions['cancellationsOf'] = async (ids) => {
      written += ids.length;
      ahead = Math.max(ahead, read - written);
      return new Map();
    };
    const built = await buildExport(source, { ...options, cancellationsOf });
    expect(written).toBe(2000);
    expect(ahead).toBeLessThanOrEqual(100);
    await built.files[0]?.remove();
  });

  test('speaks Indonesian with the same columns', () => {
    expect(Object.keys(exportWords.id)).toEqual(Object.keys(exportWords.en));
  });
});

describe('a CSV that the bot builds', () => {
  test('has one row for each order, and no formula', async () => {
    const built = await buildExport(sourceOf(orders(70)), { ...options, format: 'csv' });
    const text = await readFile(built.files[0]?.path ?? '', 'utf8');
    const rows = parseCsv(text.slice(1), { typeInference: false }) as Read[][];
    expect(rows).toHaveLength(71);
    const table_ = table(rows);
    expect(table_[5]).toMatchObject({ ID: '1005', Total: '10005', Phone: '081235', AWB: '006' });
    for (const row of rows.slice(1))
      for (const cell of row) expect(String(cell)).not.toMatch(/^(?:[=+@\t\r＝]|-\D)/);
    await built.files[0]?.remove();
  });
});

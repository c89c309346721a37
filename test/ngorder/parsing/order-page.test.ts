import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NgorderError, RequestRefused, Unreadable } from '../../../src/ngorder/errors.ts';
import { readOrderPage } from '../../../src/ngorder/parsing/order-page.ts';
import { canceledOrdersSample, responseOf } from '../samples.ts';

const read = (body: unknown, asked = {}) => readOrderPage(responseOf(body), asked);
const listOf = (...data: unknown[]) => ({ data, meta: { pagination: { total: data.length } } });
const orderWith = (fields: Record<string, unknown>) =>
  read(listOf({ order_id: 1, ...fields })).items[0];
const orders = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ order_id: index + 1 }));

describe('the sample of the reference', () => {
  const page = read(canceledOrdersSample);

  test('is a page of two orders out of 31', () => {
    expect(page).toMatchObject({ total: 31, totalSent: true, page: 1, perPage: 2, totalPages: 16 });
    expect(page.items.map((order) => order.orderId)).toEqual([566, 558]);
  });

  test('gives the order that a seller sees', () => {
    const { raw, ...order } = page.items[0] ?? {};
    expect(order).toEqual({
      orderId: 566,
      poNumber: 505,
      invoice: 'INV.2021.01.18.505',
      orderDate: '2021-01-18 10:37:42',
      status: 'CANCELED',
      progress: 'NO AWB',
      paymentStatus: 'PAID',
      paymentDate: '2021-01-18',
      senderName: 'Tusfendi',
      senderCategory: 'PELANGGAN',
      receiverName: 'Tusfendi',
      receiverAddress: 'Desa ABC, Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur',
      receiverPhone: '0812345678',
      totalAmount: 0,
      remainingAmount: 0,
      shippingLogistic: 'Ambil di Toko',
      shippingCost: 0,
      weight: 2,
      category: 'APP',
      products: [{ name: 'Kaos Yes Biru', price: 10_000, quantity: 10 }],
      createdByName: 'tusfendi',
      createdAt: '2021-01-18 10:37:42',
      updatedAt: '2021-01-18 10:37:42',
      bankName: 'Srono',
      cod: false,
    });
    expect(raw).toEqual(canceledOrdersSample.data[0]);
  });
});

describe('an order', () => {
  test('keeps fields that nobody has described', () => {
    expect(orderWith({ gift_wrap: { paper: 'batik' } })?.raw).toMatchObject({
      gift_wrap: { paper: 'batik' },
    });
  });

  test('has numbers that came as strings', () => {
    const order = orderWith({
      order_id: '1338',
      po_number: '10735',
      total_amount: '109900',
      remaining_amount: '-500',
      weight: '1.25',
      products: [{ name: 'Kaos', price: '10000', quantity: '10' }],
    });
    expect(order).toMatchObject({
      orderId: 1338,
      poNumber: 10_735,
      totalAmount: 109_900,
      remainingAmount: -500,
      weight: 1.25,
      products: [{ price: 10_000, quantity: 10 }],
    });
  });

  test.each([null, '', '   ', undefined])('lacks what came as %j', (nothing) => {
    const order = orderWith({
      note: nothing,
      po_number: nothing,
      total_amount: nothing,
      cod_status: nothing,
      products: nothing,
    });
    expect(Object.keys(order ?? {}).sort()).toEqual(['orderId', 'products', 'raw']);
    expect(order?.products).toEqual([]);
  });

  test('lacks what makes no sense, and is there all the same', () => {
    const order = orderWith({
      note: { a: 1 },
      total_amount: 'five',
      weight: [],
      cod_status: 'maybe',
    });
    expect(Object.keys(order ?? {}).sort()).toEqual(['orderId', 'products', 'raw']);
  });

  test('has a phone number that came as a number', () => {
    expect(orderWith({ receiver_phone: 62_812_345_678 })?.receiverPhone).toBe('62812345678');
  });

  test.each([
    [true, true],
    ['1', true],
    [0, false],
    ['false', false],
  ])('with cod_status %j is paid on delivery: %j', (sent, cod) => {
    expect(orderWith({ cod_status: sent })?.cod).toBe(cod);
  });

  test('names a product without a name by its SKU', () => {
    expect(orderWith({ products: [{ name: null, sku: 'KYB-1' }, 'junk', {}] })?.products).toEqual([
      { name: 'KYB-1', sku: 'KYB-1' },
      { name: '' },
    ]);
  });

  test.each([
    undefined,
    null,
    '',
    0,
    -1,
    1.5,
    '1e3',
    'abc',
    2 ** 53,
    '123456789012345678901',
    true,
    [566],
  ])('with the ID %j is no order: the answer cannot be read', (id) => {
    const body = listOf({ order_id: 566 }, { order_id: id, invoice: 'INV.1' });
    expect(() => read(body)).toThrow(Unreadable);
    expect(() => read(body)).toThrow('data[1].order_id');
  });
});

describe('an empty list', () => {
  const empty = { items: [], total: 0, totalSent: false, page: 1, totalPages: 1 };

  test.each([
    [204, ''],
    [404, ''],
    [404, '{"response":"Failed","message":"Not Found","data":null}'],
    [404, '{"status":false,"message":"Data tidak ditemukan"}'],
    [410, '{"response":"Failed","message":"Gone","data":null}'],
    [200, '{"code":404,"message":"Not Found","data":null}'],
  ])('may be a %d (%s), which sends no total', (status, text) => {
    expect(readOrderPage({ ...responseOf(null), status, text }, {})).toMatchObject(empty);
  });

  test.each([
    { data: [] },
    { data: {} },
    { data: null },
    { data: null, response: 'success', message: 'Tidak ada pesanan' },
    { data: {}, meta: {} },
  ])('may be %j', (body) => {
    expect(read(body)).toMatchObject(empty);
  });

  test('has a real total only where Ngorder sent it', () => {
    const meta = { pagination: { total: 0 } };
    expect(read({ data: null, meta })).toMatchObject({ ...empty, totalSent: true });
  });

  test.each([204, 404])('behind the last page (%d) promises no further one', (status) => {
    const answer = { ...responseOf(null), status, text: '' };
    expect(readOrderPage(answer, { page: 4, perPage: 10 })).toMatchObject({
      page: 4,
      totalPages: 3,
      totalSent: false,
    });
  });
});

describe('a list', () => {
  test('may be an object with numbered keys', () => {
    const data = { 0: { order_id: 566 }, 2: { order_id: 558 } };
    expect(read({ data, meta: { pagination: { total: 31 } } })).toMatchObject({
      items: [{ orderId: 566 }, { orderId: 558 }],
      total: 31,
      totalSent: true,
    });
  });

  test('gives an order that it holds twice once, as it stood first', () => {
    const twice = [{ order_id: 566, note: 'first' }, { order_id: 558 }, { order_id: '566' }];
    const { items } = read({ data: twice });
    expect(items.map(({ orderId, note }) => [orderId, note])).toEqual([
      [566, 'first'],
      [558, undefined],
    ]);
  });

  test('is full where it came full, whether or not an order was in it twice', () => {
    const data = [...orders(4), { order_id: 4 }];
    expect(read({ data }, { page: 2, perPage: 5 })).toMatchObject({ page: 2, totalPages: 3 });
  });

  test('keeps every digit of a number that is longer than any that computers count with', () => {
    const text = '{"data":[{"order_id":566,"awb_number":888000123456789012,"weight":1.5}]}';
    const [order] = readOrderPage({ ...responseOf(null), text }, {}).items;
    expect(order).toMatchObject({ awbNumber: '888000123456789012', weight: 1.5 });
  });
});

describe('the figures of a page', () => {
  test.each([[{}], [[]], [null], [undefined]])('links may be %j', (links) => {
    const pagination = { ...canceledOrdersSample.meta.pagination, links };
    const body = { ...canceledOrdersSample, meta: { pagination } };
    expect(read(body)).toMatchObject({ total: 31, page: 1, perPage: 2, totalPages: 16 });
  });

  test('may come as strings', () => {
    const pagination = { total: '31', per_page: '2', current_page: '3', total_pages: '16' };
    expect(read({ data: orders(2), meta: { pagination } })).toMatchObject({
      total: 31,
      page: 3,
      perPage: 2,
      totalPages: 16,
    });
  });

  test('are what was asked, and the pages what the total makes, where only the total came', () => {
    const body = { data: orders(5), meta: { pagination: { total: 31 } } };
    expect(read(body, { page: 2, perPage: 5 })).toMatchObject({
      total: 31,
      page: 2,
      perPage: 5,
      totalPages: 7,
    });
  });

  test('count an empty list as one page', () => {
    const pagination = {
      total: 0,
      count: 0,
      per_page: 10,
      current_page: 1,
      total_pages: 0,
      links: {},
    };
    expect(read({ data: [], meta: { pagination } })).toEqual({
      items: [],
      total: 0,
      totalSent: true,
      page: 1,
      perPage: 10,
      totalPages: 1,
    });
  });

  test.each([[undefined], [null], [[]], [{ pagination: null }], ['none']])(
    'without any (meta %j), a page that is not full is the last',
    (meta) => {
      const figures = read({ data: orders(3), meta }, { page: 2, perPage: 5 });
      expect(figures).toMatchObject({ total: 8, page: 2, perPage: 5, totalPages: 2 });
      expect(figures.totalSent).toBe(false);
    },
  );

  test('without any, a full page promises another one and its total is no complete count', () => {
    expect(read({ data: orders(5) }, { page: 2, perPage: 5 })).toMatchObject({
      total: 11,
      page: 2,
      totalPages: 3,
    });
  });

  test('without a total, a link to the next page promises another one', () => {
    const pagination = { links: { next: 'https://api.ngorder.id/api/open/order-cancel?x' } };
    expect(read({ data: orders(3), meta: { pagination } })).toMatchObject({
      total: 4,
      totalPages: 2,
    });
  });
});

describe('an answer that is no list', () => {
  test.each([
    undefined,
    null,
    {},
    [],
    'orders',
    { response: 'success' },
    { data: 'none' },
    { data: 0 },
    { data: { order_id: 566 } },
    { data: null, message: 'Unauthenticated.' },
    { data: {}, message: 'Unauthenticated.' },
    { data: [5] },
    { data: [null] },
  ])('%j cannot be read, and never passes for an empty list', (body) => {
    expect(() => read(body)).toThrow(Unreadable);
  });

  test.each([
    { response: 'failed' },
    { response: false },
    { success: false },
    { status: 'error' },
    { code: 418 },
    { error: 'type is invalid' },
    { errors: { type: ['invalid'] } },
  ])('that says it failed (%j) is refused, in its own words', (failure) => {
    for (const data of [null, {}, []]) {
      const refusal = { ...failure, message: ['type is invalid'], data };
      expect(() => read(refusal)).toThrow(RequestRefused);
      expect(() => read(refusal)).toThrow(
        expect.objectContaining({ apiMessage: 'type is invalid', status: 200 }),
      );
    }
  });

  test.each([
    [401, 'TokenRejected'],
    [403, 'Forbidden'],
    [429, 'Throttled'],
    [500, 'ServerFault'],
    [503, 'Maintenance'],
  ])('that holds the code %d in a 200 failed in that way', (code, kind) => {
    for (const body of [{ code }, { status: String(code) }, { status_code: code }]) {
      expect(() => read({ ...body, message: 'No.', data: null })).toThrow(
        expect.objectContaining({ kind, apiMessage: 'No.' }),
      );
    }
  });

  test('that is a web page under a 404 cannot be read', () => {
    const answer = { ...responseOf(null), status: 404, text: '<html>Not Found</html>' };
    expect(() => readOrderPage(answer, {})).toThrow(Unreadable);
  });
});

test.each([
  [{ total: 31 }, true],
  [{ total: '31' }, true],
  [{ total: 0 }, false],
  [{ total: 2 }, false],
  [{ total: null }, false],
  [{ total: 'many' }, false],
  [{ total: '1.000' }, false],
  [{ count: 3 }, false],
])('the total of a page of three with the figures %j was sent: %j', (pagination, totalSent) => {
  expect(read({ data: orders(3), meta: { pagination } })).toMatchObject({ totalSent });
});

describe('whatever JSON comes', () => {
  const field = fc.constantFrom(...Object.keys(canceledOrdersSample.data[0]));

  test('it is a page or a typed error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expectPageOrTypedError(body);
      }),
    );
  });

  test('an order with a field of any other value is still an order, unless it is the ID', () => {
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        const body = listOf({ ...canceledOrdersSample.data[0], [name]: value });
        if (name === 'order_id') expectPageOrTypedError(body);
        else expect(read(body).items[0]?.orderId).toBe(566);
      }),
    );
  });

  test('a page has sensible figures', () => {
    const figure = fc.oneof(fc.integer(), fc.jsonValue());
    const pagination = fc.record(
      {
        total: figure,
        per_page: figure,
        current_page: figure,
        total_pages: figure,
        links: fc.oneof(fc.record({ next: fc.jsonValue() }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(pagination, fc.nat(20), (sent, count) => {
        const page = read({ data: orders(count), meta: { pagination: sent } });
        for (const value of [page.page, page.perPage, page.totalPages]) {
          expect(Number.isInteger(value) && value >= 1).toBe(true);
        }
        expect(Number.isInteger(page.total) && page.total >= 0).toBe(true);
      }),
    );
  });

  function expectPageOrTypedError(body: unknown): void {
    try {
      const page = read(body);
      for (const { orderId } of page.items) expect(Number.isSafeInteger(orderId)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(NgorderError);
    }
  }
});

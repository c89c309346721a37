import { describe, expect, test } from 'vitest';
import { createNgorder, type NgorderOptions } from '../../src/ngorder/client.ts';
import { act } from './acts/act.ts';
import { json, serve, text } from './http-server.ts';
import { canceledOrdersSample, cancelSample } from './samples.ts';

const token = 'secret-token';
const emptyList = { data: [], meta: { pagination: { total: 0 } } };

async function clientOf(reply: Parameters<typeof serve>[0], options: Partial<NgorderOptions> = {}) {
  const server = await serve(reply);
  return { ngorder: createNgorder({ root: server.root, token, ...options }), server };
}

describe('the request', () => {
  test('of a cancel carries the ID as a whole number', async () => {
    const { ngorder, server } = await clientOf(json(200, cancelSample));
    const receipt = await act(ngorder, 'cancel', 1338);
    expect(receipt).toEqual({
      message: 'Order has been Canceled',
      orderId: 1338,
      poNumber: 10_735,
    });
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/api/open/order/cancel', query: {}, body: '{"id":1338}' },
    ]);
  });

  test('of a return carries the ID as a whole number', async () => {
    const { ngorder, server } = await clientOf(text(200, ''));
    expect(await act(ngorder, 'return', 566)).toEqual({});
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/api/open/order-cancel/return', query: {}, body: '{"id":566}' },
    ]);
  });

  test('of a delete names the order in its address and in its body', async () => {
    const { ngorder, server } = await clientOf(text(204, ''));
    expect(await act(ngorder, 'delete', 566)).toEqual({});
    expect(server.requests).toMatchObject([
      { method: 'DELETE', path: '/api/open/order-cancel/566', query: {}, body: '{"id":566}' },
    ]);
  });

  test('of an act goes as JSON, with the token, over a connection of its own', async () => {
    const { ngorder, server } = await clientOf(json(200, cancelSample));
    await act(ngorder, 'cancel', 1338);
    expect(server.requests[0]?.headers).toMatchObject({
      authorization: 'Bearer secret-token',
      accept: 'application/json',
      'content-type': 'application/json',
      connection: 'close',
    });
  });

  test('of a list of canceled orders carries the type, the dates and the page', async () => {
    const { ngorder, server } = await clientOf(json(200, canceledOrdersSample));
    const query = { from: '2021-01-01', to: '2021-01-31', perPage: 2, page: 1 };
    const page = await ngorder.listCanceled({ type: 'REJECTED', ...query });
    expect(page).toMatchObject({ total: 31, totalPages: 16, items: [{ orderId: 566 }, {}] });
    expect(server.requests).toMatchObject([
      {
        method: 'GET',
        path: '/api/open/order-cancel',
        headers: { authorization: 'Bearer secret-token', accept: 'application/json' },
        body: '',
      },
    ]);
    expect(server.requests[0]?.query).toEqual({
      type: 'REJECTED',
      start_date: '2021-01-01',
      end_date: '2021-01-31',
      per_page: '2',
      pagination_offset: '1',
    });
  });

  test('of a list of canceled orders leaves out what was not given', async () => {
    const { ngorder, server } = await clientOf(json(200, emptyList));
    await ngorder.listCanceled({ type: 'CANCEL' });
    expect(server.requests[0]?.query).toEqual({ type: 'CANCEL' });
  });

  test('of a search among the active orders carries the keyword and what it is', async () => {
    const { ngorder, server } = await clientOf(json(200, emptyList));
    const query = { from: '2020-01-01', to: '2021-01-31', perPage: 100, page: 2 };
    await ngorder.listActive({ keyword: 'Bu Sri & Co', keywordType: 'CUSTOMER_NAME', ...query });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/api/open/order' }]);
    expect(server.requests[0]?.query).toEqual({
      keyword: 'Bu Sri & Co',
      type: 'CUSTOMER_NAME',
      start_date: '2020-01-01',
      end_date: '2021-01-31',
      per_page: '100',
      pagination_offset: '2',
    });
  });

  test('of the active orders needs nothing at all', async () => {
    const { ngorder, server } = await clientOf(json(200, emptyList));
    await ngorder.listActive({});
    expect(server.requests[0]?.query).toEqual({});
  });

  test('of the shops is a plain one', async () => {
    const { ngorder, server } = await clientOf(json(200, { data: [{ id: 7, shop_name: 'Toko' }] }));
    expect(await ngorder.getShops()).toMatchObject([{ id: 7, name: 'Toko' }]);
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/api/open/shop', query: {}, headers: { accept: 'application/json' } },
    ]);
  });

  test('goes to the same address when the root ends with a slash', async () => {
    const server = await serve(json(200, emptyList));
    await createNgorder({ root: `${server.root}/`, token }).listActive({});
    expect(server.requests[0]?.path).toBe('/api/open/order');
  });
});

describe('what is not sent', () => {
  test.each([0, -5, 1.5, Number.NaN, 2 ** 53])('an act on the order %d', async (orderId) => {
    const { ngorder, server } = await clientOf(text(200, ''));
    await expect(act(ngorder, 'cancel', orderId)).rejects.toThrow(RangeError);
    await expect(act(ngorder, 'return', orderId)).rejects.toThrow(RangeError);
    await expect(act(ngorder, 'delete', orderId)).rejects.toThrow(RangeError);
    expect(server.requests).toEqual([]);
  });
});

describe('the client', () => {
  test.each(['', 'api.ngorder.id', 'ftp://api.ngorder.id'])('takes no root %j', (root) => {
    expect(() => createNgorder({ root, token })).toThrow(TypeError);
  });

  test.each(['', 'two words', 'line\nbreak', 'café'])('takes no token %j', (unfit) => {
    const create = () => createNgorder({ root: 'http://127.0.0.1/', token: unfit });
    expect(create).toThrow(TypeError);
    if (unfit !== '') expect(create).not.toThrow(unfit);
  });

  test('tells its limits, the given ones in place of its own', () => {
    const options = { root: 'http://127.0.0.1/', token, limits: { actMs: 5 } };
    expect(createNgorder(options).limits).toMatchObject({
      actMs: 5,
      readMs: 8000,
      concurrency: 'learned',
    });
  });

  test('reports each request by name, time and outcome, and nothing else', async () => {
    const reports: unknown[] = [];
    const server = await serve(json(200, emptyList), json(401, {}), text(200, '<html>'));
    const ngorder = createNgorder({
      root: server.root,
      token,
      onRequest: (report) => reports.push(report),
    });
    await ngorder.listCanceled({ type: 'CANCEL', from: '2021-01-01' });
    await ngorder.getShops().catch(() => undefined);
    await act(ngorder, 'cancel', 1338).catch(() => undefined);
    const ms = expect.any(Number);
    expect(reports).toEqual([
      { endpoint: 'listCanceled', ms, outcome: 'ok' },
      { endpoint: 'getShops', ms, outcome: 'TokenRejected' },
      { endpoint: 'cancelOrder', ms, outcome: 'Unreadable' },
    ]);
  });
});

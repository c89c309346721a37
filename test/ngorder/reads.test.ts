import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createNgorder } from '../../src/ngorder/client.ts';
import type { NgorderLimits } from '../../src/ngorder/limits.ts';
import {
  breakOff,
  breakOffWithin,
  deadRoot,
  json,
  page,
  type Reply,
  serve,
  silence,
  text,
} from './http-server.ts';
import { ownToken } from './own-token.ts';
import { canceledOrdersSample } from './samples.ts';

const list = json(200, canceledOrdersSample);
const quick = { readTries: 3, maxWaitMs: 20 };

function clientOf(root: string, limits: Partial<NgorderLimits> = quick) {
  return createNgorder({ root, token: ownToken(), limits });
}

describe('a read', () => {
  const passing: [string, Reply][] = [
    ['500', page(500)],
    ['502', page(502)],
    ['503', page(503)],
    ['429', json(429, { response: 'Failed' })],
    ['a broken connection', breakOff],
    ['a connection broken within the answer', breakOffWithin],
  ];

  test.each(passing)('that meets %s is tried again', async (_, reply) => {
    const server = await serve(reply, list);
    const query = { type: 'EXPIRED', page: 3 } as const;
    expect((await clientOf(server.root).listCanceled(query)).total).toBe(31);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]?.query).toEqual(server.requests[0]?.query);
  });

  test('that gets no answer in its time is tried again', async () => {
    const server = await serve(silence, list);
    const limits = { ...quick, readMs: 500 };
    expect((await clientOf(server.root, limits).listActive({})).total).toBe(31);
    expect(server.requests).toHaveLength(2);
  });

  const lasting: [string, Reply, string][] = [
    ['400', json(400, {}), 'RequestRefused'],
    ['401', json(401, {}), 'TokenRejected'],
    ['403', json(403, {}), 'Forbidden'],
    ['404 as a web page', page(404), 'Unreadable'],
    ['410 as a web page', page(410), 'Unreadable'],
    ['200 that says Failed', json(200, { response: 'Failed' }), 'RequestRefused'],
    ['200 as a web page', page(200), 'Unreadable'],
    ['an empty 200', text(200, ''), 'Unreadable'],
  ];

  test.each(lasting)('that meets %s is not tried again', async (_, reply, kind) => {
    const server = await serve(reply, list);
    await expect(clientOf(server.root).listCanceled({ type: 'CANCEL' })).rejects.toMatchObject({
      kind,
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each([204, 404, 410])('of a list that meets %d shows an empty one', async (status) => {
    const server = await serve(text(status, ''), list);
    const { items, totalSent } = await clientOf(server.root).listActive({ keyword: '1338' });
    expect([items, totalSent]).toEqual([[], false]);
    expect(server.requests).toHaveLength(1);
  });

  test.each([404, 410])('of the shop that meets %d is no word about an order', async (status) => {
    const server = await serve(json(status, { response: 'Failed' }));
    await expect(clientOf(server.root).getShops()).rejects.toMatchObject({ kind: 'Unreadable' });
  });

  test('is tried as often as the limits allow, no more', async () => {
    const server = await serve(page(500));
    await expect(clientOf(server.root).getShops()).rejects.toMatchObject({ kind: 'ServerFault' });
    expect(server.requests).toHaveLength(3);
  });

  test('with nobody listening says so', async () => {
    const ngorder = clientOf(await deadRoot());
    await expect(ngorder.getShops()).rejects.toMatchObject({ kind: 'NotConnected' });
  });

  test.each([429, 503])('that meets %d waits as long as Retry-After says', async (status) => {
    const server = await serve(json(status, {}, { 'retry-after': '1' }), list);
    await clientOf(server.root, { maxWaitMs: 2000 }).listCanceled({ type: 'CANCEL' });
    const [first, second] = server.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test.each([429, 503])(
    'that meets %d with too long a Retry-After tells it at once',
    async (status) => {
      const server = await serve(json(status, {}, { 'retry-after': '60' }), list);
      await expect(clientOf(server.root).listCanceled({ type: 'CANCEL' })).rejects.toMatchObject({
        retryAfterMs: 60_000,
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([301, 302, 303, 307, 308])(
    'follows no %d: the token travels nowhere',
    async (status) => {
      const elsewhere = await serve(list);
      const server = await serve(
        text(status, '', { location: `${elsewhere.root}/order-cancel` }),
        list,
      );
      await expect(clientOf(server.root).listCanceled({ type: 'CANCEL' })).rejects.toMatchObject({
        kind: 'Redirected',
      });
      expect(server.requests).toHaveLength(1);
      expect(elsewhere.requests).toEqual([]);
    },
  );

  test('longer than 8 MB is given up', async () => {
    const server = await serve(text(200, ' '.repeat(9 * 1024 * 1024)));
    await expect(clientOf(server.root).getShops()).rejects.toMatchObject({ kind: 'Unreadable' });
  });

  test('understands a compressed answer', async () => {
    const body = gzipSync(JSON.stringify(canceledOrdersSample));
    const server = await serve((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
    });
    expect((await clientOf(server.root).listActive({})).total).toBe(31);
  });
});

describe('a read whose signal is aborted', () => {
  const reason = new Error('the person pressed Stop');

  test('beforehand is not sent', async () => {
    const server = await serve(list);
    const signal = AbortSignal.abort(reason);
    await expect(clientOf(server.root).listActive({}, signal)).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test('while it waits for its answer ends with the reason', async () => {
    const server = await serve(silence);
    const stop = new AbortController();
    const read = clientOf(server.root).getShops(stop.signal);
    await Promise.all([
      expect(read).rejects.toBe(reason),
      server.received(1).then(() => stop.abort(reason)),
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test('while it waits to try again ends with the reason', async () => {
    const stop = new AbortController();
    const server = await serve(json(429, {}, { 'retry-after': '3600' }));
    const ngorder = createNgorder({
      root: server.root,
      token: ownToken(),
      limits: { maxWaitMs: 7_200_000 },
      onRequest: () => setImmediate(() => stop.abort(reason)),
    });
    await expect(ngorder.listCanceled({ type: 'CANCEL' }, stop.signal)).rejects.toBe(reason);
    expect(server.requests).toHaveLength(1);
  });
});

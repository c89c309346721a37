import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { createNgorder } from '../../../src/ngorder/client.ts';
import { type Reply, serve } from '../http-server.ts';

describe('requests of one token', () => {
  test('are at most as many at once as the limit, over all its clients', async () => {
    const { server, waiting, answerOne } = await heldServer();
    const options = { root: server.root, token: 'shared-token', limits: { concurrency: 2 } };
    const clients = [createNgorder(options), createNgorder(options)];
    const reads = clients.flatMap((ngorder) => [1, 2, 3].map(() => ngorder.getShops()));
    for (let answered = 0; answered < reads.length; answered++) {
      await server.received(Math.min(reads.length, answered + 2));
      expect(waiting.length).toBeLessThanOrEqual(2);
      expect(server.requests.length).toBeLessThanOrEqual(answered + 2);
      answerOne();
    }
    await Promise.all(reads);
    expect(server.requests).toHaveLength(6);
  });

  test("don't hold up those of another token", async () => {
    const { server, answerOne } = await heldServer();
    const limits = { concurrency: 1 };
    const ours = createNgorder({ root: server.root, token: 'our-token', limits }).getShops();
    const theirs = createNgorder({ root: server.root, token: 'their-token', limits }).getShops();
    await server.received(2);
    answerOne();
    answerOne();
    await Promise.all([ours, theirs]);
  });

  test('that are given up while they wait take no place from the others', async () => {
    const { server, answerOne } = await heldServer();
    const limits = { concurrency: 1 };
    const ngorder = createNgorder({ root: server.root, token: 'waiting-token', limits });
    const stop = new AbortController();
    const first = ngorder.getShops();
    const second = ngorder.getShops(stop.signal);
    const third = ngorder.getShops();
    await server.received(1);
    stop.abort(new Error('given up'));
    await expect(second).rejects.toThrow('given up');
    answerOne();
    await first;
    await server.received(2);
    answerOne();
    await third;
    expect(server.requests).toHaveLength(2);
  });

  test('go before those of the background, which leave half of the places free', async () => {
    const { server, answerOne } = await heldServer();
    const limits = { concurrency: 2 };
    const ngorder = createNgorder({ root: server.root, token: 'busy-token', limits });
    const order: string[] = [];
    const noted = (name: string, read: Promise<unknown>) => read.then(() => order.push(name));
    const reads = [
      noted('background', ngorder.inBackground.getShops()),
      noted('background', ngorder.inBackground.getShops()),
      noted('person', ngorder.getShops()),
      noted('person', ngorder.getShops()),
    ];
    await server.received(2);
    expect(server.requests).toHaveLength(2);
    for (let answered = 1; answered <= reads.length; answered += 1) {
      answerOne();
      await server.received(Math.min(reads.length, answered + 2));
    }
    await Promise.all(reads);
    expect(order.at(-1)).toBe('background');
    expect(order.slice(0, 3).filter((name) => name === 'person')).toHaveLength(2);
  });

  test('of a long reading take every place, and let each request that a person waits for go first', async () => {
    const { server, answerOne } = await heldServer();
    const limits = { concurrency: 2 };
    const ngorder = createNgorder({ root: server.root, token: 'reading-token', limits });
    const page = (number: number) =>
      ngorder.listCanceled({ type: 'CANCEL', page: number }, undefined, 'reading');
    const reads: Promise<unknown>[] = [page(1), page(2), page(3)];
    await server.received(2);
    reads.push(ngorder.inBackground.getShops(), ngorder.getShops());
    for (let answered = 1; answered <= reads.length; answered += 1) {
      answerOne();
      await server.received(Math.min(reads.length, answered + 2));
    }
    await Promise.all(reads);
    const asked = server.requests.map(({ query, path }) => query['pagination_offset'] ?? path);
    expect(asked).toEqual(['1', '2', '/api/open/shop', '3', '/api/open/shop']);
  });

  test('are as many at once as Ngorder is found to bear', async () => {
    let [atOnce, refusals] = [0, 0];
    const server = await serve((response) => {
      if (atOnce === 3) {
        refusals += 1;
        response.writeHead(429).end('{"message":"Too many requests"}');
        return;
      }
      atOnce += 1;
      setTimeout(() => {
        atOnce -= 1;
        response.end('{"data":[]}');
      }, 20);
    });
    const limits = { concurrency: 'learned', readTries: 8, maxWaitMs: 20_000 } as const;
    const ngorder = createNgorder({ root: server.root, token: 'learning-token', limits });
    const readMany = () => Promise.all(Array.from({ length: 100 }, () => ngorder.getShops()));
    await readMany();
    refusals = 0;
    await readMany();
    expect(refusals).toBeLessThanOrEqual(2);
  });

  test('and downloads wait for their own places, not for each other', async () => {
    const begin: Reply = (response) => response.writeHead(200).write('PK');
    const shops: Reply = (response) => response.end('{"data":[]}');
    const reply: Reply = (response, request) =>
      (request.path.endsWith('/download') ? begin : shops)(response, request);
    const server = await serve(reply);
    const limits = { concurrency: 1, downloads: 1 };
    const ngorder = createNgorder({ root: server.root, token: 'export-token', limits });
    const first = await ngorder.downloadCanceled({ type: 'CANCEL' });
    const second = ngorder.downloadCanceled({ type: 'REJECTED' });
    expect(await ngorder.getShops()).toEqual([]);
    (await ngorder.actSlot(AbortSignal.timeout(5000))).release();
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/api/open/order-cancel/download',
      '/api/open/shop',
    ]);
    first.body.destroy();
    (await second).body.destroy();
    expect(server.requests[2]?.query).toEqual({ type: 'REJECTED' });
  });
});

/** A server that answers one request each time it is told to. */
async function heldServer() {
  const waiting: ServerResponse[] = [];
  const server = await serve((response) => waiting.push(response));
  return { server, waiting, answerOne: () => waiting.shift()?.end('{"data":[]}') };
}

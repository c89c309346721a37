import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createNgorder } from '../../../src/ngorder/client.ts';
import { readOrderPage } from '../../../src/ngorder/parsing/order-page.ts';
import { readShops } from '../../../src/ngorder/parsing/shops.ts';
import { json, type Reply, serve } from '../http-server.ts';
import { responseOf } from '../samples.ts';

const orders = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ order_id: index + 1 }));

async function clientOf(reply: Reply) {
  const { root } = await serve(reply);
  return createNgorder({ root, token: 'secret-token', limits: { readTries: 1, readMs: 20_000 } });
}

describe('a list', () => {
  test('of 405,000 orders for a page of 50 is refused, without holding up everything else', async () => {
    const ngorder = await clientOf(json(200, { data: orders(405_000) }));
    let longest = 0;
    let last = performance.now();
    const turns = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const read = ngorder.listCanceled({ type: 'CANCEL', perPage: 50 });
    await expect(read).rejects.toMatchObject({
      kind: 'Unreadable',
      message: expect.stringContaining('longer than 1856 KB'),
    });
    clearInterval(turns);
    expect(longest).toBeLessThan(2000);
  });

  test.each([
    [50, 200],
    [100, 400],
    [undefined, 200],
  ])('of a page of %s orders may hold %s, no more', (perPage, most) => {
    const asked = perPage === undefined ? {} : { perPage };
    expect(readOrderPage(responseOf({ data: orders(most) }), asked).items).toHaveLength(most);
    expect(() => readOrderPage(responseOf({ data: orders(most + 1) }), asked)).toThrow(
      `more than ${most} orders on one page`,
    );
  });

  test('may hold an order of a thousand products, no more', () => {
    const withProducts = (count: number) => ({
      data: [{ order_id: 1, products: Array.from({ length: count }, () => ({ name: 'Kaos' })) }],
    });
    expect(readOrderPage(responseOf(withProducts(1000)), {}).items[0]?.products).toHaveLength(1000);
    expect(() => readOrderPage(responseOf(withProducts(1001)), {})).toThrow('data[0].products');
  });

  test('that is small only as long as it is packed is refused too', async () => {
    const packed = gzipSync(JSON.stringify({ data: orders(405_000) }));
    const ngorder = await clientOf((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    });
    await expect(ngorder.listActive({ perPage: 100 })).rejects.toThrow('longer than 3456 KB');
  });

  test('of long orders comes, as long as a page can hold them', async () => {
    const note = 'x'.repeat(30_000);
    const data = orders(50).map((order) => ({ ...order, note }));
    const ngorder = await clientOf(json(200, { data }));
    const page = await ngorder.listCanceled({ type: 'CANCEL', perPage: 50 });
    expect(page.items).toHaveLength(50);
  });
});

test('a token of more than 500 shops is none', () => {
  const data = Array.from({ length: 501 }, (_, index) => ({ id: index + 1 }));
  expect(() => readShops(responseOf({ data }))).toThrow('more than 500 shops');
});

test.each(['cancel', 'return', 'delete'] as const)(
  'an endless answer to a %s is read no further than any receipt goes, and proves nothing',
  async (kind) => {
    const ngorder = await clientOf((response) => {
      response.writeHead(200);
      const more = () => response.write(' '.repeat(65_536), () => response.writable && more());
      more();
    });
    const slot = await ngorder.actSlot();
    await expect(slot.send(kind, 1338)).rejects.toMatchObject({
      kind: 'Unreadable',
      certainty: 'unknown',
    });
    slot.release();
  },
);

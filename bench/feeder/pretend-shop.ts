import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PretendShopOptions {
  /** How many canceled orders it has. */
  canceled: number;
  /** How many rejected ones; 0 unless told. */
  rejected?: number;
  /** How long each request takes. */
  latencyMs: number;
  /** How many requests at once it bears, refusing the next one; any number unless told. */
  atOnce?: number;
}

/** As much of Ngorder as a bot can be measured with: orders that can be listed, and returned. */
export interface PretendShop {
  readonly url: string;
  readonly token: string;
  /** How many requests have come since the start, and how many of them were refused. */
  requests(): number;
  refused(): number;
  /** All canceled orders are there again. */
  restock(): void;
  close(): void;
}

let opened = 0;

export async function openPretendShop({
  canceled: count,
  rejected = 0,
  latencyMs,
  atOnce = Number.POSITIVE_INFINITY,
}: PretendShopOptions): Promise<PretendShop> {
  const lists = new Map([
    ['CANCEL', orders(count, 'CANCELED', 10_000)],
    ['REJECTED', orders(rejected, 'REJECTED', 20_000)],
  ]);
  /** Each list as an array, until an order leaves it: copied for each page, it would cost more than the bot. */
  const inOrder = new Map<string, object[]>();
  const listed = (type: string): object[] => {
    const known = inOrder.get(type);
    if (known !== undefined) return known;
    const all = [...(lists.get(type)?.values() ?? [])];
    inOrder.set(type, all);
    return all;
  };
  const tally = { underWay: 0, requests: 0, refused: 0 };
  const server = createServer((request, response) => {
    tally.requests += 1;
    if (tally.underWay >= atOnce) {
      tally.refused += 1;
      request.resume();
      return answer(response, 429, { message: 'Too many requests' });
    }
    tally.underWay += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      setTimeout(() => {
        tally.underWay -= 1;
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ngorder');
        if (request.method === 'POST') {
          lists.get('CANCEL')?.delete(JSON.parse(Buffer.concat(chunks).toString()).id);
          inOrder.delete('CANCEL');
          return answer(response, 200, { response: 'success', message: 'Returned' });
        }
        if (pathname.endsWith('/shop')) return answer(response, 200, { data: [] });
        const isCanceled = pathname.endsWith('/order-cancel');
        const list = isCanceled ? listed(searchParams.get('type') ?? '') : [];
        return answer(response, 200, pageOf(list, searchParams));
      }, latencyMs);
    });
    return undefined;
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened += 1;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: `pretended-${opened}`,
    requests: () => tally.requests,
    refused: () => tally.refused,
    restock() {
      lists.set('CANCEL', orders(count, 'CANCELED', 10_000));
      inOrder.delete('CANCEL');
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ response: status < 400 ? 'success' : 'failed', ...body }));
}

function pageOf(all: readonly object[], parameters: URLSearchParams): object {
  const perPage = Number(parameters.get('per_page') ?? 10);
  const page = Number(parameters.get('pagination_offset') ?? 1);
  const data = all.slice((page - 1) * perPage, page * perPage);
  const total_pages = Math.max(1, Math.ceil(all.length / perPage));
  const pagination = { total: all.length, count: data.length, per_page: perPage };
  return { data, meta: { pagination: { ...pagination, current_page: page, total_pages } } };
}

/** By their IDs, the newest first. */
function orders(count: number, status: string, firstId: number) {
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const order = orderOf(firstId + count - at, status);
      return [order.order_id, order] as const;
    }),
  );
}

function orderOf(order_id: number, order_status: string) {
  return {
    order_id,
    po_number: order_id + 50_000,
    order_status,
    payment_status: 'UNPAID',
    sender_name: 'Siti Rahma',
    receiver_name: 'Siti Rahma',
    receiver_phone: '081234567890',
    receiver_address: 'Jl. Merdeka 17, Bandung',
    total_amount: '110376',
    products: [{ name: 'Kaos Polos Hitam', sku: 'KPH-01', price: '90000', quantity: 1 }],
    order_date: '2026-11-18 10:00:00',
  };
}

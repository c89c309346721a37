// A run over many orders by the whole bot: how much faster than one order after the other, and how near to what Ngorder bears.

import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Aim, figure } from '../figures.ts';
import { ourBot } from '../our-bot.ts';
import type { Report } from '../report.ts';
import { TalkingBot } from '../talking-bot.ts';

const orders = 500;
const latencyMs = 200;
/** How many requests at once the pretended Ngorder bears; it refuses the next one. */
const borne = [Number.POSITIVE_INFINITY, 16, 8, 4];
const leastTimesFaster = 8;
const mostTimesBound = 1.25;

export async function manyTheme(): Promise<Report> {
  const alone = orders * latencyMs;
  const lines: string[][] = [
    ['Ngorder bears at once', 'took', 'requests', 'refused', 'faster', 'of the bound'],
  ];
  const aims: Aim[] = [];
  for (const atOnce of borne) {
    const { ms, requests, refused } = await returned(atOnce);
    const isBound = Number.isFinite(atOnce);
    const boundMs = (orders / atOnce) * latencyMs;
    lines.push([
      isBound ? String(atOnce) : 'any',
      figure(ms, 'ms'),
      String(requests),
      String(refused),
      figure(alone / ms, '×'),
      isBound ? figure(ms / boundMs, '×') : '–',
    ]);
    const aim: Aim = isBound
      ? {
          what: `with ${atOnce} at once, of the bound`,
          measured: ms / boundMs,
          unit: '×',
          atMost: mostTimesBound,
        }
      : {
          what: 'without a limit, to one after the other',
          measured: alone / ms,
          unit: '×',
          atLeast: leastTimesFaster,
        };
    aims.push(aim);
  }
  return {
    title: 'A run over many',
    how: `${orders} orders are returned, each request ${latencyMs} ms; from the Yes to the summary. The bound is that of the acts alone.`,
    lines,
    aims,
  };
}

async function returned(
  atOnce: number,
): Promise<{ ms: number; requests: number; refused: number }> {
  const shop = await pretendShop(atOnce);
  const bot = await TalkingBot.enter('our bot', ourBot(), shop);
  try {
    await bot.start();
    // The first start ever compiles everything, and writes that down a while later.
    await bot.stop();
    await bot.start();
    const list = await bot.openList();
    await bot.press(list, 'Select');
    await bot.press(list, `All ${orders}`);
    const asked = bot.shows(`Return ${orders} orders to active?`);
    await bot.press(list, 'Return selected');
    await asked;
    const before = shop.requests();
    const begun = performance.now();
    const over = bot.shows(`${orders} of ${orders} orders returned`);
    await bot.press(list, `Yes, return ${orders} orders`);
    await over;
    const ms = performance.now() - begun;
    return { ms, requests: shop.requests() - before, refused: shop.refused() };
  } finally {
    await bot.leave();
    shop.close();
  }
}

/** Canceled orders that can be listed and returned; the other lists are empty. */
async function pretendShop(atOnce: number) {
  const canceled = new Map(
    Array.from({ length: orders }, (_, at) => {
      const order = orderOf(10_000 + orders - at);
      return [order.order_id, order] as const;
    }),
  );
  let underWay = 0;
  let requests = 0;
  let refused = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (underWay >= atOnce) {
      refused += 1;
      request.resume();
      return answer(response, 429, { message: 'Too many requests' });
    }
    underWay += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      setTimeout(() => {
        underWay -= 1;
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ngorder');
        if (request.method === 'POST') {
          canceled.delete(JSON.parse(Buffer.concat(chunks).toString()).id);
          return answer(response, 200, { response: 'success', message: 'Returned' });
        }
        if (pathname.endsWith('/shop')) return answer(response, 200, { data: [] });
        const isList = pathname.endsWith('/order-cancel') && searchParams.get('type') === 'CANCEL';
        return answer(response, 200, pageOf(isList ? [...canceled.values()] : [], searchParams));
      }, latencyMs);
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: 'many',
    requests: () => requests,
    refused: () => refused,
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

function orderOf(order_id: number) {
  return {
    order_id,
    po_number: order_id + 50_000,
    order_status: 'CANCELED',
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

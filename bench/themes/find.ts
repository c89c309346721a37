// A search over many canceled orders: how near it comes to what page size, latency and places allow.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createNgorder } from '../../src/ngorder/client.ts';
import { findOrders } from '../../src/orders/find/find-orders.ts';
import { type Aim, figure, median } from '../figures.ts';
import type { Report } from '../report.ts';

const orders = 10_000;
const perPage = 50;
const pages = orders / perPage;
const latencyMs = 200;
const rounds = 3;
/** How many requests at once the pretended Ngorder bears; it refuses the next one. */
const borne = [4, 8, 16];
const mostTimesBound = 1.25;

export async function findTheme(): Promise<Report> {
  const lines: string[][] = [
    ['Ngorder bears at once', 'bound', 'search', 'of the bound', 'first hits', 'pages’ time'],
  ];
  const aims: Aim[] = [];
  for (const atOnce of borne) {
    const times = [];
    for (let round = 1; round <= rounds; round += 1) times.push(await search(atOnce, round));
    const boundMs = Math.ceil(pages / atOnce) * latencyMs;
    const allMs = median(times.map(({ all }) => all));
    const firstMs = median(times.map(({ first }) => first));
    lines.push([
      String(atOnce),
      figure(boundMs, 'ms'),
      figure(allMs, 'ms'),
      figure(allMs / boundMs, '×'),
      figure(firstMs, 'ms'),
      figure(firstMs / latencyMs, '×'),
    ]);
    const what = `with ${atOnce} at once`;
    aims.push(
      { what: `search ${what}`, measured: allMs / boundMs, unit: '×', atMost: mostTimesBound },
      { what: `first hits ${what}`, measured: firstMs, unit: 'ms', atMost: 2 * latencyMs },
    );
  }
  return {
    title: 'A search',
    how:
      `${orders} canceled orders on pages of ${perPage}, each page ${latencyMs} ms, as many places as Ngorder bears; ` +
      `median of ${rounds}. Aims: at most ${mostTimesBound} × the bound, first hits within two pages’ time.`,
    lines,
    aims,
  };
}

async function search(atOnce: number, round: number): Promise<{ all: number; first: number }> {
  const server = await serve(atOnce);
  const { port } = server.address() as AddressInfo;
  const ngorder = createNgorder({
    root: `http://127.0.0.1:${port}`,
    token: `search-${atOnce}-${round}`,
    limits: { concurrency: atOnce },
  });
  const begun = performance.now();
  let first = Number.NaN;
  const query = { phones: [], words: ['siti'], traits: [], lists: ['CANCEL' as const] };
  const { complete, read } = await findOrders(ngorder, query, {
    today: '2026-11-20',
    onProgress: (state) => {
      if (Number.isNaN(first) && state().count > 0) first = performance.now() - begun;
    },
  });
  const all = performance.now() - begun;
  if (!complete || read !== orders) throw new Error(`read ${read} of ${orders}`);
  server.closeAllConnections();
  server.close();
  return { all, first };
}

/** Pages that are written beforehand, so that the other end costs next to nothing. */
async function serve(atOnce: number) {
  const answers = Array.from({ length: pages }, (_, page) => answer(page + 1));
  let underWay = 0;
  const server = createServer((request, response) => {
    if (underWay === atOnce) return response.writeHead(429).end('{"message":"Too many requests"}');
    underWay += 1;
    const { searchParams } = new URL(request.url ?? '/', 'http://ngorder');
    const body = answers[Number(searchParams.get('pagination_offset') ?? 1) - 1];
    setTimeout(() => {
      underWay -= 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    }, latencyMs);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function answer(page: number): string {
  const data = Array.from({ length: perPage }, (_, at) => ({
    order_id: orders - (page - 1) * perPage - at,
    po_number: 50_000 + at,
    order_status: 'CANCELED',
    payment_status: 'UNPAID',
    receiver_name: at === 7 ? 'Siti Rahma' : `Pembeli ${page} ${at}`,
    receiver_phone: `0812${String(page * perPage + at).padStart(8, '0')}`,
    receiver_address: 'Jl. Merdeka 17, Bandung',
    total_amount: '110376',
    products: [{ name: 'Kaos Polos Hitam', sku: 'KPH-01', price: '90000', quantity: 1 }],
    order_date: '2026-11-18 10:00:00',
  }));
  const pagination = { total: orders, count: perPage, per_page: perPage, current_page: page };
  return JSON.stringify({ data, meta: { pagination: { ...pagination, total_pages: pages } } });
}

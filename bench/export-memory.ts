// How much memory an Excel of many orders takes that the bot builds itself, above the process at rest.
// node --expose-gc --max-semi-space-size=4 bench/export-memory.ts [orders]

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Order } from '../src/ngorder/order.ts';
import { readOrder } from '../src/ngorder/parsing/read-order.ts';
import { buildExport } from '../src/orders/export/build/build-export.ts';
import type { OrderSource } from '../src/orders/export/build/order-stream.ts';

const count = Number(process.argv[2] ?? 50_000);
const perPage = 50;
const pagesAtOnce = 32;
const mostMb = 150;

/** An order as Ngorder sends it, read from its JSON as the client does. */
function orderOf(number: number): Order {
  const sent = {
    order_id: 1000 + number,
    po_number: 10_000 + number,
    invoice: `INV.2021.01.18.${number}`,
    order_date: '2021-01-18 10:37:42',
    sender_name: `Budi ${number}`,
    receiver_name: `Siti ${number}`,
    receiver_phone: `0812${number}`,
    receiver_address: `Jalan Mawar ${number}, Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur`,
    total_amount: '110376',
    remaining_amount: 0,
    shipping_logistic: 'JNE',
    shipping_cost: 9000,
    note: `catatan ${number}`,
    order_status: 'CANCELED',
    payment_status: 'PAID',
    payment_date: '2021-01-18',
    products: [
      { name: `Kaos ${number % 7}`, price: 20_000, quantity: 2, color: 'biru', size: 'L' },
      { name: 'Topi', price: 1000, quantity: 1 },
    ],
  };
  return readOrder(JSON.parse(JSON.stringify(sent))) as Order;
}

const source: OrderSource = async (onPage) => {
  let next = 1;
  let read = 0;
  const readOn = async (): Promise<void> => {
    for (let page = next++; (page - 1) * perPage < count; page = next++) {
      await sleep(10);
      const first = (page - 1) * perPage;
      const length = Math.min(perPage, count - first);
      const orders = Array.from({ length }, (_, index) => orderOf(first + index));
      read += length;
      if (await onPage({ orders, page, read, total: count })) return;
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, readOn));
  return { complete: true, total: count };
};

const spoolFolder = mkdtempSync(join(tmpdir(), 'export-memory-'));
globalThis.gc?.();
const atRest = process.memoryUsage().rss;
let most = atRest;
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss);
}, 20);
const began = performance.now();
try {
  const { files, totals } = await buildExport(source, {
    format: 'xlsx',
    locale: 'id',
    shop: { name: 'Toko', timeZone: 'Asia/Jakarta' },
    filter: 'Dibatalkan',
    spoolFolder,
    cancellationsOf: async () => new Map(),
    signal: new AbortController().signal,
    maxBytes: 50 * 1024 * 1024,
  });
  const mb = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${totals.orders} orders, ${files.map(({ bytes }) => mb(bytes)).join(' + ')} MB, in ${seconds} s`,
  );
  const above = most - atRest;
  console.log(`${mb(above)} MB above the ${mb(atRest)} MB at rest (at most ${mostMb})`);
  process.exitCode = above <= mostMb * 1024 * 1024 ? 0 : 1;
} finally {
  clearInterval(timer);
  rmSync(spoolFolder, { recursive: true, force: true });
}

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fromBuffer } from 'yauzl';
import { namedOrders } from '../../../../src/sandbox/ngorder/seed/named-orders.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { ask } from '../sandbox-client.ts';

let sandbox: NgorderSandbox;
beforeAll(async () => {
  sandbox = await startNgorderSandbox({ today: '2026-06-15' });
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

const download = (query = '') =>
  fetch(`${sandbox.url}/order-cancel/download${query}`, {
    headers: { authorization: `Bearer ${sandbox.token}` },
  });

test('the download is a workbook of the filter, named and measured', async () => {
  const reply = await download('?type=REJECTED');
  const file = Buffer.from(await reply.arrayBuffer());
  expect(reply.headers.get('content-type')).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename=".+\.xlsx"$/);
  expect(reply.headers.get('content-length')).toBe(String(file.length));

  const parts = await unzip(file);
  expect(parts.has('xl/workbook.xml')).toBe(true);
  const rows = parts.get('xl/worksheets/sheet1.xml')?.match(/<row /g);
  expect(rows).toHaveLength(1 + sandbox.control.counts().REJECTED);
});

test('the download holds the orders of its days and no others', async () => {
  const { orderId } = namedOrders.canceled;
  const day = sandbox.control.order(orderId)?.order.order_date.slice(0, 10);
  const inside = await sheetOf(await download(`?start_date=${day}&end_date=${day}`));
  expect(inside).toContain(`<v>${orderId}</v>`);
  const outside = await sheetOf(await download('?end_date=2026-03-01'));
  expect(outside).not.toContain(`<v>${orderId}</v>`);
});

test('the workbook carries markup as text', async () => {
  const parts = await unzip(Buffer.from(await (await download()).arrayBuffer()));
  const text = [...parts.values()].join('');
  expect(text.includes('<t>&lt;b&gt;Toko &amp; "Kawan"&lt;/b&gt;</t>')).toBe(true);
});

test('an empty filter gives a workbook with titles alone', async () => {
  const sheet = await sheetOf(await download('?start_date=2031-01-01'));
  expect(sheet.match(/<row /g)).toHaveLength(1);
});

test('the download can come in chunks of unstated length', async () => {
  sandbox.control.behave({ downloadLength: 'chunked' });
  const reply = await download();
  expect(reply.headers.get('content-length')).toBeNull();
  expect(await sheetOf(reply)).toContain('<row ');
});

test('a file of more than a megabyte comes in chunks by itself', async () => {
  const example = sandbox.control.order(namedOrders.canceled.orderId)?.order;
  if (!example) throw new Error('The named order is missing');
  for (let id = 100_000; id < 102_500; id++) {
    // Texts that hardly shrink when they are packed.
    const note = Array.from({ length: 80 }, (_, i) =>
      Math.imul(id * 81 + i, 2654435761).toString(36),
    ).join('');
    sandbox.control.put({ ...example, order_id: id, note }, 'CANCEL');
  }
  const reply = await download();
  expect(reply.headers.get('content-length')).toBeNull();
  expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(1024 * 1024);
});

test('a type that does not exist is refused as in the list', async () => {
  expect((await ask(sandbox, 'GET', '/order-cancel/download?type=ALL')).status).toBe(406);
});

async function sheetOf(reply: Response): Promise<string> {
  const parts = await unzip(Buffer.from(await reply.arrayBuffer()));
  return parts.get('xl/worksheets/sheet1.xml') ?? '';
}

/** The files in a ZIP as text, by name. */
function unzip(file: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      zip.on('error', reject);
      zip.on('end', () => resolve(parts));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (broken, stream) => {
          if (broken) return reject(broken);
          parts.set(entry.fileName, Buffer.concat(await stream.toArray()).toString('utf8'));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}

import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Locale } from '../../../config.ts';
import type { Order } from '../../../ngorder/order.ts';
import { sheet } from '../../../workbook/sheet.ts';
import { mostRows } from '../../../workbook/sheet-xml.ts';
import { writeCsv } from '../../../workbook/write-csv.ts';
import { writeWorkbook } from '../../../workbook/write-workbook.ts';
import type { Holds } from '../delivered.ts';
import { openSpool, type Spool } from '../spool.ts';
import {
  type Cancellation,
  type OrderRow,
  type Owed,
  orderColumns,
  productColumns,
} from './columns.ts';
import {
  type OrderSource,
  type OrderStream,
  type OrdersRead,
  openOrderStream,
  type ReadingEnd,
} from './order-stream.ts';
import { openProductSpool } from './product-spool.ts';
import { summarySheet } from './summary.ts';
import { noTotals, type Totals, together, withOrder } from './totals.ts';
import { exportWords } from './words.ts';

export interface BuildOptions {
  format: 'xlsx' | 'csv';
  locale: Locale;
  /** The shop's name and zone. */
  shop: { name: string; timeZone: string };
  /** Which orders, as people say it. */
  filter: string;
  /** Where the files are kept meanwhile. */
  spoolFolder: string;
  /** Who canceled these orders by the bot, as far as it knows. */
  cancellationsOf: (orderIds: readonly number[]) => Promise<ReadonlyMap<number, Cancellation>>;
  /** What the shop owes for each of them; absent: that isn't asked for. */
  owed?: ReadonlyMap<number, Owed> | undefined;
  signal: AbortSignal;
  /** Told as pages are read. */
  onRead?: (read: Omit<OrdersRead, 'orders' | 'page'>) => void;
  /** The most bytes of one file; what is more goes into further ones. */
  maxBytes: number;
  /** How many files of the same export were made before; none unless told. */
  filesBefore?: number;
  now?: () => Date;
}

/** One file that was built. */
export interface BuiltFile extends Holds, Pick<Spool, 'path' | 'remove'> {
  bytes: number;
}

export interface BuiltExport {
  files: BuiltFile[];
  /** Of all files together. */
  totals: Totals;
  end: ReadingEnd;
}

/** So near to the limit another file is begun: what is still on its way to the disk must fit too. */
const fullAt = 0.9;
/** An order has fewer products than this. */
const roomForProducts = 1000;
/** So many orders are looked up at once. */
const lookedUpAtOnce = 50;

/**
 * Builds the Excel or CSV of a source's orders on disk, in memory that doesn't grow with them. In every case of failure
 * nothing is left on disk.
 *
 * @throws NgorderError where the orders can't be read; the signal's reason
 */
export async function buildExport(
  source: OrderSource,
  options: BuildOptions,
): Promise<BuiltExport> {
  const { signal, onRead, filesBefore = 0 } = options;
  const stream = openOrderStream(source, signal, onRead);
  const files: BuiltFile[] = [];
  let totals = noTotals;
  try {
    do {
      const file = await writePart(stream, filesBefore + files.length + 1, options);
      files.push(file);
      totals = together(totals, file.totals);
    } while (await stream.hasMore());
    return { files, totals, end: stream.end ?? { complete: false, total: undefined } };
  } catch (error) {
    await Promise.all(files.map((file) => file.remove()));
    throw error;
  } finally {
    await stream.close();
  }
}

async function writePart(
  stream: OrderStream,
  part: number,
  options: BuildOptions,
): Promise<BuiltFile> {
  const spool = await openSpool(options.spoolFolder);
  try {
    const write = options.format === 'csv' ? writeTable : writeBook;
    const written = await write(stream, part, spool.path, options);
    return { ...written, path: spool.path, remove: () => spool.remove() };
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

type Written = Holds & { bytes: number };

async function writeBook(
  stream: OrderStream,
  part: number,
  path: string,
  options: BuildOptions,
): Promise<Written> {
  const { locale, shop, filter, owed, signal, maxBytes, now = () => new Date() } = options;
  const isOwed = owed !== undefined;
  const words = exportWords[locale];
  const products = openProductSpool(join(dirname(path), 'products'));
  let totals = noTotals;
  const orderIds: number[] = [];
  let bytesWritten = 0;
  const isFull = () =>
    bytesWritten + products.bytes > maxBytes * fullAt ||
    totals.orders + 1 >= mostRows - 1 ||
    products.rows >= mostRows - roomForProducts;
  const orders = ordersUntil(stream, isFull, options, async (order) => {
    totals = withOrder(totals, order, owed?.get(order.orderId));
    const { orderId, poNumber, orderDate } = order;
    orderIds.push(orderId);
    const named = { orderId, ...(poNumber && { poNumber }), ...(orderDate && { orderDate }) };
    await products.add(order.products.map((product) => ({ order: named, product })));
  });
  try {
    const { bytes } = await writeWorkbook(path, {
      sheets: [
        sheet({ name: words.orders, columns: orderColumns(words, isOwed), rows: orders }),
        sheet({ name: words.products, columns: productColumns(words), rows: products.read() }),
        summarySheet(words, () => ({
          shop: shop.name,
          filter,
          madeAt: now(),
          totals,
          isOwed,
          products: products.rows,
          part,
          isLast: stream.end !== undefined,
          end: stream.end,
        })),
      ],
      timeZone: shop.timeZone,
      signal,
      onBytes: (bytes) => {
        bytesWritten = bytes;
      },
    });
    return { bytes, totals, orderIds };
  } finally {
    products.close();
  }
}

async function writeTable(
  stream: OrderStream,
  _part: number,
  path: string,
  options: BuildOptions,
): Promise<Written> {
  const { locale, shop, owed, signal, maxBytes } = options;
  const words = exportWords[locale];
  let totals = noTotals;
  const orderIds: number[] = [];
  let bytesWritten = 0;
  const rows = ordersUntil(
    stream,
    () => bytesWritten > maxBytes * fullAt,
    options,
    async (order) => {
      totals = withOrder(totals, order, owed?.get(order.orderId));
      orderIds.push(order.orderId);
    },
  );
  const { bytes } = await writeCsv(
    path,
    sheet({ name: words.orders, columns: orderColumns(words, owed !== undefined), rows }),
    {
      timeZone: shop.timeZone,
      signal,
      onBytes: (bytes) => {
        bytesWritten = bytes;
      },
    },
  );
  return { bytes, totals, orderIds };
}

/** The orders that go into one file. */
async function* ordersUntil(
  stream: OrderStream,
  isFull: () => boolean,
  { cancellationsOf, owed }: BuildOptions,
  onOrder: (order: Order) => Promise<void>,
): AsyncGenerator<OrderRow> {
  while (!isFull()) {
    // Pages that are there already must not keep everybody else waiting.
    await nextTurn();
    const orders: Order[] = [];
    while (orders.length < lookedUpAtOnce) {
      const order = await stream.next();
      if (order === undefined) break;
      orders.push(order);
    }
    if (orders.length === 0) return;
    const cancellations = await cancellationsOf(orders.map(({ orderId }) => orderId));
    for (const order of orders) {
      await onOrder(order);
      const { orderId } = order;
      yield { order, cancellation: cancellations.get(orderId), owed: owed?.get(orderId) };
    }
  }
}

import type { Order, Product } from '../../../ngorder/order.ts';
import type { Column } from '../../../workbook/sheet.ts';
import { sumOf } from '../../order-sum.ts';
import type { ExportWords } from './words.ts';

/** Who canceled an order by the bot, when, and why. */
export interface Cancellation {
  by?: string | undefined;
  /** Milliseconds since 1970. */
  at?: number | undefined;
  reason?: string | undefined;
}

/** What the shop owes for an order. */
export interface Owed {
  /** In rupiah; undefined where nobody knows how much was paid. */
  amount: number | undefined;
  /** Milliseconds since 1970. */
  since: number;
  /** Whole days until now. */
  days: number;
}

/** An order as the sheet of orders shows it. */
export interface OrderRow {
  order: Order;
  cancellation: Cancellation | undefined;
  owed?: Owed | undefined;
}

/** A product of an order as the sheet of products shows it. */
export interface ProductRow {
  order: Pick<Order, 'orderId' | 'poNumber' | 'orderDate'>;
  product: Product;
}

/**
 * The columns of the sheet of orders. IDs, phones and AWBs are text: nobody reckons with them.
 * @param isOwed what the shop owes for each is told too
 */
export function orderColumns(words: ExportWords, isOwed = false): Column<OrderRow>[] {
  const text = (title: string, of: (order: Order) => string | undefined, wrap = false) =>
    ({ title, type: 'text', wrap, of: ({ order }: OrderRow) => of(order) }) as const;
  const rupiah = (title: string, of: (order: Order) => number | undefined) =>
    ({ title, type: 'rupiah', of: ({ order }: OrderRow) => of(order) }) as const;
  const number = (title: string, of: (order: Order) => number | undefined) =>
    ({ title, type: 'number', of: ({ order }: OrderRow) => of(order) }) as const;
  const moment = (title: string, of: (order: Order) => string | undefined) =>
    ({ title, type: 'moment', of: ({ order }: OrderRow) => of(order) }) as const;
  return [
    text(words.orderId, ({ orderId }) => String(orderId)),
    text(words.poNumber, ({ poNumber }) => poNumber?.toString()),
    text(words.invoice, ({ invoice }) => invoice),
    moment(words.orderDate, ({ orderDate }) => orderDate),
    text(words.status, ({ status }) => status),
    text(words.progress, ({ progress }) => progress),
    text(words.payment, ({ paymentStatus }) => paymentStatus),
    {
      title: words.paymentDate,
      type: 'date',
      of: ({ order }) => order.paymentDate,
    },
    text(words.bank, ({ bankName }) => bankName),
    text(words.buyer, ({ senderName }) => senderName),
    text(words.buyerCategory, ({ senderCategory }) => senderCategory),
    text(words.receiver, ({ receiverName }) => receiverName),
    text(words.phone, ({ receiverPhone }) => receiverPhone),
    text(words.address, ({ receiverAddress }) => receiverAddress, true),
    text(words.items, ({ products }) => products.map(productLine).join('\n'), true),
    number(words.quantity, ({ products }) => pieces(products)),
    rupiah(words.productsSum, ({ products }) =>
      products.length > 0 ? sumOf(products) : undefined,
    ),
    rupiah(words.shippingCost, ({ shippingCost }) => shippingCost),
    rupiah(words.total, ({ totalAmount }) => totalAmount),
    rupiah(words.remaining, ({ remainingAmount }) => remainingAmount),
    text(words.courier, ({ shippingLogistic }) => shippingLogistic),
    text(words.rate, ({ shippingRate }) => shippingRate),
    text(words.awb, ({ awbNumber }) => awbNumber),
    number(words.weight, ({ weight }) => weight),
    text(words.cod, ({ cod }) => (cod === undefined ? undefined : cod ? words.yes : words.no)),
    text(words.source, ({ source }) => source),
    text(words.category, ({ category }) => category),
    text(words.warehouse, ({ warehouseName }) => warehouseName),
    text(words.note, ({ note }) => note, true),
    text(words.createdBy, ({ createdByName }) => createdByName),
    moment(words.createdAt, ({ createdAt }) => createdAt),
    text(words.updatedBy, ({ updatedByName }) => updatedByName),
    moment(words.updatedAt, ({ updatedAt }) => updatedAt),
    { title: words.canceledBy, type: 'text', of: ({ cancellation }) => cancellation?.by },
    {
      title: words.canceledAt,
      type: 'moment',
      of: ({ cancellation }) =>
        cancellation?.at === undefined ? undefined : new Date(cancellation.at),
    },
    { title: words.reason, type: 'text', of: ({ cancellation }) => cancellation?.reason },
    ...(isOwed ? owedColumns(words) : []),
  ];
}

function owedColumns(words: ExportWords): Column<OrderRow>[] {
  return [
    { title: words.owed, type: 'rupiah', of: ({ owed }) => owed?.amount },
    { title: words.owedSince, type: 'moment', of: ({ owed }) => owed && new Date(owed.since) },
    { title: words.owedDays, type: 'number', of: ({ owed }) => owed?.days },
  ];
}

/** The columns of the sheet of products, one row for each product of each order. */
export function productColumns(words: ExportWords): Column<ProductRow>[] {
  return [
    { title: words.orderId, type: 'text', of: ({ order }) => String(order.orderId) },
    { title: words.poNumber, type: 'text', of: ({ order }) => order.poNumber?.toString() },
    { title: words.orderDate, type: 'moment', of: ({ order }) => order.orderDate },
    { title: words.sku, type: 'text', of: ({ product }) => product.sku },
    { title: words.product, type: 'text', wrap: true, of: ({ product }) => product.name },
    { title: words.color, type: 'text', of: ({ product }) => product.color },
    { title: words.size, type: 'text', of: ({ product }) => product.size },
    { title: words.price, type: 'rupiah', of: ({ product }) => product.price },
    { title: words.pieces, type: 'number', of: ({ product }) => product.quantity },
    { title: words.subtotal, type: 'rupiah', of: ({ product }) => sumOf([product]) },
  ];
}

function productLine({ name, quantity, color, size }: Product): string {
  const kind = [color, size].filter(Boolean).join(', ');
  return `${quantity ?? 1} × ${name}${kind && ` (${kind})`}`;
}

function pieces(products: readonly Product[]): number {
  return products.reduce((sum, { quantity = 1 }) => sum + quantity, 0);
}

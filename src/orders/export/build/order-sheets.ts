import type { Locale } from '../../../config.ts';
import type { Order } from '../../../ngorder/order.ts';
import { type Sheet, sheet } from '../../../workbook/sheet.ts';
import { orderColumns, productColumns } from './columns.ts';
import { exportWords } from './words.ts';

/** A sheet of a few orders and one of their products, as the built Excel has them. */
export function orderSheets(orders: readonly Order[], locale: Locale): Sheet[] {
  const words = exportWords[locale];
  return [
    sheet({
      name: words.orders,
      columns: orderColumns(words),
      rows: orders.map((order) => ({ order, cancellation: undefined })),
    }),
    sheet({
      name: words.products,
      columns: productColumns(words),
      rows: orders.flatMap((order) => order.products.map((product) => ({ order, product }))),
    }),
  ];
}

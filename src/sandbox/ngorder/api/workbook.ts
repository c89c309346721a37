/** The Excel file of canceled orders. The real columns are undocumented; these are ours. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { OrderItem } from '../shop/order.ts';

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Cell = string | number | null;

const columns: { title: string; width: number; cell: (order: OrderItem) => Cell }[] = [
  { title: 'Order ID', width: 10, cell: (order) => order.order_id },
  { title: 'No. PO', width: 10, cell: (order) => Number(order.po_number) },
  { title: 'Invoice', width: 24, cell: (order) => order.invoice },
  { title: 'Tanggal Order', width: 20, cell: (order) => order.order_date },
  { title: 'Status', width: 12, cell: (order) => order.order_status },
  { title: 'Pembeli', width: 24, cell: (order) => order.sender_name },
  { title: 'Penerima', width: 24, cell: (order) => order.receiver_name },
  { title: 'No. HP', width: 18, cell: (order) => order.receiver_phone },
  { title: 'Alamat', width: 48, cell: (order) => order.receiver_address },
  { title: 'Produk', width: 48, cell: (order) => order.products.map(productLine).join('\n') },
  { title: 'Total', width: 12, cell: (order) => Number(order.total_amount) },
  { title: 'Sisa Tagihan', width: 12, cell: (order) => Number(order.remaining_amount) },
  { title: 'Pembayaran', width: 14, cell: (order) => order.payment_status },
  {
    title: 'Kurir',
    width: 16,
    cell: (order) => `${order.shipping_logistic} ${order.shipping_rate}`.trim(),
  },
  { title: 'No. Resi', width: 18, cell: (order) => order.awb_number || null },
  { title: 'Sumber', width: 14, cell: (order) => order.order_source || null },
  { title: 'Catatan', width: 32, cell: (order) => order.note || null },
];

function productLine({ name, quantity, color, size }: OrderItem['products'][number]): string {
  return [`${quantity} ×`, name, color, size].filter(Boolean).join(' ');
}

let last: { lines: string; book: Promise<Buffer> } | undefined;

/** A complete `.xlsx`: a header row and one row for each order. */
export function workbookOf(orders: readonly OrderItem[]): Promise<Buffer> {
  const lines = orders.map((order) => columns.map(({ cell }) => cell(order)));
  // One that is asked for again, as in many tests, is not made again.
  const text = JSON.stringify(lines);
  if (last?.lines !== text) last = { lines: text, book: write(lines) };
  return last.book;
}

function write(lines: Cell[][]): Promise<Buffer> {
  const titles = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const sheet: SheetData = [titles, ...lines];
  return writeXlsxFile(sheet, {
    sheet: 'Order Batal',
    columns: columns.map(({ width }) => ({ width })),
  }).toBuffer();
}

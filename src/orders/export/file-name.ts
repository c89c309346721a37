import type { Locale } from '../../config.ts';
import type { CanceledType } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';

/** Tables that are no workbooks, though they are often called `.xls`: `xml` is XML Spreadsheet 2003. */
export type TableFormat = 'html' | 'xml' | 'csv' | 'tsv';

/** `xls` is Excel's format before 2007, `xlsb` its binary one, `ods` that of OpenDocument. */
export type WorkbookFormat = 'xlsx' | 'xls' | 'xlsb' | 'ods';

export type ExportFormat = WorkbookFormat | TableFormat;

/** Orders that are no list of Ngorder's, as they are on a day (yyyy-mm-dd). */
export interface OrdersOnDay {
  what: 'found' | 'selected' | 'owed';
  day: string;
}

/** What a file's name tells of its orders. */
export type NamedOrders = CanceledFilter | OrdersOnDay;

interface NameWords {
  orders: Record<CanceledType | OrdersOnDay['what'], string>;
  from: string;
  until: string;
  all: string;
}

const wordsOf: Record<Locale, NameWords> = {
  id: {
    orders: {
      CANCEL: 'pesanan-batal',
      REJECTED: 'pesanan-ditolak',
      EXPIRED: 'pesanan-kedaluwarsa',
      found: 'pesanan-ketemu',
      selected: 'pesanan-dipilih',
      owed: 'refund-belum-dikirim',
    },
    from: 'sejak',
    until: 'sampai',
    all: 'semua',
  },
  en: {
    orders: {
      CANCEL: 'canceled-orders',
      REJECTED: 'rejected-orders',
      EXPIRED: 'expired-orders',
      found: 'found-orders',
      selected: 'selected-orders',
      owed: 'open-refunds',
    },
    from: 'from',
    until: 'until',
    all: 'all',
  },
};

/**
 * What an export is called in a language: `pesanan-batal_2021-01-01_2021-01-31.xlsx`, `expired-orders_all.xlsx`,
 * `found-orders_2021-01-31.xlsx`.
 */
export function exportFileName(orders: NamedOrders, format: ExportFormat, locale: Locale): string {
  const words = wordsOf[locale];
  return 'what' in orders
    ? `${words.orders[orders.what]}_${orders.day}.${format}`
    : `${words.orders[orders.type]}_${daysInName(orders, words)}.${format}`;
}

/** Whether Excel opens a file as its own, without a word about what it is. */
export function isExcel(format: ExportFormat): boolean {
  return format === 'xlsx' || format === 'xls' || format === 'xlsb';
}

function daysInName({ from, to }: CanceledFilter, words: NameWords): string {
  if (from && to) return `${from}_${to}`;
  if (from) return `${words.from}-${from}`;
  return to ? `${words.until}-${to}` : words.all;
}

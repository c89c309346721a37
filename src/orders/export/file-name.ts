import type { Locale } from '../../config.ts';
import type { CanceledType } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';

/** Tables that are no workbooks, though they are often called `.xls`: `xml` is XML Spreadsheet 2003. */
export type TableFormat = 'html' | 'xml' | 'csv' | 'tsv';

/** `xls` is Excel's format before 2007, `xlsb` its binary one, `ods` that of OpenDocument. */
export type WorkbookFormat = 'xlsx' | 'xls' | 'xlsb' | 'ods';

export type ExportFormat = WorkbookFormat | TableFormat;

interface NameWords {
  orders: Record<CanceledType, string>;
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
    },
    from: 'from',
    until: 'until',
    all: 'all',
  },
};

/** What an export is called in a language: `pesanan-batal_2021-01-01_2021-01-31.xlsx`, `expired-orders_all.xlsx`. */
export function exportFileName(
  filter: CanceledFilter,
  format: ExportFormat,
  locale: Locale,
): string {
  const words = wordsOf[locale];
  return `${words.orders[filter.type]}_${daysInName(filter, words)}.${format}`;
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

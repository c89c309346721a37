import type { CanceledType } from '../../ngorder/order.ts';
import type { CanceledFilter } from '../../ngorder/queries.ts';

/** Tables that are no workbooks, though they are often called `.xls`: `xml` is XML Spreadsheet 2003. */
export type TableFormat = 'html' | 'xml' | 'csv' | 'tsv';

/** `xls` is Excel's format before 2007, `xlsb` its binary one, `ods` that of OpenDocument. */
export type WorkbookFormat = 'xlsx' | 'xls' | 'xlsb' | 'ods';

export type ExportFormat = WorkbookFormat | TableFormat;

const WORD_OF_TYPE: Record<CanceledType, string> = {
  CANCEL: 'canceled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
};

/** What an export is called, such as `canceled-orders_2021-01-01_2021-01-31.xlsx` or `expired-orders_all.xlsx`. */
export function exportFileName(filter: CanceledFilter, format: ExportFormat): string {
  return `${WORD_OF_TYPE[filter.type]}-orders_${daysInName(filter)}.${format}`;
}

/** Whether Excel opens a file as its own, without a word about what it is. */
export function isExcel(format: ExportFormat): boolean {
  return format === 'xlsx' || format === 'xls' || format === 'xlsb';
}

function daysInName({ from, to }: CanceledFilter): string {
  if (from && to) return `${from}_${to}`;
  if (from) return `from-${from}`;
  return to ? `until-${to}` : 'all';
}

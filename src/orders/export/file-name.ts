import type { CanceledType } from '../../ngorder/order.ts';
import type { CanceledQuery } from '../../ngorder/queries.ts';

/** `xls` is Excel's format before 2007, which is no ZIP. */
export type ExportFormat = 'xlsx' | 'xls';

const WORD_OF_TYPE: Record<CanceledType, string> = {
  CANCEL: 'canceled',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
};

/** What an export is called, such as `canceled-orders_2021-01-01_2021-01-31.xlsx` or `expired-orders_all.xlsx`. */
export function exportFileName(filter: CanceledQuery, format: ExportFormat): string {
  return `${WORD_OF_TYPE[filter.type]}-orders_${daysInName(filter)}.${format}`;
}

function daysInName({ from, to }: CanceledQuery): string {
  if (from && to) return `${from}_${to}`;
  if (from) return `from-${from}`;
  return to ? `until-${to}` : 'all';
}

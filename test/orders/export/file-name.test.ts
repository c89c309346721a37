import { expect, test } from 'vitest';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { exportFileName } from '../../../src/orders/export/file-name.ts';

test.each<[CanceledFilter, 'xlsx' | 'xls', string]>([
  [
    { type: 'CANCEL', from: '2021-01-01', to: '2021-01-31' },
    'xlsx',
    'canceled-orders_2021-01-01_2021-01-31.xlsx',
  ],
  [{ type: 'REJECTED' }, 'xlsx', 'rejected-orders_all.xlsx'],
  [{ type: 'EXPIRED', from: '2021-01-01' }, 'xlsx', 'expired-orders_from-2021-01-01.xlsx'],
  [{ type: 'CANCEL', to: '2021-01-31' }, 'xls', 'canceled-orders_until-2021-01-31.xls'],
])('the file name tells type, days and format: %j', (filter, format, name) => {
  expect(exportFileName(filter, format)).toBe(name);
});

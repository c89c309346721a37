import { expect, test } from 'vitest';
import type { Locale } from '../../../src/config.ts';
import type { CanceledFilter } from '../../../src/ngorder/queries.ts';
import { exportFileName } from '../../../src/orders/export/file-name.ts';

const january: CanceledFilter = { type: 'CANCEL', from: '2021-01-01', to: '2021-01-31' };

test.each<[Locale, CanceledFilter, 'xlsx' | 'xls', string]>([
  ['en', january, 'xlsx', 'canceled-orders_2021-01-01_2021-01-31.xlsx'],
  ['en', { type: 'REJECTED' }, 'xlsx', 'rejected-orders_all.xlsx'],
  ['en', { type: 'EXPIRED', from: '2021-01-01' }, 'xlsx', 'expired-orders_from-2021-01-01.xlsx'],
  ['en', { type: 'CANCEL', to: '2021-01-31' }, 'xls', 'canceled-orders_until-2021-01-31.xls'],
  ['id', january, 'xlsx', 'pesanan-batal_2021-01-01_2021-01-31.xlsx'],
  ['id', { type: 'REJECTED' }, 'xlsx', 'pesanan-ditolak_semua.xlsx'],
  [
    'id',
    { type: 'EXPIRED', from: '2021-01-01' },
    'xls',
    'pesanan-kedaluwarsa_sejak-2021-01-01.xls',
  ],
  ['id', { type: 'CANCEL', to: '2021-01-31' }, 'xlsx', 'pesanan-batal_sampai-2021-01-31.xlsx'],
])(
  'the file name tells type, days and format in the language of the chat: %s %j',
  (locale, filter, format, name) => {
    expect(exportFileName(filter, format, locale)).toBe(name);
  },
);

/**
 * How servers really write each thing that an order holds, and what it means; undefined is nothing. Most of it is from
 * the reference's samples and from what PHP, MySQL and their like make of an empty field.
 */

type Written<T> = readonly (readonly [sent: unknown, read: T | undefined])[];

const nothing: Written<never> = [
  [undefined, undefined],
  [null, undefined],
  ['', undefined],
  ['   ', undefined],
  ['\u00A0', undefined],
  ['-', undefined],
  ['--', undefined],
  [' - ', undefined],
  ['—', undefined],
  ['...', undefined],
  ['null', undefined],
  ['NULL', undefined],
  ['(null)', undefined],
  ['undefined', undefined],
  ['NaN', undefined],
  ['n/a', undefined],
  ['N/A', undefined],
  ['none', undefined],
  ['Belum ada', undefined],
  ['tidak ada', undefined],
  [{}, undefined],
  [[], undefined],
  [true, undefined],
];

const nothingOrZero: Written<never> = [
  ...nothing,
  [0, undefined],
  ['0', undefined],
  ['00', undefined],
  ['0000000000', undefined],
  ['0-0', undefined],
];

export const ids: Written<number> = [
  [1338, 1338],
  ['1338', 1338],
  [' 1338 ', 1338],
  ['0001338', 1338],
  ['1338.0', 1338],
  [1338.0, 1338],
  ['1.338', undefined],
  ['1,338', undefined],
  ['10.000', undefined],
  ['1338.5', undefined],
  ['-1338', undefined],
  ['#1338', undefined],
  ['ORD-1338', undefined],
  ['1e3', undefined],
  ['0x53a', undefined],
  ['١٣٣٨', undefined],
  ['9007199254740993', undefined],
  ...nothingOrZero,
];

export const amounts: Written<number> = [
  [109_900, 109_900],
  [-500, -500],
  [0, 0],
  [109_900.5, 109_900.5],
  ['0', 0],
  ['109900', 109_900],
  ['-500', -500],
  ['109900.00', 109_900],
  ['109900.0000', 109_900],
  ['0.00', 0],
  ['-0.00', 0],
  ['1.5', 1.5],
  ['0.125', 0.125],
  ['Rp100.000', 100_000],
  ['Rp 100.000', 100_000],
  ['Rp\u00A0100.000', 100_000],
  ['Rp. 100.000,-', 100_000],
  ['rp100000', 100_000],
  ['Rp0', 0],
  ['Rp 5', 5],
  ['-Rp100.000', -100_000],
  ['Rp-100.000', -100_000],
  ['Rp -100.000', -100_000],
  ['100.000', 100_000],
  ['1.250.000', 1_250_000],
  ['1.250.000,50', 1_250_000.5],
  ['1,250,000', 1_250_000],
  ['1,250,000.00', 1_250_000],
  ['IDR 1,250,000.00', 1_250_000],
  ['1.250.000 IDR', 1_250_000],
  ['100.000,00', 100_000],
  ['1.250.000.50', undefined],
  ['1.25.000', undefined],
  ['12.3456.789', undefined],
  ['--5', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['1e5', undefined],
  ['$100', undefined],
  ['USD 100', undefined],
  ['Rp', undefined],
  ['Rp -', undefined],
  ['gratis', undefined],
  ['9'.repeat(40), undefined],
  ...nothing,
];

export const weights: Written<number> = [
  [2, 2],
  [0, 0],
  ['2', 2],
  ['1.25', 1.25],
  ['1.250', 1.25],
  ['1,25', 1.25],
  ['2.00', 2],
  ['2 kg', undefined],
  ['1.2.3', undefined],
  ...nothing,
];

export const phones: Written<string> = [
  ['081234567890', '081234567890'],
  ['+62 812-3456-7890', '+62 812-3456-7890'],
  [6_281_234_567_890, '6281234567890'],
  [81_234_567_890, '81234567890'],
  ['(021) 555 1234', '(021) 555 1234'],
  ['+', undefined],
  ...nothingOrZero,
];

export const awbs: Written<string> = [
  ['JP1234567890', 'JP1234567890'],
  [' 000123456789 ', '000123456789'],
  [12_345_678, '12345678'],
  ['DIKIRIM SENDIRI', 'DIKIRIM SENDIRI'],
  ...nothingOrZero,
];

export const moments: Written<string> = [
  ['2021-01-18 10:37:42', '2021-01-18 10:37:42'],
  ['2021-01-18', '2021-01-18'],
  ['2021-01-18T10:37:42+07:00', '2021-01-18T10:37:42+07:00'],
  ['2021-01-18T03:37:42.000000Z', '2021-01-18T03:37:42.000000Z'],
  ['2021-01-18T03:37:42.123+0000', '2021-01-18T03:37:42.123+0000'],
  [1_610_941_062, '2021-01-18T03:37:42.000Z'],
  ['1610941062', '2021-01-18T03:37:42.000Z'],
  [1_610_941_062_000, '2021-01-18T03:37:42.000Z'],
  ['20210118', '20210118'],
  ['18 Januari 2021', '18 Januari 2021'],
  ['0000-00-00', undefined],
  ['0000-00-00 00:00:00', undefined],
  ['0001-01-01T00:00:00Z', undefined],
  ['-0001-11-30 00:00:00', undefined],
  ['1970-01-01 07:00:00', undefined],
  ['00:00:00', undefined],
  ...nothingOrZero,
];

export const names: Written<string> = [
  ['Siti Rahma', 'Siti Rahma'],
  ['  Siti Rahma ', 'Siti Rahma'],
  ['Nur', 'Nur'],
  ['Nona', 'Nona'],
  ['H. M. Noor', 'H. M. Noor'],
  [911, '911'],
  ...nothingOrZero,
];

export const notes: Written<string> = [
  ['Titip di satpam', 'Titip di satpam'],
  ['0', '0'],
  [0, '0'],
  ['Ukuran 0-0', 'Ukuran 0-0'],
  ...nothing,
];

export const flags: Written<boolean> = [
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  ['Yes', true],
  ['ya', true],
  [false, false],
  [0, false],
  ['0', false],
  ['FALSE', false],
  ['no', false],
  ['tidak', false],
  ['maybe', undefined],
  [2, undefined],
  [null, undefined],
  ['', undefined],
  ['-', undefined],
];

export const productLists: Written<string[]> = [
  [
    [{ name: 'Kaos' }, { name: 'Topi' }],
    ['Kaos', 'Topi'],
  ],
  [{ 0: { name: 'Kaos' }, 7: { name: 'Topi' } }, ['Kaos', 'Topi']],
  [[{ name: '-', sku: 'KYB-1' }], ['KYB-1']],
  [[null, 'Kaos', { name: 'Topi' }], ['Topi']],
  [{ name: 'Kaos' }, []],
  [{}, []],
  [[], []],
  [null, []],
  ['Kaos', []],
];

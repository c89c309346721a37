import { describe, expect, test } from 'vitest';
import { maskAddress, maskCode, maskPhone } from '../../src/privacy/fields.ts';
import { digitsIn } from './any-phone.ts';
import { writtenPhones } from './written-phones.ts';

describe('what a group sees of a phone', () => {
  test.each([
    ['0812345678', '0812••••78'],
    ['+62 812-3456-789', '+62 ••••89'],
    ['(0812) 3456 7890', '0812••••90'],
    ['０８１２３４５６７８９０', '0812••••90'],
    ['0812345678 / 0813456789', '0812••••89'],
    ['021555123', '••••'],
    ['08123456', '••••'],
    ['112', '••••'],
    ['tanya Siti', '••••'],
  ])('%s is %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test.each(writtenPhones)('%j is hidden', (written) => {
    expect(digitsIn(maskPhone(written)).length).toBeLessThanOrEqual(6);
  });
});

describe('what a group sees of an address', () => {
  test.each([
    ['Desa ABC, Kec. Srono, Kabupaten Banyuwangi, 68471, Jawa Timur', '••••, Jawa Timur'],
    ['Jl. Mawar 5, Kota Malang 65111', '••••, Kota Malang'],
    ['Jl. Mawar 5, Malang, ', '••••, Malang'],
    ['Jl. Mawar 5, Kab. Bandung - 40123', '••••, Kab. Bandung'],
    ['Jl. Mawar 5; Sukabumi; Jawa Barat; Indonesia', '••••, Jawa Barat'],
    ['Jl. Mawar 5\nDI Yogyakarta 55281', '••••, DI Yogyakarta'],
    ['Jl. Mawar 5, Toli-Toli', '••••, Toli-Toli'],
    ['Malang, Jl. Mawar No. 5', '••••'],
    ['Jl. Melati, RT 02/03, sebelah warung Bu Tini', '••••'],
    ['Jl. Melati, Malang sebelah warung', '••••'],
    ['Jl. Mawar 5, Bu Tini 081234567890', '••••'],
    ['Jl. Mawar 5 Malang', '••••'],
    ['Jl. Mawar 5', '••••'],
    ['Malang', '••••'],
    [',', '••••'],
    ['', '••••'],
  ])('%j is %j', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});

describe('what a group sees of an AWB or an invoice', () => {
  test.each([
    'JP1234567890',
    'JX8123456789',
    'SPXID041234567890',
    '002512345678',
    '030012345678',
    '8825112100048123',
    '81234567890',
    '210118ABCDEFGH',
    'INV.2021.01.18.505',
    'INV/20210118/MPL/1234567890',
    '-',
  ])('%s is whole', (code) => {
    expect(maskCode(code)).toBe(code);
  });

  test.each([
    ['081234567890', '0812••••90'],
    ['WA081234567890', 'WA0812••••90'],
    ['6281234567890', '6281••••90'],
    ['JNE 0812-3456-7890', 'JNE 0812••••90'],
    ['021-5551234', '0215••••34'],
    ['Jl. Melati 5', '••••'],
  ])('%s, written there by mistake, is %s', (text, masked) => {
    expect(maskCode(text)).toBe(masked);
  });
});

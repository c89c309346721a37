import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/privacy/fold.ts';
import { hidden, maskPersonal, wholly } from '../../src/privacy/mask.ts';
import { anyPhone, digitsIn } from './any-phone.ts';
import { writtenPhones } from './written-phones.ts';

/** A number behind it is an order's, or that of a parcel. */
const namesAnother = /#$|(?<!\p{L})[A-Z]{2,7}-?$/u;

describe('a text for a group', () => {
  test.each(writtenPhones)('shows no phone, however it is written: %j', (written) => {
    for (const text of [written, `Hubungi ${written} dulu`, `Siti ${written}`, `(${written})`]) {
      expectHidden(maskPersonal(text), written);
      expectHidden(maskPersonal(text, wholly), written);
    }
  });

  test('shows no phone of whatever shape, wherever it stands', () => {
    const words = fc
      .string({ unit: 'grapheme', maxLength: 20 })
      .filter((text) => !/\p{N}/u.test(text) && !namesAnother.test(fold(text).text));
    const before = fc.constantFrom(
      '',
      'Siti ',
      'WA',
      'a/n Siti, ',
      '#1338 ',
      'PO 10735 ',
      '2 pcs ',
    );
    const behind = fc.constantFrom(
      '',
      ' 2 pcs',
      ', Rp1.234.567',
      ' 18/01/2021',
      '\n',
      ' (Siti)',
      '.',
    );
    fc.assert(
      fc.property(
        fc.oneof(words, before),
        anyPhone,
        fc.oneof(words, behind),
        (before, phone, behind) => {
          expectHidden(maskPersonal(before + phone + behind), phone);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('shows none of two phones that stand side by side', () => {
    // Where both are spelled digit by digit, or a group within the first begins as a phone does, nobody can tell where
    // the second begins.
    const phone = anyPhone.filter((written) => !/^\D*(?:\d\D){6}|\d\D+0/u.test(fold(written).text));
    const between = fc.constantFrom(' ', '/', ', ', '\n', ' atau ', '-', ' / ');
    fc.assert(
      fc.property(phone, between, phone, (one, gap, other) => {
        const masked = maskPersonal(one + gap + other);
        expectHidden(masked, one);
        expectHidden(masked, other);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['Hubungi 0812-3456-7890 dulu', 'Hubungi 0812••••90 dulu'],
    ['WA081234567890', 'WA0812••••90'],
    ['(0812) 3456 7890', '0812••••90'],
    ['+62 812-3456-789', '+62 ••••89'],
    ['021-5551234', '0215••••34'],
    ['081234567890/081298765432', '0812••••90/0812••••32'],
    ['2 pcs 081234567890 10 pcs', '2 pcs 0812••••90 10 pcs'],
    ['BCA 1234567890 a.n. Siti', 'BCA ••••90 a.n. Siti'],
    ['Mandiri 137-00-1234567-8', 'Mandiri ••••78'],
    ['BNI 0123456789', 'BNI 0123••••89'],
    ['JX812-3456-7890', 'JX8123••••90'],
  ])('shows the ends of numbers by which the team tells them apart: %j', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  test.each([
    'Jl. Melati, RT 02/03, sebelah warung Bu Tini',
    'Jl.Melati 5',
    'JL MELATI 5',
    'Jln Raya Bogor km 5',
    'jalan melati no 5',
    'Ｊｌ． Melati',
    'J\u200Bl. Me\u200Blati',
    'Gg. Kelinci',
    'Gang Buntu 3',
    'Komp. Permata',
    'Komplek Permata',
    'Perum Griya Asri',
    'Griya Asri Blok C5 No. 12',
    'blok AA-12',
    'Warung Bu Tini, RT 02/03',
    'rt.02 rw.03',
    'RT/RW 02/03',
    'Dusun Krajan',
    'Dsn. Krajan',
    'Desa ABC',
    'Kel. Sukun',
    'kecamatan srono',
    'Kec. Srono',
    'Kab. Banyuwangi 68471',
    'Malang 65111',
    'Mawar No. 5, Malang',
    'kode pos 68471',
    'sebelah warung Bu Tini',
    'dekat masjid Al Ikhlas',
    'seberang Indomaret',
    'rumah Pak Budi cat hijau',
    'rumah no 5',
    'Apartemen Kalibata City Tower A lt 12',
    'Ruko Sentra 5',
    'Kampung Melayu',
  ])('shows nothing of an address: %j', (address) => {
    expect(maskPersonal(address)).toBe('••••');
    expect(maskPersonal(`Kirim ke ${address}`)).toMatch(/^(?:Kirim ke )?••••$/);
    expect(maskPersonal(`Bungkus kado. ${address}`)).toBe('Bungkus kado. ••••');
    expect(maskPersonal(`Siti (${address})`)).toMatch(/^Siti \(••••\)?$/);
  });

  test('shows of each line what stands before an address in it', () => {
    expect(maskPersonal('Siti Jl. Melati 5\nsebelah warung\nTerima kasih')).toBe(
      'Siti ••••\n••••\nTerima kasih',
    );
    expect(maskPersonal('Jl. Melati 0812\n3456 7890 oke')).toBe('•••• oke');
  });

  test('names orders and amounts also where an address stands beside them', () => {
    expect(maskPersonal('Jl. Melati 5, PO 10735, Rp1.234.567')).toBe('••••, PO 10735, Rp1.234.567');
    expect(maskPersonal('#1338 Jl. Melati RT 02/03')).toBe('#1338 ••••');
  });

  test.each([
    '#1338 · PO 10735 · Rp 110.376',
    '#1338 · PO 10735 · Rp110.376',
    '10 × Kaos Yes Biru @Rp10.000',
    '18 Jan 2021, 10.37 WIB',
    '21–27 Nov 2026',
    '1 Nov–15 Des 2026',
    '#1338, #1337, #1336',
    'PO 10735-10740',
    'pesanan 123456789',
    'INV.2021.01.18.505',
    'INV.2021.01.18.10735',
    'INV/20210118/MPL/1234567890',
    '210118ABCDEFGH',
    'JP1234567890',
    'JX8123456789',
    'SPXID041234567890',
    'resi 002512345678',
    'Resi: 030012345678',
    'Rp1.234.567',
    'Rp 812.345.678.901',
    'Rp812.345.678.901',
    'Kaos @Rp81.234.567.890',
    'Rp 85.000 - Rp 95.000',
    'IDR 8.123.456,50',
    '850.000-950.000',
    '100.000, 850.000, 950.000',
    '18 Jan 2021, 10.37',
    '2021-01-18 10:37:42',
    '2021-01-18T10:37:42+07:00',
    '18/01/2021 10.37',
    '08/12/2021 10:37',
    '08-12-2021',
    '01-02-2021 – 28-02-2021',
    '2020-2021-2022',
    'jam 08.00-17.00',
    'buka 08.00 - 17.00 WIB',
    'ukuran 85 90 95 100 105',
    'bayi 62-68-74-80-86-92',
    '38,39,40,41,42',
    '3 x 120 x 200 cm',
    '10 pcs 30s 5000 ml',
    '0,5 - 1,5 kg',
    'Kaos Melati No. 5',
    'Blok note A5',
    'masih di jalan kak',
    'Telur Ayam Kampung',
    'taruh depan pintu, jangan dilempar',
    'kirim setelah toko buka',
    'Kel. Bapak Ahmad',
    'Gudang Srono',
  ])('keeps what is no phone and no address: %j', (text) => {
    expect(maskPersonal(text)).toBe(text);
    expect(maskPersonal(`Siti, ${text}`)).toBe(`Siti, ${text}`);
    expect(maskPersonal(`${text} 081234567890`)).toBe(`${text} 0812••••90`);
    expect(maskPersonal(`081234567890, ${text}`)).toBe(`0812••••90, ${text}`);
  });

  test('keeps IDs, PO numbers, amounts, days and times of whatever value', () => {
    const amount = fc.integer({ min: 1, max: 999_999_999_999 }).map((rupiah) => {
      return `Rp${fc.sample(fc.constantFrom('', ' '), 1)[0]}${rupiah.toLocaleString('id-ID')}`;
    });
    const moment = fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    const day = moment.chain((date) => {
      const [year, month, date_] = date.toISOString().slice(0, 10).split('-');
      return fc.constantFrom(
        `${year}-${month}-${date_}`,
        `${date_}/${month}/${year}`,
        `${date_}.${month}.${year}`,
      );
    });
    const clock = moment.chain((date) => {
      const time = date.toISOString().slice(11, 16);
      return fc.constantFrom(time, time.replace(':', '.'), date.toISOString().slice(11, 19));
    });
    const order = fc.integer({ min: 1, max: 999_999_999 });
    const kept = fc.oneof(
      order.map((id) => `#${id}`),
      order.map((po) => `PO ${po}`),
      amount,
      day,
      clock,
      fc.tuple(day, clock).map((both) => both.join(' ')),
      fc.integer({ min: 1, max: 9999 }).map((count) => `${count} pcs`),
    );
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 4 }), (texts) => {
        for (const text of [texts.join(' · '), texts.join(', '), texts.join('\n')])
          expect(maskPersonal(text)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('stays as it is when it is masked once more', () => {
    const piece = fc.oneof(
      anyPhone.map((phone) => ` ${phone} `),
      fc.constantFrom('Jl. Melati 5', 'RT 02/03', 'Malang 65111', 'No. 5', ', ', '. ', '\n', ' '),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const masked = maskPersonal(pieces.join(''));
        expect(maskPersonal(masked)).toBe(masked);
      }),
      { numRuns: 2000, examples: [[['WA 081355245340', 'Malang 65111']]] },
    );
  });

  test('is masked in no time, however long it is', () => {
    for (const text of [
      '0'.repeat(50_000),
      '1 '.repeat(25_000),
      '0812 '.repeat(10_000),
      'jl '.repeat(20_000),
      'RT 1, '.repeat(10_000),
      '1.234.'.repeat(10_000),
      'a'.repeat(50_000),
      '(+'.repeat(25_000),
    ]) {
      const start = performance.now();
      maskPersonal(text);
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});

/** Of a phone's digits, no eight in a row are left, whatever but a blot stands between them. */
function expectHidden(masked: string, phone: string): void {
  const digits = digitsIn(phone);
  if (digits.length >= 8)
    for (const left of masked.split(hidden).map(digitsIn))
      expect(left).not.toContain(digits.slice(-8));
  expect(fold(masked).text).not.toContain(fold(phone).text);
}

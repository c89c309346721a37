import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonal, wholly } from '../../src/privacy/mask.ts';
import { digitsIn } from './any-phone.ts';

/** How people write a landline's number without its area code. */
const landlines = [
  'telp 5551234',
  'Telp.5551234',
  'telp=5551234',
  'tlp: 5551234',
  'Telp. rumah 5551234',
  'telp rumah: 555-1234',
  'telepon rumahnya 5551234',
  'tlp kantor 5551234',
  'telefon 5551234',
  'fax 5551234',
  'fax. 555 1234',
  'no. telp 5551234',
  'nomor telepon: 5551234',
  'no hp 5551234',
  'HP/WA: 812345',
  'HP saya 5551234',
  'hpnya 5551234',
  'WA-nya 5551234',
  'telp/wa 5551234',
  'hubungi Bu Siti 5551234',
  'hub. Pak Budi di 5551234',
  'bisa ditelpon ke 5551234',
  'telepon ke nomor 5551234',
  'call me at 5551234',
  'phone number 5551234',
  'contact person: Bu Siti 5551234',
  'telp 55 51 234',
  'telp 1965-1900',
  'WA saya: 2020-2021',
  '5551234 (telp)',
  '5551234 (rumah)',
  '5551234 ext 12',
  '555 1234 ext. 3',
  '555-1234',
  '555–1234',
  '(555-1234)',
  'Siti 555-1234',
  '5512-3456',
  '081234567890 / 5551234',
  '081234567890/5551234',
  'rumah 555-1234, kantor 555-9876',
];

/** As many digits, and no phone. */
const others = [
  '1250000',
  'transfer 1250000',
  'total 5551234',
  '#5551234',
  'PO 5551234',
  'ID 5551234',
  'pesanan 5551234',
  'PO 555-1234',
  '#555-1234',
  'resi 555-1234',
  'kode 555-1234',
  'INV-555-1234',
  '555-1234-5',
  '995-1005',
  '2336-2340',
  '850-1200',
  'ukuran 250-1500',
  'harga 5000-7500',
  '5000-7500 ml',
  '2020-2021',
  'Canon 3000-4512',
  'produksi 1965-1990',
  'hp 3 pcs, 2020-2021',
  'hp rusak 3 pcs',
  'hp 2 buah, 1500000',
  'telp dulu sebelum kirim, total 1500000',
  'hubungi sebelum kirim 1500000',
  '3f2504ee-4519-4123-9a0c-0305e82c3301',
];

describe('a landline’s number without its area code', () => {
  test.each(landlines)('is seen by no group and stands in no log: %j', (text) => {
    for (const blots of [undefined, wholly]) {
      const masked = maskPersonal(text, blots);
      expect(masked).not.toMatch(/\d{5}|\d{3}\W\d{4}/);
      expect(maskPersonal(masked, blots)).toBe(masked);
    }
  });

  test.each(others)('is not what this is: %j', (text) => {
    expect(maskPersonal(text)).toBe(text);
    expect(maskPersonal(`Siti, ${text}`)).toBe(`Siti, ${text}`);
  });

  test('is hidden behind every word for a phone', () => {
    const word = fc.constantFrom(
      'telp',
      'Tlp.',
      'telepon',
      'HP',
      'hp saya',
      'WA',
      'no. telp',
      'fax',
    );
    const number = fc.integer({ min: 2_000_000, max: 89_999_999 }).map(String);
    const gap = fc.constantFrom(' ', ': ', '. ', ' : ');
    const written = number.chain((digits) =>
      fc.constantFrom(
        digits,
        `${digits.slice(0, 3)} ${digits.slice(3)}`,
        `${digits.slice(0, -4)}-${digits.slice(-4)}`,
      ),
    );
    fc.assert(
      fc.property(
        word,
        gap,
        written,
        fc.constantFrom('', ' (Siti)', ', Rp1.234.567'),
        (before, colon, phone, behind) => {
          const masked = maskPersonal(before + colon + phone + behind);
          expect(digitsIn(masked)).not.toContain(digitsIn(phone));
          expect(masked).toContain(before);
          expect(masked).toContain(behind);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

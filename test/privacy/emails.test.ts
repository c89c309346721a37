import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonal, wholly } from '../../src/privacy/mask.ts';
import { noEmails, writtenEmails } from './written-emails.ts';

describe('an e-mail address', () => {
  test.each(writtenEmails)(
    'is seen by no group and stands in no log, however it is written: %j',
    (email) => {
      expect(maskPersonal(email)).toBe('••••');
      expect(maskPersonal(email, wholly)).toBe('[e-mail]');
      expect(maskPersonal(`(${email})`)).toBe('(••••)');
      expect(maskPersonal(`mailto:${email}`)).toBe('mailto:••••');
      expect(maskPersonal(`Kirim bukti ke: ${email}, makasih`)).toBe(
        'Kirim bukti ke: ••••, makasih',
      );
      expect(maskPersonal(`${email}, 081234567890`)).toBe('••••, 0812••••90');
      expect(maskPersonal(`${email} / budi@yahoo.com`)).toBe('•••• / ••••');
    },
  );

  test.each(['email: siti gmail.com', 'E-mail siti_dewi gmail com'])(
    'is known by the word before it where the sign is missing: %j',
    (text) => {
      expect(maskPersonal(text)).toMatch(/^e-?mail:? ••••$/i);
    },
  );

  test('that stands in an address is hidden with it', () => {
    expect(maskPersonal('Jl. Melati 5 siti@gmail.com')).toBe('••••');
    expect(maskPersonal('Siti. siti@gmail.com Jl. Melati 5')).toBe('Siti. •••• ••••');
  });

  test.each(noEmails)('is not what this is: %j', (text) => {
    expect(maskPersonal(text)).toBe(text);
    expect(maskPersonal(text, wholly)).toBe(text);
  });

  test('of whatever name and host is hidden, whatever stands around it', () => {
    const around = fc.constantFrom(
      '',
      ' ',
      '\n',
      'Siti ',
      '#1338 ',
      ' 2 pcs',
      ', Rp1.234.567',
      ' 18/01/2021',
    );
    // `#` and `/` begin what is no part of a name, and a number behind the sign is a price.
    const email = fc
      .emailAddress()
      .filter((text) => !/[#/]|@(?:rp)?\d+(?:rb|ribu|k|jt|juta)?\./i.test(text));
    fc.assert(
      fc.property(around, email, around, (before, email, behind) => {
        const name = email.slice(0, email.indexOf('@') + 1);
        const masked = maskPersonal(`${before} ${email} ${behind}`);
        expect(masked).not.toContain(name);
        expect(masked).toContain(before.trim());
        expect(masked).toContain(behind.trim());
      }),
      { numRuns: 2000 },
    );
  });

  test('is looked for in no time, however long the text is', () => {
    for (const piece of ['a@', 'a', 'a.', 'a@a.', '@', 'email a ', 'a @ ', '(at)', 'a at ']) {
      const start = performance.now();
      maskPersonal(piece.repeat(50_000 / piece.length));
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, replaceIn } from '../../src/privacy/fold.ts';
import { anyText } from '../any-text.ts';

describe('a text as a reader takes it', () => {
  test.each([
    ['０８１', '081'],
    ['٠٨١', '081'],
    ['०८१', '081'],
    ['𝟎𝟖𝟏', '081'],
    ['⓪⑧①❶➀⓿', '081110'],
    ['0\u200B8\u20601\uFEFF', '081'],
    ['0️⃣8️⃣', '08'],
    ['0\u0336\u0336\u03368', '08'],
    ['a\u3164b\u115Fc', 'abc'],
    ['a\u00A0b\u2800c\u3000d\te', 'a b c d e'],
    ['a\r\u2028\u0085b', 'a\n\n\nb'],
    ['0–8—1‑2', '0-8-1-2'],
    ['Ｊｌ．', 'Jl.'],
    ['Jálan', 'Jalan'],
    ['📞0', '¤0'],
  ])('%j is %j', (text, folded) => {
    expect(fold(text).text).toBe(folded);
  });

  test('leads back to where each of its characters was written', () => {
    const text = 'Siti 🌸 ０\u200B８';
    const folded = fold(text);
    const at = folded.text.indexOf('08');
    const { from, to } = folded.original({ from: at, to: at + 2 });
    expect(text.slice(from, to)).toBe('０\u200B８');
  });

  test('leads back also where a match was put differently', () => {
    const text = 'nomor nol delapan ya';
    const folded = replaceIn(fold(text), /nol|delapan/g, (word) => String(word.length));
    expect(folded.text).toBe('nomor 3 7 ya');
    const { from, to } = folded.original({ from: 6, to: 9 });
    expect(text.slice(from, to)).toBe('nol delapan');
  });

  test('has one place in the original for each of its code units, in order', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const folded = fold(text);
        let before = 0;
        for (let at = 0; at < folded.text.length; at += 1) {
          const { from, to } = folded.original({ from: at, to: at + 1 });
          expect(from).toBeGreaterThanOrEqual(before);
          expect(to).toBeGreaterThan(from);
          before = from;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

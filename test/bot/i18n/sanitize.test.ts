import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, linesOf, oneLine } from '../../../src/bot/i18n/sanitize.ts';

const family = '👨‍👩‍👧';
const unit = fc.constantFrom(
  ...['a', ' ', '\n', '\u202e', '\u200d', '\ud83d', '\ude00', '😀', '👨', '<', '&'],
  ...['\u2028', '\u0085', '\v', '\f', '\r', '\u0301', '\u3164', '\u2800', '\ufe0f', '\u{e0041}'],
);
const shown = (text: string, most?: number) => cut(oneLine(text), most);

describe('a text from outside', () => {
  test('leaves nothing dangling at a cut, also before spaces', () => {
    expect(shown(`a\u200d  ${'b'.repeat(400)}`, 5)).toBe('a bb…');
    expect(cut(`a  ${'b'.repeat(400)}`, 4)).toBe('a…');
  });

  test('is shown as it is when nothing is wrong with it', () => {
    expect(shown('Kaos <Yes> & "Biru" ukuran L')).toBe('Kaos <Yes> & "Biru" ukuran L');
    expect(shown('Nguyễn Thị Hương, สมชาย, عائشة, 김민지, ಕನ್ನಡ')).toBe(
      'Nguyễn Thị Hương, สมชาย, عائشة, 김민지, ಕನ್ನಡ',
    );
  });

  test.each(['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\n\n\n'])(
    'stays in one line, whatever breaks it: %j',
    (lineBreak) => {
      expect(shown(`Siti${lineBreak}Total: Rp 0`)).toBe('Siti Total: Rp 0');
    },
  );

  test('is no row of blanks that pushes the rest into a line of its own', () => {
    expect(shown(`Siti${'\u00A0\t\u2800\u3164'.repeat(100)}Total: Rp 0`)).toBe('Siti Total: Rp 0');
  });

  test('loses the marks that would turn the text around it', () => {
    expect(shown('Si\u202eti\u2066 Rah\u200fma\u061c')).toBe('Siti Rahma');
  });

  test('loses what can’t be seen, and blanks at its ends', () => {
    expect(shown('\u0007 \uFEFF Siti\u0000\r ')).toBe('Siti');
    expect(shown('S\u200Bi\u2060t\u00ADi\u034F\u{e0041}\u200D\u200C')).toBe('Siti');
  });

  test.each([
    '',
    ' ',
    '\u3164',
    '\u2800\u2800',
    '\u115F\u1160',
    '\u200B\u200D',
    '\u0301\u0336',
    '\ufe0f',
    '\u{e0020}',
  ])('of which nothing can be seen is empty: %j', (text) => {
    expect(shown(text)).toBe('');
    expect(linesOf(text)).toEqual([]);
  });

  test('keeps emoji that are joined of several', () => {
    for (const emoji of [family, '👩🏽‍🚀', '❤️‍🔥', '1️⃣'])
      expect(shown(`Keluarga ${emoji}`)).toBe(`Keluarga ${emoji}`);
  });

  test('runs over no other line with marks piled up', () => {
    const piled = shown(`Z${'\u0300\u0335\u0489'.repeat(50)}algo`);
    expect(piled).toBe('Z\u0300\u0335\u0489algo');
    expect(shown('\u0301\u0301Siti \u0301Rahma')).toBe('Siti Rahma');
  });

  test('of 5,000 characters is cut to 300 with an ellipsis', () => {
    expect(shown('a'.repeat(5000))).toBe(`${'a'.repeat(299)}…`);
  });

  test('of exactly as many characters as are shown is not cut', () => {
    expect(shown('a'.repeat(300))).toBe('a'.repeat(300));
    expect(shown('😀'.repeat(300))).toBe('😀'.repeat(300));
    expect(shown('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
  });

  test('is cut without a blank before the ellipsis', () => {
    expect(shown('Siti Rahma', 6)).toBe('Siti…');
  });

  test('is cut without a joiner that joins nothing', () => {
    expect(shown(`ab${family}`, 5)).toBe('ab👨…');
  });

  test('with half a character in it shows a replacement for that half', () => {
    expect(shown('Siti\ud83d')).toBe('Siti\ufffd');
  });

  test('has its lines where it may have them, none of them empty', () => {
    expect(linesOf('satu\r\n\n  dua \u2028\u3164\u2028tiga')).toEqual(['satu', 'dua', 'tiga']);
    expect(linesOf('a\n'.repeat(500))).toHaveLength(12);
  });

  test('reads the same whether or not something invisible stands behind it', () => {
    const usual = fc.constantFrom(...'aZ9 &<#·é–…', '\u00a0', '\u00ad', '\u0301');
    fc.assert(
      fc.property(fc.string({ unit: usual, maxLength: 40 }), (text) => {
        expect(oneLine(text)).toBe(oneLine(`${text}\u200b`));
      }),
      { numRuns: 1000 },
    );
  });

  test('of whatever characters is one well-formed, short line, free of direction marks', () =>
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 700 }),
        fc.integer({ min: 1, max: 400 }),
        (text, most) => {
          const line = shown(text, most);
          expect(line.isWellFormed()).toBe(true);
          expect([...line].length).toBeLessThanOrEqual(most);
          expect(line).not.toMatch(
            /[\n\v\f\r\u0085\u2028\u202e\u3164\u2800]|\u200d…$| {2}|\p{M}{4}/u,
          );
          expect(shown(line, most)).toBe(line);
        },
      ),
      { numRuns: 1000 },
    ));
});

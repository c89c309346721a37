import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presentable } from '../../../src/bot/i18n/sanitize.ts';

const family = '👨‍👩‍👧';
const unit = fc.constantFrom(
  ...['a', ' ', '\n', '\u202e', '\u200d', '\ud83d', '\ude00', '😀', '👨', '<', '&'],
);

describe('a text from outside', () => {
  test('leaves nothing dangling at a cut, also before spaces', () => {
    expect(presentable(`a\u200d  ${'b'.repeat(400)}`, 5)).toBe('a…');
  });

  test('is shown as it is when nothing is wrong with it', () => {
    expect(presentable('Kaos <Yes> & "Biru"\nukuran\tL')).toBe('Kaos <Yes> & "Biru"\nukuran\tL');
  });

  test('loses the marks that would turn the text around it', () => {
    expect(presentable('Si\u202eti\u2066 Rah\u200fma\u061c')).toBe('Siti Rahma');
  });

  test('loses control characters, and blanks at its ends', () => {
    expect(presentable('\u0007 \uFEFF Siti\u0000\r ')).toBe('Siti');
  });

  test('keeps emoji that are joined of several', () => {
    expect(presentable(`Keluarga ${family}`)).toBe(`Keluarga ${family}`);
  });

  test('of 5,000 characters is cut to 300 with an ellipsis', () => {
    const shown = presentable('a'.repeat(5000));
    expect(shown).toBe(`${'a'.repeat(299)}…`);
  });

  test('of exactly as many characters as are shown is not cut', () => {
    expect(presentable('a'.repeat(300))).toBe('a'.repeat(300));
    expect(presentable('😀'.repeat(300))).toBe('😀'.repeat(300));
    expect(presentable('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
  });

  test('is cut without a blank before the ellipsis', () => {
    expect(presentable('Siti Rahma', 6)).toBe('Siti…');
  });

  test('is cut without a joiner that joins nothing', () => {
    expect(presentable(`ab${family}`, 5)).toBe('ab👨…');
  });

  test('with half a character in it shows a replacement for that half', () => {
    expect(presentable('Siti\ud83d')).toBe('Siti\ufffd');
  });

  test('of whatever characters is well-formed, short and free of direction marks', () =>
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 700 }),
        fc.integer({ min: 1, max: 400 }),
        (text, most) => {
          const shown = presentable(text, most);
          expect(shown.isWellFormed()).toBe(true);
          expect([...shown].length).toBeLessThanOrEqual(most);
          expect(shown).not.toMatch(/\u202e|\u200d…$/);
          expect(presentable(shown, most)).toBe(shown);
        },
      ),
    ));
});

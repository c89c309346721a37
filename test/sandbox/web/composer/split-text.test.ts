import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestMessage, splitText } from '../../../../src/sandbox/web/composer/split-text.ts';

describe('a long text is sent as several messages', () => {
  test('each as long as Telegram lets it be', () => {
    expect(splitText('x'.repeat(5000)).map(({ length }) => length)).toEqual([4096, 904]);
    expect(splitText('x'.repeat(longestMessage))).toHaveLength(1);
  });

  test('between two lines where that is possible, else between two words', () => {
    expect(splitText('satu dua\ntiga empat', 12)).toEqual(['satu dua', 'tiga empat']);
    expect(splitText('satu dua tiga empat', 12)).toEqual(['satu dua', 'tiga empat']);
    expect(splitText('aaaa bbbb', 4)).toEqual(['aaaa', 'bbbb']);
  });

  test('and nothing of it is lost, no message is empty, and no character is torn', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '\n'), maxLength: 200 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 20 }), (whole, longest) => {
        const parts = splitText(whole, longest);
        expect(parts.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
        for (const part of parts) {
          expect(part.trim()).toBe(part);
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(longest);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});

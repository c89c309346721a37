import { describe, expect, test } from 'vitest';
import { DateRangeError } from '../../src/orders/dates/date-range.ts';
import { parseListWords } from '../../src/orders/parse-filter.ts';
import { listWords, writtenOn } from '../fixtures/as-people-write.ts';

const today = '2026-11-20';

describe('the words behind a command', () => {
  test.each([
    ['', { type: 'CANCEL' }],
    ['  Rejected ', { type: 'REJECTED' }],
    ['kedaluwarsa 1-5 Nov', { type: 'EXPIRED', from: '2026-11-01', to: '2026-11-05' }],
    ['2026-11-01 2026-11-05', { type: 'CANCEL', from: '2026-11-01', to: '2026-11-05' }],
  ])('“%s” name a type and days', (words, filter) => {
    expect(parseListWords(words, today)).toEqual(filter);
  });

  test.each(listWords)('“%s” name %s', (words, type, days) => {
    expect(parseListWords(words, writtenOn)).toEqual({ type, ...days });
  });

  test.each(['constructor', '__proto__', 'toString', 'soon'])('“%s” is neither', (words) => {
    expect(() => parseListWords(words, today)).toThrow(DateRangeError);
  });
});

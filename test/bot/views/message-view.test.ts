import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { button, fitting, inlineKeyboard, lines } from '../../../src/bot/views/message-view.ts';
import { codec } from '../callbacks/codec.ts';

describe('lines under each other', () => {
  test('leave no trace of what is not there', () => {
    expect(lines('a', undefined, false, '', 'b')).toBe('a\n\nb');
    expect(fitting(['a', undefined, false, '', 'b'])).toBe('a\n\nb');
    expect(fitting([])).toBe('');
  });

  test('that don’t fit into a message are left out, which an ellipsis tells', () => {
    const text = fitting(['a'.repeat(3000), 'b'.repeat(2000), 'c']);
    expect(text).toBe(`${'a'.repeat(3000)}\n…`);
  });

  test('keep their ending, whatever had to be left out', () => {
    const text = fitting(['a'.repeat(3000), 'b'.repeat(2000)], 'for good');
    expect(text).toBe(`${'a'.repeat(3000)}\n…\nfor good`);
    expect(fitting(['a'], 'for good')).toBe('a\nfor good');
  });

  test('never make more than a message holds', () => {
    const length = fc.oneof(fc.nat({ max: 5000 }), fc.integer({ min: 1360, max: 1368 }));
    fc.assert(
      fc.property(fc.array(length), fc.nat({ max: 1000 }), (lengths, ending) => {
        const parts = lengths.map((count) => 'x'.repeat(count));
        expect(fitting(parts).length).toBeLessThanOrEqual(4096);
        expect(fitting(parts, 'e'.repeat(ending)).length).toBeLessThanOrEqual(4096);
      }),
    );
    for (let count = 4080; count < 4100; count += 1)
      expect(fitting(['x'.repeat(count), 'y'.repeat(50)]).length).toBeLessThanOrEqual(4096);
  });
});

test('a button has a style only where one is given', () => {
  const shown = (...rest: [] | ['danger']) =>
    inlineKeyboard(
      [[button('Send it to me', { press: 'sendPrivately', askedBy: 1 }, ...rest)]],
      codec.packFor('first'),
    ).inline_keyboard[0];
  expect(shown()).toEqual([{ text: 'Send it to me', callback_data: 'S:1' }]);
  expect(shown('danger')).toEqual([
    { text: 'Send it to me', callback_data: 'S:1', style: 'danger' },
  ]);
});

import { describe, expect, test } from 'vitest';
import { nameOf } from '../../../src/bot/middleware/request-context.ts';

const person = { id: 11, is_bot: false, first_name: 'Siti' };

describe('how a person is called', () => {
  test('is by both names', () => {
    expect(nameOf(person)).toBe('Siti');
    expect(nameOf({ ...person, last_name: 'Rahma' })).toBe('Siti Rahma');
  });

  test.each(['\u3164', '\u2800', '\u200B', '\u0301', '\u{e0041}', ' '])(
    'is by the username, or else the ID, where nothing can be seen of the name: %j',
    (blank) => {
      const nameless = { ...person, first_name: blank };
      expect(nameOf({ ...nameless, username: 'sitir' })).toBe('@sitir');
      expect(nameOf(nameless)).toBe('ID 11');
      expect(nameOf({ ...nameless, last_name: blank })).toBe('ID 11');
      expect(nameOf({ ...nameless, last_name: 'Rahma' })).toBe('Rahma');
    },
  );

  test('is in one line of at most 64 characters', () => {
    expect(nameOf({ ...person, first_name: 'Siti\n✅ Canceled by Budi.' })).toBe(
      'Siti ✅ Canceled by Budi.',
    );
    expect(nameOf({ ...person, first_name: 'S'.repeat(64), last_name: 'R' })).toHaveLength(64);
  });
});

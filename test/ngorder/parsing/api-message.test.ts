import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiMessage } from '../../../src/ngorder/parsing/api-message.ts';

const words = (message: unknown) => apiMessage({ message }, 'secret-token');

describe("Ngorder's own words", () => {
  test('a string is taken as it is', () => {
    expect(words('Order has been Canceled')).toBe('Order has been Canceled');
  });

  test('a list of strings becomes one sentence', () => {
    expect(words(['Order not found', 'Check the ID'])).toBe('Order not found, Check the ID');
  });

  test('an object of fields with lists of strings and numbers becomes one sentence', () => {
    expect(words({ id: ['must be one of', 12, 13], start_date: ['is no date'], type: [] })).toBe(
      'id: must be one of, 12, 13, start_date: is no date',
    );
  });

  test.each([null, '', '  ', [], {}, [null, ''], { id: [] }])('%j is no word', (message) => {
    expect(words(message)).toBeUndefined();
  });

  test.each([undefined, null, 'Order not found', [], {}, 5])('a body %j has none', (body) => {
    expect(apiMessage(body, 'secret-token')).toBeUndefined();
  });

  test.each([
    [{ message: 'Said', error: 'Error' }, 'Said'],
    [{ message: '', error: 'Order not found' }, 'Order not found'],
    [{ errors: { id: ['is invalid'] } }, 'id: is invalid'],
    [{ error: { message: 'No.' } }, 'message: No.'],
    [{ success: false, msg: 'Sudah dikirim' }, 'Sudah dikirim'],
    [{ error: true, error_message: 'secret-token is wrong' }, '… is wrong'],
    [{ error: true }, undefined],
    [{ error: 500 }, undefined],
  ])('stand in other places where there is no message: %j', (body, sentence) => {
    expect(apiMessage(body, 'secret-token')).toBe(sentence);
  });

  test('line breaks become spaces', () => {
    expect(words(' Order\r\n\tnot  found\n')).toBe('Order not found');
  });

  test('a long message is cut with an ellipsis, never within a character', () => {
    expect(words('😀'.repeat(301))).toBe(`${'😀'.repeat(299)}…`);
    expect(words('x'.repeat(300))).toBe('x'.repeat(300));
  });

  test('an echo of the token is blotted out', () => {
    expect(words({ token: ['secret-token', 'is wrong'] })).toBe('token: …, is wrong');
  });

  test('any JSON whatever is read to at most 300 characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (message) => {
        const sentence = words(message);
        expect([...(sentence ?? '')].length).toBeLessThanOrEqual(300);
        expect(sentence).not.toBe('');
      }),
    );
  });

  test('a message nested ten thousand deep does no harm', () => {
    const depth = 10_000;
    const body: unknown = JSON.parse(`{"message":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(apiMessage(body, 'secret-token')).toBeUndefined();
  });
});

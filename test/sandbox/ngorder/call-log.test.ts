import { expect, test } from 'vitest';
import { CallLog } from '../../../src/sandbox/ngorder/call-log.ts';

test('the call log holds the last 5,000 calls and goes on counting', () => {
  const calls = new CallLog();
  for (let sent = 0; sent < 5010; sent++) {
    calls.add({ method: 'GET', path: '/api/open/shop', query: {}, headers: {}, authorized: true });
  }
  const numbers = calls.list().map((call) => call.number);
  expect(numbers).toHaveLength(5000);
  expect([numbers[0], numbers.at(-1)]).toEqual([11, 5010]);
});

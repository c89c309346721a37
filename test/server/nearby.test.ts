import { expect, test } from 'vitest';
import { isFromNearby } from '../../src/server/nearby.ts';

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) =>
  isFromNearby({ incoming: { httpVersion: '1.1', headers, socket: { remoteAddress } } } as never);

test.each([
  '127.0.0.1',
  '127.8.9.1',
  '::1',
  '::ffff:127.0.0.1',
  '10.1.2.3',
  '::ffff:10.1.2.3',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.1.5',
  '100.64.1.1',
  '169.254.10.1',
  'fd12:3456::1',
  'fe80::1',
])('%s is nearby', (address) => {
  expect(from(address)).toBe(true);
});

test.each([
  '8.8.8.8',
  '::ffff:8.8.8.8',
  '172.32.0.1',
  '192.169.0.1',
  '100.128.0.1',
  '11.0.0.1',
  '2001:db8::1',
  '::',
  '',
  undefined,
])('%s is not', (address) => {
  expect(from(address)).toBe(false);
});

test('what is asked for by a proxy nearby is not', () => {
  expect(from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).toBe(false);
  expect(from('10.0.0.2', { 'x-forwarded-host': 'bot.example' })).toBe(false);
});

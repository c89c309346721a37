import { expect, test } from 'vitest';
import { isFromNearby } from '../../src/server/nearby.ts';

const from = (remoteAddress: string | undefined, given: Record<string, string> = {}) => {
  const headers = { host: '127.0.0.1:8080', ...given };
  return isFromNearby({
    httpVersion: '1.1',
    headers,
    socket: { remoteAddress },
  } as never);
};

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

test.each([
  '127.0.0.1:8080',
  'localhost:8080',
  '[::1]:8080',
  '10.1.2.3',
  'bot:8080',
  'bot.default.svc.cluster.local:8080',
  'bot.default.svc',
  'server.lan',
])('what is asked of %s is asked by somebody nearby', (host) => {
  expect(from('127.0.0.1', { host })).toBe(true);
  expect(from('10.1.2.3', { host: host.toUpperCase() })).toBe(true);
});

test.each([
  'bot.example',
  'BOT.example:443',
  'bot.example.',
  'local.bot.example',
  '8.8.8.8',
  '[2001:db8::1]:8080',
  '',
  'not a name',
])('what is asked of %s is asked through a proxy, however little that says', (host) => {
  expect(from('127.0.0.1', { host })).toBe(false);
});

test('what names nobody whom it is asked of is not from nearby', () => {
  const request = { httpVersion: '1.1', headers: {}, socket: { remoteAddress: '127.0.0.1' } };
  expect(isFromNearby(request as never)).toBe(false);
});

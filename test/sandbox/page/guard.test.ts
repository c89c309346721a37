import { describe, expect, test } from 'vitest';
import { isForeign } from '../../../src/sandbox/page/guard.ts';

const isRefused = (host: string | undefined, origin?: string, listensOn?: string): boolean =>
  isForeign(
    { headers: { ...(host !== undefined && { host }), ...(origin !== undefined && { origin }) } },
    listensOn,
  );

describe('a page that listens on this machine alone', () => {
  test.each(['127.0.0.1:4600', 'localhost:4600', 'localhost'])('answers to %s', (host) => {
    expect(isRefused(host)).toBe(false);
    expect(isRefused(host, `http://${host}`)).toBe(false);
  });

  test.each([
    undefined,
    '',
    'example.com',
    '192.168.1.5:4600',
    'localhost.example.com',
    '[::2]:4600',
  ])('refuses the name %s', (host) => {
    expect(isRefused(host)).toBe(true);
  });

  test('refuses every origin but its own', () => {
    for (const origin of ['null', 'http://example.com', 'http://localhost:1', 'https://localhost'])
      expect(isRefused('localhost', origin)).toBe(true);
  });
});

describe('a page that was told to listen for others', () => {
  test('answers to its address and to any other bare one, which no foreign name can be pointed at', () => {
    for (const host of ['0.0.0.0:4600', '192.168.1.5:4600', '[fe80::1]:4600', 'localhost:4600'])
      expect(isRefused(host, `http://${host}`, '0.0.0.0')).toBe(false);
    expect(isRefused('shop.lan:4600', 'http://shop.lan:4600', 'shop.lan')).toBe(false);
  });

  test('still refuses foreign names and origins', () => {
    expect(isRefused('example.com', undefined, '0.0.0.0')).toBe(true);
    expect(isRefused('192.168.1.5', 'http://example.com', '0.0.0.0')).toBe(true);
  });
});

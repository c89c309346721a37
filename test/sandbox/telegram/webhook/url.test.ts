import { expect, it, test } from 'vitest';
import { readWebhookUrl } from '../../../../src/sandbox/telegram/webhook/url.ts';

it.each([
  ['http://shop.example/hook', 'bad webhook: An HTTPS URL must be provided for webhook'],
  [
    'https://shop.example:8080/hook',
    'bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  ['https://192.168.1.5/hook', 'bad webhook: IP address 192.168.1.5 is reserved'],
  ['https://172.20.0.1/hook', 'bad webhook: IP address 172.20.0.1 is reserved'],
  ['https://[2001:db8::1]/hook', 'bad webhook: IPv6-only addresses are not allowed'],
  ['ftp://shop.example/hook', 'invalid webhook URL specified'],
  ['https://', 'invalid webhook URL specified'],
  ['https://shop example/', 'invalid webhook URL specified'],
])('%s is refused: %s', (url, why) => {
  expect(() => readWebhookUrl(url)).toThrow(`Bad Request: ${why}`);
});

it.each([
  'https://shop.example/hook',
  'https://shop.example:8443/hook',
  'https://8.8.8.8/hook',
  'shop.example/hook',
])('%s is taken', (url) => {
  expect(readWebhookUrl(url).protocol).toBe('https:');
});

test('this machine may listen on any port, without encryption', () => {
  expect(readWebhookUrl('http://127.0.0.1:3000/hook').port).toBe('3000');
  expect(readWebhookUrl('http://localhost:3000/hook').port).toBe('3000');
});

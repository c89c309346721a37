import { expect, test } from 'vitest';
import { startOfLink } from '../../../../src/sandbox/web/world/bot-link.ts';

test.each([
  ['https://t.me/shop_bot?start=x1', 'x1'],
  ['http://telegram.me/Shop_Bot?start=x1', 'x1'],
  ['tg://resolve?domain=shop_bot&start=x1', 'x1'],
  ['https://t.me/shop_bot', ''],
])('%s starts the bot with “%s”', (address, parameter) => {
  expect(startOfLink(address, 'shop_bot')).toBe(parameter);
});

test.each([
  'https://t.me/other_bot?start=x1',
  'https://t.me/shop_bot?startgroup=x1',
  'https://t.me/shop_bot/5',
  'https://example.com/shop_bot?start=x1',
  'https://wa.me/628123?text=t.me/shop_bot',
  'javascript:alert(1)',
  'no link',
])('%s leads elsewhere', (address) => {
  expect(startOfLink(address, 'shop_bot')).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { Press } from '../../../src/bot/callbacks/codec.ts';
import { pressOfStart, startLink } from '../../../src/bot/callbacks/start-link.ts';
import { codec } from './codec.ts';

test.each<[string, Press]>([
  ['first', { press: 'export', filter: { type: 'CANCEL', from: '2021-01-01' } }],
  ['k3x9abcd', { press: 'exportCsv', filter: { type: 'REJECTED' } }],
  ['first', { press: 'exportSet', set: { of: 'search', id: 'AbCdEfGhIjKl-_12' } }],
  ['k3x9abcd', { press: 'exportSet', set: { of: 'selection', id: '_-_-_-_-_-_-' } }],
])('a link to the private chat carries what a button in the shop %s does: %o', (shop, press) => {
  const link = startLink('shop_bot', codec.packFor(shop), press);
  const words = /^https:\/\/t\.me\/shop_bot\?start=([\w-]{1,64})$/.exec(link)?.[1] ?? '';
  expect(pressOfStart(codec, words)).toEqual({
    press,
    shop,
  });
});

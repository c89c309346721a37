import { expect, test } from 'vitest';
import { startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import { startTelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { Shop } from './shop.ts';
import { acts } from './three-acts.ts';

async function post(url: string, token?: string, body?: object): Promise<number> {
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body ?? {}),
  });
  return status;
}

test('what looks for another test’s sandboxes, which had the same ports before, changes nothing and does not count', async () => {
  const gone = { ngorder: await startNgorderSandbox(), telegram: await startTelegramSandbox() };
  await Promise.all([gone.ngorder.close(), gone.telegram.close()]);
  await using shop = await Shop.open();
  const { ngorder, telegram } = shop;
  const { orderId } = acts.cancel;
  expect(await post(`${ngorder.url}/order/cancel`, gone.ngorder.token, { id: orderId })).toBe(401);
  expect(await post(`${ngorder.origin}/bot${gone.telegram.token}/answerCallbackQuery`)).toBe(404);
  expect(await post(`${ngorder.origin}/telegram`)).toBe(404);
  expect(ngorder.control.where(orderId)).toBe('active');
  expect(shop.acts()).toEqual([]);

  await shop.play.say(shop.sari, shop.chat, '/help');
  expect(await post(`${telegram.url}/bot${gone.telegram.token}/getUpdates`)).toBe(401);
  await shop.runningBot();
  await shop.sees('What I can do');
  await post(`${ngorder.url}/order/cancel`, ngorder.token, { id: orderId });
  expect(shop.acts()).toEqual([acts.cancel.request]);
});

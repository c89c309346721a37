import { expect, test } from 'vitest';
import { namedOrders } from '../../src/sandbox/ngorder/seed/named-orders.ts';
import { Shop } from './shop.ts';

test('the log of a whole run has a line for each update, and nothing secret or personal', async () => {
  await using shop = await Shop.open();
  const budi = await shop.play.person({ first_name: 'Budiman', last_name: 'Orang Lain' });
  const bot = await shop.runningBot();
  const question = await shop.ask(`/cancel ${namedOrders.unpaid.orderId}`, 'Cancel this order?');
  await shop.press(question, 'Yes, cancel order');
  await shop.becomes(question, 'Canceled by Sari Dewi');
  await shop.press(question, 'Return');
  const back = await shop.sees('Return this order to active?');
  await shop.press(back, 'Yes, return order');
  await shop.becomes(back, 'Returned to active by Sari Dewi');
  await shop.ask('/canceled', 'Page 1 of');
  const elsewhere = await shop.play.privateChat(budi);
  await shop.play.say(budi, elsewhere, 'Rumah saya di Jalan Kenanga 12, 0812-9999-8888');
  await shop.play.waitFor(elsewhere, (messages) => messages.some(({ from }) => from?.is_bot));
  await shop.ask('/help', '/cancel');
  await bot.end('SIGTERM');

  const lines = bot.said
    .split('\n')
    .filter((line) => line.includes('"msg":"update"'))
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(7);
  expect(lines[0]).toMatchObject({
    update: expect.any(Number),
    kind: 'message',
    chat: shop.chat.id,
    person: shop.sari.id,
    feature: 'cancel',
    ms: expect.any(Number),
    outcome: 'done',
  });
  expect(lines.map(({ feature }) => feature).slice(0, 3)).toEqual(['cancel', 'decisions', 'card']);
  expect(lines.find(({ person }) => person === budi.id)).toMatchObject({ feature: 'access' });

  const orders = ['active', 'CANCEL', 'REJECTED', 'EXPIRED'] as const;
  const names = orders
    .flatMap((place) => shop.ngorder.control.orders(place))
    .flatMap(({ receiver_name, sender_name }) => [receiver_name, sender_name])
    .filter((name) => name.includes(' '));
  expect(names.length).toBeGreaterThan(100);
  const people = ['Sari', 'Dewi', 'Budiman', 'Orang Lain', 'Kenanga', '0812-9999-8888'];
  expect([...names, ...people].filter((name) => bot.said.includes(name))).toEqual([]);
});

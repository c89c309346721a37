// The owners hear of what their shop needs at Ngorder, each alone and once.

import { afterEach, expect, test } from 'vitest';
import { addDays } from '../../src/orders/dates/calendar.ts';
import { testDay } from '../fixtures/in-jakarta.ts';
import { createMovingClock, type MovingClock } from './moving-clock.ts';
import { asks, openShop, type ShopWorld, sees, shownBy } from './shop-world.ts';

let world: ShopWorld;
afterEach(() => world.close());

async function timesTold(person: ShopWorld['sari'], text: string): Promise<number> {
  const messages = await world.play.messages(await world.play.privateChat(person));
  return messages.filter((message) => shownBy(message).includes(text)).length;
}

test('a token that Ngorder refuses is said in the chat, and each owner is told once how to renew it', async () => {
  world = await openShop();
  const { sari, budi, play, ngorder } = world;
  const [hers, his] = [await play.privateChat(sari), await play.privateChat(budi)];
  const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
  const { username } = (await play.state()).bot;
  ngorder.control.fault({ kind: 'status', status: 401, share: 1 });
  const refused = 'Ngorder refuses the token of Toko Kawan';
  await asks(world, sari, group, `/canceled@${username}`, 'does not accept the shop');
  await sees(world, hers, refused);
  await sees(world, his, refused);
  await asks(world, budi, group, `/canceled@${username}`, 'does not accept the shop');
  await asks(world, budi, his, '/canceled', 'does not accept the shop');
  ngorder.control.clearFaults();
  await asks(world, sari, hers, '/connect', 'Send me');
  await asks(world, sari, hers, ngorder.token, 'The token of Toko Kawan is renewed');
  await asks(world, sari, hers, '/canceled', 'Page 1 of');
  for (const owner of [sari, budi]) expect(await timesTold(owner, refused)).toBe(1);
  await asks(world, sari, hers, '/activity', "Ngorder refused the shop's token");
});

/** The bot comes back after so long that Ngorder is asked again how the shop stands. */
async function comesBackInTheEvening(clock: MovingClock): Promise<void> {
  clock.put(`${testDay}T20:00:00+07:00`);
  await world.restart();
}

test('owners are told before their shop’s subscription ends, once', async () => {
  const clock = createMovingClock();
  world = await openShop({ clock });
  const { sari, budi, play, ngorder } = world;
  for (const owner of [sari, budi]) await play.privateChat(owner);
  ngorder.control.behave({ expiredDate: addDays(testDay, 5) });
  await comesBackInTheEvening(clock);
  const text = 'The Ngorder subscription of Toko Kawan ends on';
  for (const owner of [sari, budi]) await sees(world, await play.privateChat(owner), text);
  await world.restart();
  await asks(world, sari, await play.privateChat(sari), '/canceled', 'Page 1 of');
  for (const owner of [sari, budi]) expect(await timesTold(owner, text)).toBe(1);
});

test('a shop that is renamed at Ngorder is soon called so here', async () => {
  const clock = createMovingClock();
  world = await openShop({ clock });
  const { sari, play, ngorder } = world;
  const hers = await play.privateChat(sari);
  await asks(world, sari, hers, '/team', 'Team of Toko Kawan');
  const renamed = { id: 7, shop_name: 'Toko Kawan Baru' };
  ngorder.control.fault({
    kind: 'answer',
    operation: 'shop',
    body: JSON.stringify({ data: [renamed] }),
  });
  await comesBackInTheEvening(clock);
  const name = async () => shownBy(await asks(world, sari, hers, '/team', 'Team of'));
  await expect.poll(name).toContain('Team of Toko Kawan Baru');
});

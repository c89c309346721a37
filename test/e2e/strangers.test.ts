// Somebody who isn't of the team floods the bot: that is their own trouble, nobody else's.

import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
import { until } from '../delivery/updates.ts';
import { countUpdates } from './in-database.ts';
import { asks, openShop, presses, type ShopWorld } from './shop-world.ts';

let world: ShopWorld;
let group: Chat;
let bot: string;
beforeEach(async () => {
  world = await openShop();
  const { sari, budi, outsider, play } = world;
  group = await play.group({ title: 'Toko', type: 'supergroup', members: [sari, budi, outsider] });
  bot = `@${(await play.state()).bot.username}`;
});
afterEach(() => world.close());

const waitingIn = (chat: Chat) => countUpdates(world, chat, world.outsider, 'waiting');

test('a stranger’s presses wait for each other, and the team’s commands and presses for none of them', async () => {
  const { play, sari, outsider } = world;
  const list = await asks(world, sari, group, `/canceled${bot}`, 'Page 1 of');
  await play.fault({ method: 'answerCallbackQuery', kind: 'delay', ms: 100, times: 'always' });
  for (let round = 0; round < 3; round += 1) await play.pressTimes(outsider, list, '›', 100);
  await until(() => waitingIn(group) > 200);
  await asks(world, sari, group, `/help${bot}`, 'What I can do');
  await presses(world, sari, list, '›');
  expect(waitingIn(group)).toBeGreaterThan(0);
});

test('a stranger whom Telegram wants left alone is refused no more, and leaves nothing that waits', async () => {
  const { play, outsider } = world;
  const alone = await play.privateChat(outsider);
  await play.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 600, times: 2 });
  await play.say(outsider, alone, 'halo');
  await play.say(outsider, alone, 'halo?');
  const refused = async () => (await play.calls()).some(({ status }) => status === 429);
  await until(refused);
  await until(() => waitingIn(alone) === 0);
});

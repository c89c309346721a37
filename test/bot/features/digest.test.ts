// A chat's people choose its daily digest.

import { beforeEach, expect, test } from 'vitest';
import type { Chat, Message } from '../../../src/sandbox/telegram/client/player.ts';
import { buttonsOf } from '../../e2e/shop-world.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';

const database = onSqlite();
let world: BotWorld;
let group: Chat;
let bot: string;
beforeEach(async () => {
  world = await openBotWorld({ database });
  const { play, sari, outsider } = world;
  group = await play.group({ title: 'Tim', type: 'group', members: [sari, outsider] });
  bot = `@${(await play.state()).bot.username}`;
  await world.handleAll();
});

/** What the item of the settings opens. */
async function setting(chat: Chat, person = world.sari): Promise<Message> {
  const settings = await world.asks(person, chat, `/settings${chat === group ? bot : ''}`);
  await world.presses(person, settings, 'Daily digest');
  const shown = (await world.play.messages(chat)).findLast(({ from }) => from?.is_bot);
  if (shown === undefined) throw new Error('Nothing is shown');
  return shown;
}

async function asItIs({ chat, message_id }: Message): Promise<Message> {
  const found = (await world.play.messages(chat)).find((one) => one.message_id === message_id);
  if (found === undefined) throw new Error('The message is gone');
  return found;
}

const labelsOf = (message: Message) => buttonsOf(message).map(({ text }) => text);
const hourIn = async ({ id }: Chat) => (await world.parts.chats.about(id)).digestHour;

test('in a group it is off until somebody with the right to its settings chooses an hour, and off again', async () => {
  const shown = await setting(group);
  expect(shown.text).toContain('None comes now');
  await world.presses(world.sari, shown, '08.00, about yesterday');
  expect((await asItIs(shown)).text).toContain('It comes at 08.00 (Asia/Jakarta)');
  expect(labelsOf(await asItIs(shown))).toContain('✓ 08.00, about yesterday');
  expect(await hourIn(group)).toBe(8);
  await world.presses(world.sari, shown, 'No digest');
  expect(await hourIn(group)).toBeUndefined();
});

test('in a group nobody else changes it, and an hour that was never offered is none', async () => {
  const { sari, outsider, forbidden, play } = world;
  const shown = await setting(group);
  const presses = async (person: typeof sari, data: string) => {
    const press = await play.pressData(person, shown, data);
    await world.handleAll();
    return (await play.answerOf(press)).text;
  };
  expect(await presses(sari, 'gh:3')).toMatch(/no longer|older message/);
  forbidden.add('settings');
  for (const person of [sari, outsider])
    expect(await presses(person, 'gh:8')).toMatch(/right|This takes/);
  expect(await hourIn(group)).toBeUndefined();
});

test('in a private chat everybody of the team chooses for themselves', async () => {
  const { sari, forbidden, play } = world;
  forbidden.add('settings');
  const alone = await play.privateChat(sari);
  const shown = await setting(alone);
  await world.presses(sari, shown, '17.00, about today');
  expect(await hourIn(alone)).toBe(17);
  expect(await hourIn(group)).toBeUndefined();
});

test('what was chosen goes along when the group becomes a supergroup', async () => {
  await world.presses(world.sari, await setting(group), '20.00, about today');
  const supergroup = await world.play.upgrade(group);
  await world.handleAll();
  expect(await hourIn(supergroup)).toBe(20);
});

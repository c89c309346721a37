// Who lacks a right: nothing happens, they are told so, and Ngorder is not asked for anything.

import { beforeEach, describe, expect, test } from 'vitest';
import { features } from '../../../src/bot/bot.ts';
import type { Press } from '../../../src/bot/callbacks/codec.ts';
import { buttonsOf, commandsOf } from '../../../src/bot/feature.ts';
import type { Chat, Message } from '../../../src/sandbox/telegram/client/player.ts';
import { type Operation, operations } from '../../../src/team/operations.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';
import { carriedByOldMessages } from '../callbacks/old-messages.ts';

const noRight = 'You have no right to do that here.';
const database = onSqlite();
let world: BotWorld;
let chat: Chat;
beforeEach(async () => {
  world = await openBotWorld({ database });
  chat = await world.play.privateChat(world.sari);
});

function asked(): string[] {
  return Object.values(world.ngorder).flatMap(({ control }) =>
    control.calls().map(({ method, path }) => `${method} ${path}`),
  );
}

/** A question about an order of the first shop, with its token. */
async function question(kind: 'cancel' | 'return' | 'delete', where: Chat): Promise<string> {
  const { request } = await world.parts.ledger.propose({
    shop: 'first',
    kind,
    orderId: 1338,
    askedBy: { id: world.sari.id, name: 'Sari' },
    target: { chatId: where.id },
  });
  return request.token;
}

async function anyMessage(where: Chat): Promise<Message> {
  const { message_id } = await world.api.sendMessage(where.id, 'What would you like to do?');
  return { message_id, chat: where } as Message;
}

async function pressed(person: BotWorld['sari'], message: Message, data: string) {
  const press = await world.play.pressData(person, message, data);
  await world.handleAll();
  return world.play.answerOf(press);
}

/** The operation that a button of the shop takes. */
function operationOf({ press: name, ...fields }: Press): Operation | undefined {
  const { right } = buttonsOf(features)[name] as {
    right: { of: string; operation: (fields: object) => Operation };
  };
  return right.of === 'shop' ? right.operation(fields) : undefined;
}

describe('somebody of the team without the right to it', () => {
  test('is refused every command that takes it, in both languages', async () => {
    for (const { name, operation } of commandsOf(features)) {
      world.forbidden.add(operation);
      for (const command of Object.values(name)) {
        for (const words of ['', ' 1338'])
          expect(await world.asks(world.sari, chat, `/${command}${words}`)).toMatchObject({
            text: noRight,
          });
      }
      world.forbidden.delete(operation);
    }
    expect(asked()).toEqual([]);
  });

  test('is refused every button that takes it', async () => {
    const message = await anyMessage(chat);
    for (const [data, press] of Object.entries(carriedByOldMessages)) {
      const operation = operationOf(press);
      if (operation === undefined) continue;
      world.forbidden.add(operation);
      const answer = { data, ...(await pressed(world.sari, message, data)) };
      expect(answer).toEqual({ data, text: noRight, show_alert: true });
      world.forbidden.delete(operation);
    }
    expect(asked()).toEqual([]);
  });

  test.each(['cancel', 'return', 'delete'] as const)('decides nothing about a %s', async (kind) => {
    const token = await question(kind, chat);
    const message = await anyMessage(chat);
    world.forbidden.add(kind);
    for (const data of [`Y:${token}`, `N:${token}`, `G:${token}`, `H:y:${token}`, `H:n:${token}`])
      expect(await pressed(world.sari, message, data)).toEqual({ text: noRight, show_alert: true });
    expect(await world.parts.ledger.get(token)).toHaveProperty('request.status', 'proposed');
    expect(asked()).toEqual([]);
    world.forbidden.clear();
    await pressed(world.sari, message, `N:${token}`);
    expect(await world.parts.ledger.get(token)).toHaveProperty('request.status', 'declined');
  });

  test('may answer no question, though it was put while they had the right', async () => {
    await world.asks(world.sari, chat, '/cancel');
    world.forbidden.add('cancel');
    expect(await world.asks(world.sari, chat, '1338')).toHaveProperty('text', noRight);
    expect(asked()).toEqual([]);
    world.forbidden.clear();
    // Nothing waits for it any more: the number alone opens the order's card.
    const card = await world.asks(world.sari, chat, '1338');
    expect(card.text).toMatch(/#1338[\s\S]*Status/);
  });

  test('is refused in the main menu, and the help leaves out what they may not do', async () => {
    const menu = await world.asks(world.sari, chat, '/start');
    for (const operation of operations) if (operation !== 'browse') world.forbidden.add(operation);
    for (const label of ['Cancel an order', 'Excel'])
      expect(await world.presses(world.sari, menu, label)).toMatchObject({ text: noRight });
    const help = await world.asks(world.sari, chat, '/help');
    expect(help.text).toContain('/canceled');
    expect(help.text).not.toMatch(/^\/(cancel|export)\b/m);
    world.forbidden.add('browse');
    for (const label of ['Canceled orders', 'Settings', 'Help'])
      expect(await world.presses(world.sari, menu, label)).toMatchObject({ text: noRight });
    expect(asked()).toEqual([]);
  });

  test('is told so in the group too, as an answer to what they wrote', async () => {
    const { play, sari } = world;
    const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari] });
    const { username } = (await play.state()).bot;
    world.forbidden.add('cancel');
    const said = await world.asks(sari, group, `/cancel@${username} 1338`);
    expect(said).toMatchObject({ text: noRight, reply_to_message: { from: { id: sari.id } } });
    expect(asked()).toEqual([]);
  });
});

describe('somebody who is not of the team', () => {
  test('gets nothing by any command or button, and Ngorder is not asked', async () => {
    const { play, outsider } = world;
    const own = await play.privateChat(outsider);
    const message = await anyMessage(own);
    const token = await question('cancel', own);
    for (const data of [
      ...Object.keys(carriedByOldMessages),
      `Y:${token}`,
      `G:${token}`,
      'main/0/0//h',
    ])
      expect(await pressed(outsider, message, data)).toEqual({ text: noRight, show_alert: true });
    for (const command of commandsOf(features).flatMap(({ name }) => Object.values(name))) {
      const said = await world.asks(outsider, own, `/${command} 1338`);
      expect(said.text).toContain(`${outsider.id}`);
    }
    expect(await world.parts.ledger.get(token)).toHaveProperty('request.status', 'proposed');
    expect(asked()).toEqual([]);
  });

  test('does not bring back a chat that the bot was removed from', async () => {
    const { play, sari, outsider, parts } = world;
    const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, outsider] });
    const { bot } = await play.state();
    await play.removeMember(group, bot);
    await world.handleAll();
    expect((await parts.chats.about(group.id)).isGone).toBe(true);
    await play.addMember(group, bot, { by: outsider });
    await play.say(outsider, group, `/start@${bot.username}`);
    await world.handleAll();
    expect((await parts.chats.about(group.id)).isGone).toBe(true);
    await play.say(sari, group, `/help@${bot.username}`);
    await world.handleAll();
    expect((await parts.chats.about(group.id)).isGone).toBe(false);
  });

  test('brings back no chat either whose removal of the bot nobody told of in time', async () => {
    const { play, sari, outsider, parts } = world;
    const group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, outsider] });
    const { bot } = await play.state();
    await play.say(sari, group, `/help@${bot.username}`);
    await world.handleAll();
    await play.removeMember(group, bot);
    // Telegram keeps updates for a day.
    await world.heard();
    await play.addMember(group, bot, { by: outsider });
    await world.handleAll();
    expect((await parts.chats.about(group.id)).isGone).toBe(true);
    await play.say(sari, group, `/help@${bot.username}`);
    await world.handleAll();
    expect((await parts.chats.about(group.id)).isGone).toBe(false);
  });

  test('unblocks the bot and writes to it: what waited for them stays unsent', async () => {
    const { play, sari, members, parts } = world;
    await world.asks(sari, chat, '/help');
    await play.block(sari);
    await world.handleAll();
    members.delete(sari.id);
    await play.unblock(sari);
    const said = await world.asks(sari, chat, 'hello');
    expect(said.text).toContain(`${sari.id}`);
    expect((await parts.chats.about(chat.id)).isGone).toBe(true);
  });
});

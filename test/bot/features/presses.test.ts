// A press that leads nowhere is answered, and what it could have done is not done.

import type { Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message } from '../../../src/sandbox/telegram/client/player.ts';
import { onSqlite } from '../../store/databases.ts';
import { type BotWorld, openBotWorld } from '../bot-world.ts';
import { carriedByOldMessages } from '../callbacks/old-messages.ts';

const database = onSqlite();
let world: BotWorld;
let chat: Chat;
beforeEach(async () => {
  world = await openBotWorld({ database });
  chat = await world.play.privateChat(world.sari);
});

async function anyMessage(): Promise<Message> {
  const { message_id } = await world.api.sendMessage(chat.id, 'What would you like to do?');
  return { message_id, chat } as Message;
}

/** Presses what the message doesn't show; `change` is what Telegram would have sent instead. */
async function pressed(
  message: Message,
  data: string,
  change: (query: NonNullable<Update['callback_query']>) => object = (query) => query,
) {
  const press = await world.play.pressData(world.sari, message, data);
  for (const update of await world.heard()) {
    const { callback_query: query } = update;
    await world.handle(query ? ({ ...update, callback_query: change(query) } as Update) : update);
  }
  return world.play.answerOf(press);
}

test('one that comes without a chat is answered with an alert, whatever it carries', async () => {
  const message = await anyMessage();
  const withoutChat = ({ message: _, ...query }: { message?: unknown }) => ({
    ...query,
    inline_message_id: 'x',
  });
  for (const data of [...Object.keys(carriedByOldMessages), 'main/0/0//h', 'settings/1/0//h', 'x'])
    expect({ data, ...(await pressed(message, data, withoutChat)) }).toEqual({
      data,
      text: 'This button only works in a chat that I am in.',
      show_alert: true,
    });
  const ofAGame = ({ data: _, ...query }: { data?: string }) => ({
    ...withoutChat(query),
    game_short_name: 'chess',
  });
  expect(await pressed(message, 'x', ofAGame)).toHaveProperty('show_alert', true);
  expect(world.failures).toEqual([]);
  expect(world.ngorder['first']?.control.calls()).toEqual([]);
});

test.each([
  'x',
  'L:C',
  'L@:C:::1',
  'main',
  'main/9/0//h12',
  'main/0/7//h12',
  'main/-1/0//h',
  'main/zz/0//h',
  'language/0/9//f',
  'other/0/0//h',
])('one of no button that there is, %s, is answered as one of an older message', async (data) => {
  expect(await pressed(await anyMessage(), data)).toEqual({
    text: expect.stringContaining('from an older message'),
    show_alert: true,
  });
  expect(world.failures).toEqual([]);
});

describe('a question that gives way to something else in its message', () => {
  async function ask(): Promise<{ question: Message; token: string }> {
    const question = await world.asks(world.sari, chat, '/cancel 1338');
    const data = question.reply_markup?.inline_keyboard?.[0]?.[0];
    if (data === undefined || !('callback_data' in data)) throw new Error('Nothing was asked');
    return { question, token: data.callback_data.slice(2) };
  }

  const statusOf = async (token: string) => (await world.parts.ledger.get(token)).request.status;

  test('is closed once that stands there', async () => {
    const { question, token } = await ask();
    await pressed(question, 'L:C:::1');
    expect(await statusOf(token)).toBe('expired');
    const shown = (await world.play.messages(chat)).at(-1);
    expect(shown).toMatchObject({
      message_id: question.message_id,
      text: expect.stringContaining('Page 1'),
    });
  });

  test('can still be answered where Telegram refuses the change', async () => {
    const { question, token } = await ask();
    await world.play.fault({
      method: 'editMessageText',
      kind: 'refuse',
      code: 400,
      description: 'Bad Request: BUTTON_DATA_INVALID',
    });
    await pressed(question, 'L:C:::1');
    expect(await statusOf(token)).toBe('proposed');
    expect(
      (await world.play.messages(chat)).find(({ message_id }) => message_id === question.message_id)
        ?.text,
    ).toContain('Cancel this order?');
  });

  test('can still be answered where the other thing has to be sent anew', async () => {
    const { question, token } = await ask();
    await world.play.fault({
      method: 'editMessageText',
      kind: 'refuse',
      code: 400,
      description: "Bad Request: message can't be edited",
    });
    await pressed(question, 'L:C:::1');
    expect(await statusOf(token)).toBe('proposed');
    expect((await world.play.messages(chat)).at(-1)?.text).toContain('Page 1');
  });

  test('is not closed by a press that leaves it as it is', async () => {
    const { question, token } = await ask();
    await pressed(question, 'E:C::');
    await pressed(question, 'T:l:C');
    expect(await statusOf(token)).toBe('proposed');
  });

  test('makes room for a question of its own, which stays open', async () => {
    const { question, token } = await ask();
    await pressed(question, 'V:i:1341');
    expect(await statusOf(token)).toBe('expired');
    const shown = (await world.play.messages(chat)).find(
      ({ message_id }) => message_id === question.message_id,
    );
    const yes = shown?.reply_markup?.inline_keyboard?.[0]?.[0];
    if (yes === undefined || !('callback_data' in yes)) throw new Error('Nothing was asked anew');
    expect(await statusOf(yes.callback_data.slice(2))).toBe('proposed');
    await pressed(question, yes.callback_data);
    expect(await statusOf(yes.callback_data.slice(2))).toBe('confirmed');
  });
});

test('a press under a result is answered below it, though the ledger has forgotten the result', async () => {
  const message = await anyMessage();
  const texts = async () =>
    (await world.play.messages(chat))
      .filter(({ message_id }) => message_id <= message.message_id)
      .map(({ text }) => text);
  const before = await texts();
  await pressed(message, '+L:C:::1');
  expect(await texts()).toEqual(before);
  const shown = await world.play.messages(chat);
  expect(shown.at(-1)).toMatchObject({
    text: expect.stringContaining('Page 1'),
    reply_to_message: { message_id: message.message_id },
  });
});

// A bot that works for two shops: a press acts on the shop in the button, whatever shop the chat is at.

import { beforeEach, describe, expect, test } from 'vitest';
import { features } from '../../src/bot/bot.ts';
import { ask } from '../../src/bot/conversations/ask.ts';
import { feature } from '../../src/bot/feature.ts';
import { askOrder } from '../../src/bot/features/cancel.ts';
import { showListOfWords } from '../../src/bot/features/lists/list.ts';
import { useShop } from '../../src/bot/middleware/request-context.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { onSqlite } from '../store/databases.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

/** Works in the other shop, as a chat that has chosen it does. */
const other = feature('other shop', {
  declares: {
    commands: {
      there: { name: { en: 'there', id: 'there' }, operation: 'browse' },
      askThere: { name: { en: 'askthere', id: 'askthere' }, operation: 'browse' },
    },
  },
  handle: (parts) => ({
    commands: {
      there: async (ctx, words) => {
        await useShop(ctx, 'b2', parts);
        await showListOfWords(parts, ctx, words);
      },
      askThere: async (ctx) => {
        await useShop(ctx, 'b2', parts);
        await ask(ctx, askOrder, null);
      },
    },
  }),
});

const database = onSqlite();
let world: BotWorld;
let chat: Chat;
beforeEach(async () => {
  world = await openBotWorld({
    database,
    features: [...features, other],
    shops: { first: 'Asia/Jakarta', b2: 'Asia/Jayapura' },
  });
  chat = await world.play.privateChat(world.sari);
  for (const { control } of Object.values(world.ngorder)) control.clearCalls();
});

/** The shops whose Ngorder was asked since it was last looked. */
function asked(): string[] {
  const shops = Object.entries(world.ngorder).filter(([, { control }]) => {
    const calls = control.calls();
    control.clearCalls();
    return calls.length > 0;
  });
  return shops.map(([id]) => id);
}

function dataOf(message: Message): string[] {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.flat().flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));
}

async function pressed(message: Message, data: string) {
  const press = await world.play.pressData(world.sari, message, data);
  await world.handleAll();
  return world.play.answerOf(press);
}

describe('a list of another shop', () => {
  test('names it in all of its buttons, which act there', async () => {
    const list = await world.asks(world.sari, chat, '/there');
    expect(asked()).toEqual(['b2']);
    expect(dataOf(list).length).toBeGreaterThan(8);
    for (const data of dataOf(list)) expect(data).toMatch(/^[A-Za-z]{1,2}@b2:/);

    await world.asks(world.sari, chat, '/canceled');
    expect(asked()).toEqual(['first']);
    const next = dataOf(list).find((data) => /^L.*:2t$/.test(data)) ?? '';
    await pressed(list, next);
    expect(asked()).toEqual(['b2']);
    const shown = (await world.play.messages(chat)).find(
      ({ message_id }) => message_id === list.message_id,
    ) as Message;
    expect(shown.text).toContain('Page 2');
    for (const data of dataOf(shown)) expect(data).toMatch(/^[A-Za-z]{1,2}@b2:/);
  });

  test('leads to a card and a question there, whose Yes takes the right there', async () => {
    const { sari, play, parts, forbidden } = world;
    const list = await world.asks(sari, chat, '/there');
    const card = dataOf(list).find((data) => data.startsWith('O')) ?? '';
    await pressed(list, card);
    const latest = async () => (await play.messages(chat)).at(-1) as Message;
    const askReturn = dataOf(await latest()).find((data) => data.startsWith('A@b2:r')) ?? '';
    await pressed(list, askReturn);
    expect(asked()).toEqual(['b2']);
    const yes = dataOf(await latest()).find((data) => data.startsWith('Y')) ?? '';
    const token = yes.slice(2);
    expect((await parts.ledger.get(token)).request).toMatchObject({ shop: 'b2', kind: 'return' });

    forbidden.add('return@b2');
    expect(await pressed(list, yes)).toMatchObject({ show_alert: true });
    expect((await parts.ledger.get(token)).request).toHaveProperty('status', 'proposed');
    forbidden.clear();
    forbidden.add('return@first');
    await pressed(list, yes);
    expect((await parts.ledger.get(token)).request).toHaveProperty('status', 'confirmed');
  });

  test('is refused to who has rights in the first shop alone', async () => {
    const list = await world.asks(world.sari, chat, '/there');
    asked();
    world.forbidden.add('browse@b2');
    const [data = ''] = dataOf(list).filter((data) => data.startsWith('L'));
    expect(await pressed(list, data)).toMatchObject({
      text: 'You have no right to do that here.',
    });
    expect(asked()).toEqual([]);
    await world.asks(world.sari, chat, '/canceled');
    expect(asked()).toEqual(['first']);
  });

  test('that this bot has no more is answered with an alert', async () => {
    const list = await world.asks(world.sari, chat, '/canceled');
    asked();
    for (const data of ['L@gone:C:::1', 'O@gone:1338:C:::1', 'A@gone:d:1338:C:::1', 'E@gone:C::'])
      expect(await pressed(list, data)).toEqual({
        text: 'This shop is no longer connected to me. Nothing was changed.',
        show_alert: true,
      });
    expect(asked()).toEqual([]);
  });
});

test('a question is about the shop in which it was asked, and its answer takes the right there', async () => {
  const { sari, forbidden } = world;
  await world.asks(sari, chat, '/askthere');
  await world.asks(sari, chat, '1338');
  expect(asked()).toEqual(['b2']);
  await world.asks(sari, chat, '/askthere');
  forbidden.add('cancel@b2');
  expect(await world.asks(sari, chat, '1338')).toHaveProperty(
    'text',
    'You have no right to do that here.',
  );
  expect(asked()).toEqual([]);
});

test('an old button, which names no shop, means the first', async () => {
  const list = await world.asks(world.sari, chat, '/there');
  asked();
  await pressed(list, 'L:C:::1');
  expect(asked()).toEqual(['first']);
});

test('days begin and times are shown by the clock of the shop', async () => {
  const { localizerFor } = world.parts;
  const inPrivate = { inGroup: false };
  const moment = Date.UTC(2021, 0, 18, 15, 30);
  expect(localizerFor('en', 'Asia/Jakarta', inPrivate).time(moment)).toBe('18 Jan 2021, 22.30 WIB');
  expect(localizerFor('en', 'Asia/Jayapura', inPrivate).time(moment)).toBe(
    '19 Jan 2021, 00.30 WIT',
  );
});

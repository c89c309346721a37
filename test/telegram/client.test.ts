import {
  type Conversation,
  type ConversationFlavor,
  conversations,
  createConversation,
} from '@grammyjs/conversations';
import { Menu, type MenuFlavor } from '@grammyjs/menu';
import type { Context } from 'grammy';
import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { flood, ok, type Reply, telegram } from './telegram-server.ts';

type MenuContext = Context & MenuFlavor;
type TalkContext = ConversationFlavor<Context>;

const sari = { id: 1, is_bot: false, first_name: 'Sari' };
const chat = { id: 1, type: 'private', first_name: 'Sari' } as const;
const botUser = { id: 2, is_bot: true, first_name: 'Bot', username: 'shop_bot' };
const hello: Update = {
  update_id: 1,
  message: { message_id: 5, date: 1, from: sari, chat, text: '/start' },
};

/** Asked to wait at first, as a chat is that gets too much. */
const atFirstFlooded: [Reply, Reply] = [flood(0), ok({ message_id: 7, chat, date: 1 })];

async function botOf<C extends Context>() {
  const { createBot, requests } = await telegram(...atFirstFlooded);
  const bot = createBot<C>();
  bot.botInfo = botUser as never;
  return { bot, called: () => requests.map(({ method }) => method) };
}

test('a handler’s call is made again when Telegram asked to wait', async () => {
  const { bot, called } = await botOf();
  bot.use((ctx) => ctx.reply('halo'));
  await bot.handleUpdate(hello);
  expect(called()).toEqual(['sendMessage', 'sendMessage']);
});

test('so is a call of a conversation, which makes it through `external`', async () => {
  const { bot, called } = await botOf<TalkContext>();
  bot.use(conversations<TalkContext, Context>());
  async function ask(conversation: Conversation<TalkContext, Context>) {
    await conversation.external((ctx) => ctx.reply('Which order?').then(() => undefined));
    await conversation.wait();
  }
  bot.use(createConversation<TalkContext, Context>(ask));
  bot.use((ctx) => ctx.conversation.enter('ask'));
  await bot.handleUpdate(hello);
  expect(called()).toEqual(['sendMessage', 'sendMessage']);
});

test('so is what a menu does by itself', async () => {
  const { bot, called } = await botOf<MenuContext>();
  const menu = new Menu<MenuContext>('main', { autoAnswer: false }).text('Again', (ctx) =>
    ctx.menu.update({ immediate: true }),
  );
  bot.use(menu);
  bot.use((ctx) => ctx.reply('halo', { reply_markup: menu }));
  await bot.handleUpdate(hello);
  expect(called()).toEqual(['sendMessage', 'sendMessage']);
});

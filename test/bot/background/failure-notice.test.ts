import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { sendFailureNotice } from '../../../src/bot/background/failure-notice.ts';
import {
  type Chat,
  type Message,
  Player,
  type User,
} from '../../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../../src/sandbox/telegram/server.ts';
import { commitUnitOfWork, emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { onSqlite } from '../../store/databases.ts';
import { speaking } from '../one-shop.ts';

const database = onSqlite();
let play: Player;
let sari: User;
let api: Api;
let sorry: (update: Update) => Promise<void>;

beforeEach(async () => {
  const telegram = await startTelegramSandbox();
  play = new Player(telegram.url);
  sari = await play.person({ first_name: 'Sari' });
  api = new Api(telegram.token, { apiRoot: telegram.url });
  const store = await database.open();
  await commitUnitOfWork(store.db, store, 1, {
    ...emptyUnitOfWork(),
    locales: new Map([[sari.id, 'en']]),
  });
  const { localizerIn } = speaking(createChats(store, 1), 'id');
  const log = pino({ level: 'silent' });
  sorry = (update) => sendFailureNotice(update, { api, localizerIn, log });
  onTestFinished(async () => {
    expect(await play.violations()).toEqual([]);
    await telegram.close();
  });
});

/** The newest update, as the bot gets it. */
async function heard(): Promise<Update> {
  const updates = await api.getUpdates({ offset: -1 });
  const newest = updates.at(-1);
  if (newest === undefined) throw new Error('The bot has heard nothing');
  return newest;
}

async function lastOf(chat: Chat) {
  return (await play.messages(chat)).at(-1);
}

/** A message of the bot with a button. */
async function asked(chat: Chat): Promise<Message> {
  const reply_markup = { inline_keyboard: [[{ text: 'Ya', callback_data: 'x' }]] };
  await api.sendMessage(chat.id, 'Batalkan?', { reply_markup });
  const question = await lastOf(chat);
  if (question === undefined) throw new Error('There is no question');
  return question;
}

describe('an update that can’t be handled', () => {
  test('is answered in the chat’s language, as a reply', async () => {
    const chat = await play.privateChat(sari);
    const { message_id } = await play.say(sari, chat, '/cancel 1338');
    await sorry(await heard());
    const said = await lastOf(chat);
    expect(said?.text).toContain('I could not deal with this');
    expect(said?.reply_to_message?.message_id).toBe(message_id);
  });

  test('is answered in its topic', async () => {
    const group = await play.group({
      title: 'Tim',
      type: 'supergroup',
      members: [sari],
      is_forum: true,
      bot_is_admin: true,
    });
    const { message_thread_id: topic } = await play.topic(group, 'Pesanan');
    await play.say(sari, group, '/cancel 1338', { topic });
    const update = await heard();
    await api.deleteMessage(group.id, update.message?.message_id ?? 0);
    await sorry(update);
    expect(await lastOf(group)).toMatchObject({ message_thread_id: topic });
  });

  test.each([false, true])(
    'is answered when it is a press (too old: %s), which stops spinning',
    async (isOld) => {
      const chat = await play.privateChat(sari);
      const press = await play.press(sari, await asked(chat), 'Ya');
      const update = await heard();
      if (isOld) await play.expire(press);
      await sorry(update);
      if (!isOld) expect(await play.answerOf(press)).toEqual({});
      expect((await lastOf(chat))?.text).toContain('I could not deal with this');
    },
  );
});

test('where the group takes no message, it is said to the one whose update it is, alone, with the reason', async () => {
  const alone = await play.privateChat(sari);
  const members = [sari];
  const forum = await play.group({ title: 'Tim', type: 'supergroup', members, is_forum: true });
  const { bot } = await play.state();
  await play.say(sari, forum, `/help@${bot.username}`);
  const update = await heard();
  await play.closeTopic(forum);
  await sorry(update);
  expect((await lastOf(alone))?.text).toMatch(/ini gagal diproses.*\n\n.*minta admin grup/);
});

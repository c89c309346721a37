import { Bot } from 'grammy';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { answerDeadline } from '../../../src/bot/callbacks/answer-deadline.ts';
import type { BotContext } from '../../../src/bot/context.ts';
import { Player } from '../../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../../src/sandbox/telegram/server.ts';

test('a press that is answered while its handler still works is not over before that answer has come', async () => {
  const telegram = await startTelegramSandbox();
  onTestFinished(() => telegram.close());
  const play = new Player(telegram.url);
  const bot = new Bot<BotContext>(telegram.token, { client: { apiRoot: telegram.url } });
  await bot.init();
  const answerBegins = async () => (await play.faults()).length === 0;
  bot.use(
    answerDeadline({
      log: pino({ level: 'silent' }),
      team: { isMember: async () => false },
    }),
  );
  bot.use(() => expect.poll(answerBegins).toBe(true));

  const sari = await play.person({ first_name: 'Sari' });
  const chat = await play.privateChat(sari);
  const button = { text: 'Go', callback_data: 'go' };
  await bot.api.sendMessage(chat.id, '?', { reply_markup: { inline_keyboard: [[button]] } });
  const [message] = await play.messages(chat);
  if (message === undefined) throw new Error('Nothing to press');
  await play.fault({ method: 'answerCallbackQuery', kind: 'delay', ms: 700 });
  const press = await play.press(sari, message, 'Go');
  const [brought] = await bot.api.getUpdates({ offset: -1 });
  if (brought === undefined) throw new Error('No press was brought');
  await bot.handleUpdate(brought);
  expect(telegram.world.presses.get(press.id)?.answered).toBe(true);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, GrammyError, webhookCallback } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();

describe('a grammY bot behind a webhook', () => {
  let server: Server;
  let bot: Bot;

  beforeEach(async () => {
    bot = new Bot(stage.sandbox.token, {
      client: {
        apiRoot: stage.sandbox.url,
        canUseWebhookReply: (method) => method === 'sendChatAction',
      },
    });
    bot.command('start', async (context) => {
      await context.replyWithChatAction('typing');
      await context.reply('Hi', {
        reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
      });
    });
    bot.callbackQuery('go', (context) => context.answerCallbackQuery('Going'));
    bot.on('message:migrate_to_chat_id', async (context) => {
      const error = await context.reply('old').catch((thrown: unknown) => thrown);
      if (error instanceof GrammyError && error.parameters.migrate_to_chat_id)
        await context.api.sendMessage(error.parameters.migrate_to_chat_id, 'moved');
    });
    server = createServer(webhookCallback(bot, 'http', { secretToken: 'secret' }));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'secret' });
  });
  afterEach(async () => {
    await bot.api.deleteWebhook();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  test('answers, by its reply too, and is pressed', async () => {
    const { player, ana, chat } = stage;
    await player.say(ana, chat, '/start');
    const shown = await player.waitFor(chat, (all) => all.find(({ text }) => text === 'Hi'));
    const press = await player.press(ana, shown, 'Go');
    expect(await player.answerOf(press)).toEqual({ text: 'Going' });
    await expect
      .poll(async () => (await player.calls()).map(({ method }) => method))
      .toContain('sendChatAction');
    expect(await player.violations()).toEqual([]);
    await expect.poll(async () => (await bot.api.getWebhookInfo()).pending_update_count).toBe(0);
  });

  test('follows a group that becomes a supergroup', async () => {
    const { player, ana } = stage;
    const group = await player.group({ title: 'Tim', type: 'group', members: [ana] });
    const supergroup = await player.upgrade(group);
    await player.waitFor(supergroup, (all) => all.some(({ text }) => text === 'moved'));
    expect((await player.messages(group)).map(({ text }) => text)).not.toContain('old');
  });
});

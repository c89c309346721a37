import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();

describe('an ordinary grammY bot', () => {
  let bot: Bot;
  let running: Promise<void>;

  beforeEach(() => {
    bot = new Bot(stage.sandbox.token, { client: { apiRoot: stage.sandbox.url } });
    bot.command('start', (context) =>
      context.reply(`<b>Hi</b> ${context.from?.first_name}`, {
        parse_mode: 'HTML',
        reply_markup: new InlineKeyboard()
          .text('Go', 'go')
          .row()
          .url('Site', 'https://ngorder.id')
          .copyText('Copy', '1338'),
      }),
    );
    bot.callbackQuery('go', async (context) => {
      await context.answerCallbackQuery({ text: 'Going', show_alert: true });
      await context.editMessageText('Gone');
    });
    bot.command('export', (context) =>
      context.replyWithDocument(new InputFile(Buffer.from('PK\u0003\u0004'), 'orders.xlsx'), {
        caption: '<i>All</i> orders',
        parse_mode: 'HTML',
        reply_parameters: { message_id: context.msg.message_id },
      }),
    );
    bot.on('callback_query', (context) => context.answerCallbackQuery());
    running = bot.start();
  });
  afterEach(async () => {
    await bot.stop();
    await running;
  });

  const start = async () => {
    await stage.player.say(stage.ana, stage.chat, '/start');
    return stage.player.waitFor(stage.chat, (all) => all.find(({ reply_markup }) => reply_markup));
  };

  test('answers a command, is pressed and edits in place', async () => {
    const { ana, chat, player } = stage;
    const shown = await start();
    expect(shown).toMatchObject({
      text: 'Hi Ana',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      from: { is_bot: true },
    });
    await player.say(ana, chat, 'hm');
    const press = await player.press(ana, shown, 'Go');
    expect(await player.answerOf(press)).toEqual({ text: 'Going', show_alert: true });
    const edited = await player.waitFor(chat, (all) => all.find(({ text }) => text === 'Gone'));
    expect(edited.edit_date).toBeTypeOf('number');
    expect(edited.reply_markup).toBeUndefined();
    const order = await player.messages(chat);
    expect(order.map(({ text }) => text)).toEqual(['/start', 'Gone', 'hm']);
    expect(await player.violations()).toEqual([]);
  });

  test('is pressed on a button of yesterday, and on a message that is gone', async () => {
    const { ana, chat, player } = stage;
    const shown = await start();
    expect(await player.answerOf(await player.pressData(ana, shown, 'old'))).toEqual({});
    await stage.call('deleteMessage', { chat_id: chat.id, message_id: shown.message_id });
    expect(await player.answerOf(await player.pressData(ana, shown, 'old'))).toEqual({});
  });

  test('sends a document that arrives byte for byte', async () => {
    const { ana, chat, player } = stage;
    const asked = await player.say(ana, chat, '/export');
    const sent = await player.waitFor(chat, (all) => all.find(({ document }) => document));
    expect(sent).toMatchObject({
      document: { file_name: 'orders.xlsx', file_size: 4 },
      caption: 'All orders',
      caption_entities: [{ type: 'italic', offset: 0, length: 3 }],
      reply_to_message: { message_id: asked.message_id },
    });
    const bytes = await player.download(sent.document?.file_id ?? '');
    expect(bytes).toEqual(Buffer.from('PK\u0003\u0004'));
    expect(await player.violations()).toEqual([]);
  });

  test('is stopped by a second copy of itself', async () => {
    const { ana, chat, player } = stage;
    await start();
    const second = new Bot(stage.sandbox.token, { client: { apiRoot: stage.sandbox.url } });
    second.on('message', (context) => context.reply('second'));
    const conflict = running.catch((error: unknown) => error);
    const secondRunning = second.start();
    expect(await conflict).toMatchObject({ error_code: 409 });
    expect(await conflict).toBeInstanceOf(GrammyError);
    running = Promise.resolve();
    await player.say(ana, chat, 'anybody?');
    await player.waitFor(chat, (all) => all.some(({ text }) => text === 'second'));
    await second.stop();
    await secondRunning;
  });
});

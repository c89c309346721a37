/** A small bot that shows everything the chat page has to show. It knows nothing of the product. */
import { Bot, InlineKeyboard, InputFile } from 'grammy';

/** Bytes of every value, so that a download which is treated as text anywhere would differ. */
export const documentBytes = Buffer.from(
  Array.from({ length: 5000 }, (_, index) => (index * 7) % 256),
);

export const documentName = 'orders of July.xlsx';

export interface TrialBot {
  /** Lets the press on "Slow" be answered. */
  answerSlow(): void;
  stop(): Promise<void>;
}

/** Starts the bot with its commands set; it polls until it is stopped. */
export async function startTrialBot(telegram: string, token: string): Promise<TrialBot> {
  const slow = Promise.withResolvers<void>();
  let slowly: Promise<unknown> | undefined;
  const bot = new Bot(token, { client: { apiRoot: telegram } });

  bot.command('hello', (ctx) =>
    ctx.reply(`Hello <b>${ctx.from?.first_name}</b>, see /formats`, { parse_mode: 'HTML' }),
  );
  bot.command('formats', (ctx) => ctx.reply(formattedHtml, { parse_mode: 'HTML' }));
  bot.command('buttons', (ctx) => ctx.reply('Press one', { reply_markup: keyboard(0) }));
  bot.command('ask', (ctx) =>
    ctx.reply('Which order?', {
      reply_markup: { force_reply: true, selective: true, input_field_placeholder: 'Order ID' },
      ...(ctx.msgId !== undefined && { reply_parameters: { message_id: ctx.msgId } }),
    }),
  );
  bot.command('file', async (ctx) => {
    await ctx.replyWithChatAction('upload_document');
    await ctx.replyWithDocument(new InputFile(documentBytes, documentName), {
      caption: 'All of July',
    });
  });
  bot.command('busy', (ctx) => ctx.replyWithChatAction('upload_document'));
  bot.callbackQuery(/^count:(\d+)$/, async (ctx) => {
    const count = Number(ctx.match[1]) + 1;
    await ctx.editMessageText(`Pressed ${count}`, { reply_markup: keyboard(count) });
    await ctx.answerCallbackQuery(`That makes ${count}`);
  });
  bot.callbackQuery('alert', (ctx) =>
    ctx.answerCallbackQuery({ text: 'Owners only', show_alert: true }),
  );
  // Other presses are answered meanwhile.
  bot.callbackQuery('slow', (ctx) => {
    slowly = slow.promise.then(() => ctx.answerCallbackQuery('At last'));
  });
  bot.on('message:text', (ctx) => ctx.reply(`${ctx.from.first_name} said ${ctx.message.text}`));

  await bot.api.setMyCommands([
    { command: 'hello', description: 'Be greeted' },
    { command: 'help', description: 'Be helped' },
    { command: 'buttons', description: 'See buttons' },
  ]);
  const polling = bot.start();
  return {
    answerSlow: slow.resolve,
    async stop() {
      slow.resolve();
      await slowly;
      await bot.stop();
      await polling;
    },
  };
}

const keyboard = (count: number): InlineKeyboard =>
  new InlineKeyboard()
    .text({ text: 'Count', style: 'primary' }, `count:${count}`)
    .text({ text: 'Alert', style: 'danger' }, 'alert')
    .row()
    .text({ text: 'Slow', style: 'success' }, 'slow')
    .row()
    .url('Site', 'https://example.com/')
    .copyText('Copy', 'JP 1234');

const formattedHtml = [
  '<b>bold</b> <i>italic</i> <u>underlined</u> <s>struck</s> <code>code</code>',
  '<a href="https://example.com/">link</a> <tg-spoiler>secret</tg-spoiler>',
  '<blockquote>quoted</blockquote><pre>pre</pre>',
].join('\n');

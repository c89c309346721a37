import { Bot } from 'grammy';

/** A bot as grammY makes it. */
export function createEchoBot(): Bot {
  const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '' } = process.env;
  return echoing(new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } }));
}

/** The handler that all bots of one measurement share: it answers a message with one message. */
export function echoing(bot: Bot): Bot {
  bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
  return bot;
}

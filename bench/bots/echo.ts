import { type ApiClientOptions, Bot } from 'grammy';

/** The handler that all bots of one measurement share: it answers a message with one message. */
export function createEchoBot(client: Partial<ApiClientOptions> = {}): Bot {
  const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '' } = process.env;
  const bot = new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT, ...client } });
  bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
  return bot;
}

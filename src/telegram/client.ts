import { Api, type ApiClientOptions, Bot, type Context } from 'grammy';
import type { Logger } from 'pino';
import { type CallOptions, createCallTransformer } from './calls/transformer.ts';
import { fetchTelegram } from './calls/transport.ts';

export interface TelegramOptions extends CallOptions {
  token: string;
  /** Where the Bot API is; Telegram's own address unless said otherwise. */
  apiRoot?: string;
  log: Logger;
}

/** The way to Telegram. All its calls keep one pace, whoever makes them. */
export interface Telegram {
  /** For calls outside of handlers. */
  readonly api: Api;
  /** A bot whose handlers call Telegram the same way. */
  createBot<C extends Context>(): Bot<C>;
}

/** One attempt, an upload included; long polling takes half of it. */
const attemptSeconds = 60;

export function createTelegram({ token, apiRoot, log, ...options }: TelegramOptions): Telegram {
  const client: ApiClientOptions = {
    ...(apiRoot !== undefined && { apiRoot }),
    fetch: fetchTelegram,
    timeoutSeconds: attemptSeconds,
  };
  const transformer = createCallTransformer(log, options);
  const api = new Api(token, client);
  api.config.use(transformer);
  return {
    api,
    createBot<C extends Context>() {
      const bot = new Bot<C>(token, { client });
      bot.api.config.use(transformer);
      return bot;
    },
  };
}

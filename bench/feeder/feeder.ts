import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { InlineKeyboardMarkup, Message, User, UserFromGetMe } from 'grammy/types';
import { Backlog } from './backlog.ts';
import { privateChat } from './updates.ts';

const botId = 4242;

/** The fields of all calls together that anything is made of here. */
interface Fields {
  chat_id?: number;
  message_id?: number;
  text?: string;
  reply_markup?: InlineKeyboardMarkup;
  offset?: number;
  limit?: number;
  timeout?: number;
  url?: string;
  secret_token?: string;
}

/** Where a bot wants its updates handed over. */
export interface WebhookAddress {
  url: string;
  secret: string;
}

/**
 * As little of a Telegram as a bot can be measured with: it hands updates out, answers what a bot writes after the time
 * that Telegram takes, and everything else at once. It checks nothing, so that it is not what is measured.
 */
export class Feeder {
  readonly token = `${botId}:feeder`;
  readonly backlog = new Backlog();
  /** How long Telegram takes to answer what a bot writes. */
  answerMs: number;
  /** Told of each message that the bot has sent or changed, once Telegram has taken it. */
  onShown: (message: Message.TextMessage) => void = () => undefined;
  /** Undefined until the bot says so. */
  webhook: WebhookAddress | undefined;
  readonly #server: Server;
  #underWay = 0;
  #mostUnderWay = 0;
  #polls = 0;
  #introductions = 0;
  #messages = 0;

  static async open(answerMs: number): Promise<Feeder> {
    const feeder = new Feeder(answerMs);
    feeder.#server.listen(0, '127.0.0.1');
    await once(feeder.#server, 'listening');
    return feeder;
  }

  private constructor(answerMs: number) {
    this.answerMs = answerMs;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new TypeError('Not a TCP server');
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many bots have asked who they are: one for each process, which is up then. */
  get introductions(): number {
    return this.#introductions;
  }

  /** Whether somebody waits for updates at this moment. */
  get isPolled(): boolean {
    return this.#polls > 0;
  }

  /** How many answers were under way at once, at most. */
  get mostUnderWay(): number {
    return this.#mostUnderWay;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.slice(request.url.lastIndexOf('/') + 1) ?? '';
    const fields = await fieldsOf(request);
    const result = await this.#carryOut(method, fields);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result }));
  }

  async #carryOut(method: string, fields: Fields): Promise<unknown> {
    if (method === 'getUpdates') return this.#getUpdates(fields);
    if (method === 'getMe') {
      this.#introductions += 1;
      return me;
    }
    if (method === 'setWebhook') {
      this.webhook = { url: fields.url ?? '', secret: fields.secret_token ?? '' };
    }
    if (method === 'answerCallbackQuery') await sleep(this.answerMs);
    if (fields.chat_id === undefined || method === 'sendChatAction') return true;
    const passage = this.backlog.called(fields.chat_id);
    this.#underWay += 1;
    this.#mostUnderWay = Math.max(this.#mostUnderWay, this.#underWay);
    await sleep(this.answerMs);
    this.#underWay -= 1;
    if (passage !== undefined) this.backlog.answered(passage);
    const message = this.#messageOf(fields.chat_id, fields);
    this.onShown(message);
    return message;
  }

  #messageOf(chat: number, fields: Fields): Message.TextMessage {
    const { message_id = ++this.#messages, text = '', reply_markup } = fields;
    const shown = { text, ...(reply_markup && { reply_markup }) };
    return { message_id, date: 1, from: me, chat: privateChat(chat), ...shown };
  }

  async #getUpdates({ offset = 0, limit = 100, timeout = 0 }: Fields): Promise<unknown> {
    const waiting = this.backlog.from(offset, limit);
    if (waiting.length > 0) return waiting;
    this.#polls += 1;
    await this.backlog.something(timeout * 1000);
    this.#polls -= 1;
    return this.backlog.from(offset, limit);
  }
}

async function fieldsOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  return body.startsWith('{') ? (JSON.parse(body) as Fields) : {};
}

const me: User & Partial<UserFromGetMe> = {
  id: botId,
  is_bot: true,
  first_name: 'Shop bot',
  username: 'shop_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
};

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { expect, inject } from 'vitest';
import { type App, startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/config.ts';
import type { NgorderLimits } from '../../src/ngorder/limits.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../src/sandbox/ngorder/server.ts';
import {
  type Chat,
  type Message,
  Player,
  type Press,
  type User,
} from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { type Database, secretKey, sqliteTemplate } from '../store/databases.ts';
import { createMovingClock, type MovingClock } from './moving-clock.ts';

/** A whole shop to test in: both sandboxes, people, and the bot, which talks to them over HTTP alone. */
export interface ShopWorld {
  telegram: TelegramSandbox;
  ngorder: NgorderSandbox;
  play: Player;
  app: App;
  /** Two owners of the shop and somebody without rights. */
  sari: User;
  budi: User;
  outsider: User;
  env: Record<string, string>;
  /** Ends the bot and starts it again on the same database. */
  restart(): Promise<void>;
  /** Ends everything. Fails when the bot has called Telegram in a way that Telegram doesn't know. */
  close(): Promise<void>;
}

/** An act's whole time: short enough that what must wait for it twice can be waited for. */
const actMs = 700;

export interface WorldOptions {
  /** Goes before what the bot would be started with. */
  environment?: Record<string, string>;
  limits?: Partial<NgorderLimits>;
  log?: Logger;
  /** Deletes are sent right after their Yes unless told. */
  deleteGraceMs?: number;
  /** In place of the database's and the process's own, of which no test may depend on what day they show. */
  clock?: MovingClock;
}

/** Starts a shop whose bot speaks English. */
export async function openShop({
  environment,
  limits,
  log = pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  deleteGraceMs = 0,
  clock = createMovingClock(),
}: WorldOptions = {}): Promise<ShopWorld> {
  const telegram = await startTelegramSandbox();
  const ngorder = await startNgorderSandbox({ today: '2026-11-20' });
  const play = new Player(telegram.url);
  const sari = await play.person({ first_name: 'Sari', last_name: 'Dewi', language_code: 'en' });
  const budi = await play.person({ first_name: 'Budi', language_code: 'en' });
  const outsider = await play.person({ first_name: 'Orang', last_name: 'Lain' });
  const folder = mkdtempSync(join(inject('temporary'), 'shop-'));
  const path = join(folder, 'bot.db');
  // The steps to this version's tables take half of a start.
  if (environment?.['DATABASE_URL'] === undefined) copyFileSync(await sqliteTemplate(), path);
  const env = {
    BOT_TOKEN: telegram.token,
    NGORDER_TOKEN: ngorder.token,
    OWNER_IDS: `${sari.id},${budi.id}`,
    TELEGRAM_API_ROOT: telegram.url,
    NGORDER_API_ROOT: ngorder.url,
    DATABASE_URL: `sqlite:${path}`,
    SECRET_KEY: secretKey,
    LOCALE: 'en',
    PORT: '0',
    ...environment,
  };
  const start = () =>
    startApp(readConfig(env), {
      log,
      deleteGraceMs,
      clock: clock.sql,
      now: clock.now,
      ngorderLimits: { actMs, readMs: 3000, readTries: 2, maxWaitMs: 500, stallMs: 500, ...limits },
    });
  const world: ShopWorld = {
    telegram,
    ngorder,
    play,
    app: await start(),
    sari,
    budi,
    outsider,
    env,
    async restart() {
      await world.app.stop();
      world.app = await start();
    },
    async close() {
      ngorder.control.reset();
      await world.app.stop();
      const violations = await play.violations();
      await Promise.all([telegram.close(), ngorder.close()]);
      rmSync(folder, { recursive: true, force: true });
      expect(violations).toEqual([]);
    },
  };
  return world;
}

/** As {@link openShop}, with the bot on this database. */
export async function openShopOn(
  database: Database,
  options: WorldOptions = {},
): Promise<ShopWorld> {
  const address = await database.ready();
  const environment = {
    DATABASE_URL: address.kind === 'sqlite' ? `sqlite:${address.path}` : address.url,
    SECRET_KEY: secretKey,
    ...options.environment,
  };
  return openShop({ ...options, environment });
}

/** What a message says, with the labels of its buttons. */
export function shownBy(message: Message): string {
  const labels = buttonsOf(message).map(({ text }) => `[${text}]`);
  return [message.text ?? message.caption ?? '', labels.join(' ')].join('\n');
}

export function buttonsOf(message: Message) {
  return message.reply_markup && 'inline_keyboard' in message.reply_markup
    ? message.reply_markup.inline_keyboard.flat()
    : [];
}

/** The IDs of the orders on a page of a list, in their order. */
export function ordersOn(list: Message): number[] {
  return [...(list.text ?? '').matchAll(/^\d+\. #(\d+)/gm)].map(([, id]) => Number(id));
}

/** The number by which a list calls an order, on its line and on its button. */
export function numberOf(list: Message, orderId: number): string {
  const line = new RegExp(`^(\\d+)\\. #${orderId}(?!\\d)`, 'm').exec(list.text ?? '');
  if (line?.[1] === undefined) throw new Error(`#${orderId} is not on the list`);
  return line[1];
}

/** What a button carries, to press it though the chat shows it no longer. */
export function dataOf(message: Message, label: string): string {
  const found = buttonsOf(message).find(({ text }) => text === label);
  if (found === undefined || !('callback_data' in found)) throw new Error(`No button ${label}`);
  return found.callback_data;
}

/** How long something may take to come about where several files share a slow machine, in milliseconds. */
const patienceMs = 25_000;

/** Waits until the chat shows a message of the bot with this text, newest first. */
export function sees(world: ShopWorld, chat: Chat, text: string | RegExp): Promise<Message> {
  return world.play.waitFor(
    chat,
    (messages) =>
      messages.findLast((message) => message.from?.is_bot && matches(shownBy(message), text)),
    { timeoutMs: patienceMs, what: `a message with ${text}` },
  );
}

/** Waits until one certain message shows this text. */
export function becomes(
  world: ShopWorld,
  chat: Chat,
  message: Message,
  text: string | RegExp,
): Promise<Message> {
  return world.play.waitFor(
    chat,
    (messages) =>
      messages.find(
        ({ message_id, ...rest }) =>
          message_id === message.message_id && matches(shownBy({ message_id, ...rest }), text),
      ),
    { timeoutMs: patienceMs, what: `message ${message.message_id} with ${text}` },
  );
}

/** Writes something and waits for the bot's answer to it. */
export async function asks(
  world: ShopWorld,
  person: User,
  chat: Chat,
  text: string,
  answer: string | RegExp,
): Promise<Message> {
  const said = await world.play.say(person, chat, text);
  return world.play.waitFor(
    chat,
    (messages) =>
      messages.findLast(
        (message) =>
          message.from?.is_bot &&
          message.message_id > said.message_id &&
          matches(shownBy(message), answer),
      ),
    { timeoutMs: patienceMs, what: `an answer to ${text.slice(0, 40)} with ${answer}` },
  );
}

/** Presses a button and waits until the press is answered. */
export async function presses(
  world: ShopWorld,
  person: User,
  message: Message,
  label: string,
): Promise<{ text?: string; show_alert?: boolean }> {
  const press: Press = await world.play.press(person, message, label);
  return world.play.answerOf(press);
}

/** The acts that reached Ngorder, as method, path and body. */
export function actsAtNgorder({ ngorder }: ShopWorld): string[] {
  return ngorder.control
    .calls()
    .filter(({ method }) => method !== 'GET')
    .map(
      ({ method, path, body }) =>
        `${method} ${path.replace('/api/open', '')} ${JSON.stringify(body)}`,
    );
}

function matches(shown: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? shown.includes(text) : text.test(shown);
}

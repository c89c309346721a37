import { Api, GrammyError, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Player } from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { createTransientDelay, type TransientDelay } from '../../src/telegram/availability.ts';

describe('what fails between the bot and Telegram', () => {
  let telegram: TelegramSandbox;
  let play: Player;
  let api: Api;
  let transientDelay: TransientDelay;
  let asked: number;
  beforeEach(async () => {
    telegram = await startTelegramSandbox();
    play = new Player(telegram.url);
    api = new Api(telegram.token, { apiRoot: telegram.url });
    asked = 0;
    transientDelay = createTransientDelay(() => {
      asked += 1;
      return api.getMe();
    });
  });
  afterEach(() => telegram.close());

  async function failureOfMessage(): Promise<unknown> {
    const chat = await play.privateChat(await play.person({ first_name: 'Sari' }));
    return api.sendMessage(chat.id, 'hello').then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  test('is waited out for as long as Telegram says when it wants to be left alone', async () => {
    await play.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 120 });
    const error = await failureOfMessage();
    expect(error).toBeInstanceOf(GrammyError);
    expect(await transientDelay(error)).toBe(120_000);
    expect(asked).toBe(0);
  });

  test('has failed when Telegram is there for others', async () => {
    await play.fault({ method: 'sendMessage', kind: 'cut', when: 'before' });
    const error = await failureOfMessage();
    expect(error).toBeInstanceOf(HttpError);
    expect(await transientDelay(error)).toBeUndefined();
  });

  test('is waited out while Telegram is away for everybody, and one asks for all', async () => {
    await play.fault({ method: 'sendMessage', kind: 'error', status: 502 });
    await play.fault({ method: 'getMe', kind: 'cut', when: 'before' });
    const error = await failureOfMessage();
    expect(await Promise.all([transientDelay(error), transientDelay(error)])).toEqual([
      10_000, 10_000,
    ]);
    expect(asked).toBe(1);
    expect(await transientDelay(error)).toBeUndefined();
  });

  test('has failed when Telegram says no, or when the mistake is the bot’s own', async () => {
    const refusal = await api.sendMessage(4242, 'hello').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GrammyError);
    expect(await transientDelay(refusal)).toBeUndefined();
    expect(await transientDelay(new TypeError('of the bot'))).toBeUndefined();
    expect(asked).toBe(0);
  });
});

import { Api, GrammyError, HttpError } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWaitOut, type WaitOut } from '../../src/delivery/reaching.ts';
import { Player } from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox, type TelegramSandbox } from '../../src/sandbox/telegram/server.ts';

describe('what fails between the bot and Telegram', () => {
  let telegram: TelegramSandbox;
  let play: Player;
  let api: Api;
  let waitOut: WaitOut;
  let asked: number;
  beforeEach(async () => {
    telegram = await startTelegramSandbox();
    play = new Player(telegram.url);
    api = new Api(telegram.token, { apiRoot: telegram.url });
    asked = 0;
    waitOut = createWaitOut(() => {
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
    expect(await waitOut(error)).toBe(120_000);
    expect(asked).toBe(0);
  });

  test('has failed when Telegram is there for others', async () => {
    await play.fault({ method: 'sendMessage', kind: 'cut', when: 'before' });
    const error = await failureOfMessage();
    expect(error).toBeInstanceOf(HttpError);
    expect(await waitOut(error)).toBeUndefined();
  });

  test('is waited out while Telegram is away for everybody, and one asks for all', async () => {
    await play.fault({ method: 'sendMessage', kind: 'error', status: 502 });
    await play.fault({ method: 'getMe', kind: 'cut', when: 'before' });
    const error = await failureOfMessage();
    expect(await Promise.all([waitOut(error), waitOut(error)])).toEqual([10_000, 10_000]);
    expect(asked).toBe(1);
    expect(await waitOut(error)).toBeUndefined();
  });

  test('has failed when Telegram says no, or when the mistake is the bot’s own', async () => {
    const refusal = await api.sendMessage(4242, 'hello').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(GrammyError);
    expect(await waitOut(refusal)).toBeUndefined();
    expect(await waitOut(new TypeError('of the bot'))).toBeUndefined();
    expect(asked).toBe(0);
  });
});

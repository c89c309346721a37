import { describe, expect, test } from 'vitest';
import { RateLimits } from '../../../../src/sandbox/telegram/faults/rate-limits.ts';
import { startTelegramSandbox } from '../../../../src/sandbox/telegram/server.ts';
import type { ChatType } from '../../../../src/sandbox/telegram/types.ts';
import { KeptChat } from '../../../../src/sandbox/telegram/world/chats.ts';
import { setStage } from '../stage.ts';

const stage = setStage();
let id = 1;
const newChat = (type: ChatType = 'private') => new KeptChat({ id: id++, type }, '1', () => 1);

function counting() {
  const clock = { now: 0 };
  const limits = new RateLimits(() => clock.now);
  limits.on = true;
  /** Sends until it is refused; how often it went through, and for how long to wait. */
  const exhaust = (next: () => KeptChat, method = 'sendMessage') => {
    for (let sent = 0; sent < 100; sent += 1) {
      const wait = limits.take(method, next());
      if (wait !== undefined) return { sent, wait };
    }
    return { sent: 100 };
  };
  return { clock, limits, exhaust };
}

describe('what the bot may send', () => {
  test('is about a message a second in a chat, with short bursts', () => {
    const { clock, limits, exhaust } = counting();
    const chat = newChat();
    expect(exhaust(() => chat)).toEqual({ sent: 5, wait: 5 });
    clock.now = 4500;
    expect(limits.take('sendMessage', chat)).toBe(1);
    clock.now = 5000;
    expect(limits.take('sendMessage', chat)).toBeUndefined();
  });

  test('is 20 messages a minute in a group', () => {
    const { clock, limits } = counting();
    const group = newChat('supergroup');
    for (let second = 0; second < 20; second += 1) {
      clock.now = second * 1000;
      expect(limits.take('sendMessage', group)).toBeUndefined();
    }
    clock.now = 25_000;
    expect(limits.take('sendMessage', group)).toBe(35);
    clock.now = 60_000;
    expect(limits.take('sendMessage', group)).toBeUndefined();
  });

  test('is 30 messages a second in all', () => {
    const { exhaust } = counting();
    expect(exhaust(() => newChat())).toEqual({ sent: 30, wait: 1 });
  });

  test('in a chat counts edits like new messages, in all it does not', () => {
    const { exhaust } = counting();
    const chat = newChat();
    expect(exhaust(() => chat, 'editMessageText')).toEqual({ sent: 5, wait: 5 });
    expect(exhaust(() => chat)).toEqual({ sent: 0, wait: 5 });
    expect(exhaust(() => newChat(), 'editMessageText')).toEqual({ sent: 100 });
  });

  test('has no limit for answers to presses', () => {
    const { exhaust } = counting();
    const chat = newChat();
    expect(exhaust(() => chat, 'answerCallbackQuery')).toEqual({ sent: 100 });
  });
});

test('a sandbox can be started with the limits on', async () => {
  const sandbox = await startTelegramSandbox({ rateLimits: true });
  expect(sandbox.world.limits.on).toBe(true);
  await sandbox.close();
});

test('over HTTP the limits are off until they are asked for, and then say when to come again', async () => {
  const send = () => stage.call('sendMessage', { chat_id: stage.chat.id, text: 'hi' });
  const answers = async () => {
    const all = await Promise.all(Array.from({ length: 8 }, send));
    return all.filter(({ ok }) => !ok);
  };
  expect(await answers()).toEqual([]);
  await stage.player.limitRates(true);
  const refused = await answers();
  expect(refused).toHaveLength(3);
  const { retry_after } = refused[0]?.parameters ?? {};
  expect(refused[0]).toMatchObject({
    error_code: 429,
    description: `Too Many Requests: retry after ${retry_after}`,
  });
  await stage.player.limitRates(false);
  expect(await answers()).toEqual([]);
});

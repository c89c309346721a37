import fc from 'fast-check';
import type { RawApi, Transformer } from 'grammy';
import { describe, expect, test } from 'vitest';
import { covers, hourIn, quietly } from '../../../src/bot/messages/quiet.ts';
import type { KnownChat, QuietHours } from '../../../src/store/tables/chats.ts';

const hour = fc.integer({ min: 0, max: 23 });
const nine = new Date('2026-11-27T14:00:00Z'); // 21.00 in Jakarta, 23.00 in Jayapura

test('quiet hours and the rest of the day are each other’s opposite, over midnight too', () =>
  fc.assert(
    fc.property(hour, hour, hour, (from, to, at) => {
      fc.pre(from !== to);
      expect(covers({ from, to }, at)).not.toBe(covers({ from: to, to: from }, at));
      expect(covers({ from, to }, from)).toBe(true);
      expect(covers({ from, to }, to)).toBe(false);
    }),
  ));

test('the hour is that of the shop’s clock', () => {
  expect(hourIn('Asia/Jakarta', nine)).toBe(21);
  expect(hourIn('Asia/Jayapura', nine)).toBe(23);
  expect(hourIn('UTC', new Date('2026-11-27T00:30:00Z'))).toBe(0);
});

describe('what is sent', () => {
  /** What Telegram is given of a call to a chat that is quiet from 21 to 7. */
  async function sent(
    method: keyof RawApi,
    payload: object,
    options: { answers?: number[]; quiet?: QuietHours; fails?: boolean } = {},
  ): Promise<object> {
    const { answers = [], quiet = { from: 21, to: 7 }, fails = false } = options;
    let given: object = {};
    const previous = (async (_method: string, last: object) => {
      given = last;
      return { ok: true, result: true };
    }) as unknown as Parameters<Transformer>[0];
    const about = async () => {
      if (fails) throw new Error('The database is away');
      return { quiet } as KnownChat;
    };
    const transform = quietly({
      chats: { about },
      timeZone: 'Asia/Jakarta',
      answers,
      now: () => nine,
    });
    await transform(previous, method, payload as never);
    return given;
  }
  const silent = { disable_notification: true };

  test.each(['sendMessage', 'sendDocument', 'copyMessage'] as const)(
    'by the bot itself makes no sound in quiet hours: %s',
    async (method) => {
      expect(await sent(method, { chat_id: 5 })).toEqual({ chat_id: 5, ...silent });
    },
  );

  test('in answer to somebody makes a sound', async () => {
    expect(await sent('sendMessage', { chat_id: 5 }, { answers: [5] })).toEqual({ chat_id: 5 });
    expect(await sent('sendMessage', { chat_id: 6 }, { answers: [5] })).toMatchObject(silent);
  });

  test('outside of quiet hours makes a sound, and what makes none anyway is left alone', async () => {
    const day = { from: 7, to: 21 };
    expect(await sent('sendMessage', { chat_id: 5 }, { quiet: day })).toEqual({ chat_id: 5 });
    expect(await sent('editMessageText', { chat_id: 5 })).toEqual({ chat_id: 5 });
    expect(await sent('sendChatAction', { chat_id: 5 })).toEqual({ chat_id: 5 });
  });

  test('comes all the same where nobody can say whether it is quiet', async () => {
    expect(await sent('sendMessage', { chat_id: 5 }, { fails: true })).toEqual({ chat_id: 5 });
  });
});

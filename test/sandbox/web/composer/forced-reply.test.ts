import { expect, test } from 'vitest';
import { openQuestion } from '../../../../src/sandbox/web/composer/forced-reply.ts';
import type { Message, User } from '../../../../src/sandbox/web/world/telegram.ts';

const bot: User = { id: 1, is_bot: true, first_name: 'Ngorder', username: 'ngorder_bot' };
const sari: User = { id: 2, is_bot: false, first_name: 'Sari', username: 'Sari_W' };
const budi: User = { id: 3, is_bot: false, first_name: 'Budi' };
const chat = { id: -100, type: 'supergroup' as const, title: 'Tim Toko' };

let lastId = 0;
const message = (from: User, more: Partial<Message> = {}): Message => ({
  message_id: ++lastId,
  date: 0,
  chat,
  from,
  text: 'words',
  ...more,
});
const question = (selective: boolean, more: Partial<Message> = {}): Message =>
  message(bot, { reply_markup: { force_reply: true, selective }, ...more } as Partial<Message>);

test('a question to everybody is open for each until they write', () => {
  const asked = question(false);
  expect(openQuestion([asked], sari)).toBe(asked);
  expect(openQuestion([asked, message(sari)], sari)).toBeUndefined();
  expect(openQuestion([asked, message(sari)], budi)).toBe(asked);
});

test('a selective question is meant for the person whose message it answers', () => {
  const asked = question(true, { reply_to_message: message(sari) });
  expect(openQuestion([asked], sari)).toBe(asked);
  expect(openQuestion([asked], budi)).toBeUndefined();
});

test('a selective question is meant for those whom it mentions, by name or without one', () => {
  const asked = question(true, {
    text: '@sari_w and Budi?',
    entities: [
      { type: 'mention', offset: 0, length: 7 },
      { type: 'text_mention', offset: 12, length: 4, user: budi },
    ],
  });
  expect(openQuestion([asked], sari)).toBe(asked);
  expect(openQuestion([asked], budi)).toBe(asked);
  expect(openQuestion([asked], { ...sari, id: 9, username: 'other' })).toBeUndefined();
});

test('the newest question counts, and messages of others in between do not close it', () => {
  const [older, newer] = [question(false), question(false)];
  expect(openQuestion([older, newer, message(budi), message(bot)], sari)).toBe(newer);
});

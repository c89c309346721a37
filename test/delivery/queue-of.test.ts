import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { queueOf } from '../../src/delivery/queue-of.ts';

const group = { id: -100, type: 'supergroup', title: 'Tim' };
const sari = { id: 11, is_bot: false, first_name: 'Sari' };
const update = (content: object) => ({ update_id: 1, ...content }) as unknown as Update;

test.each([
  ['a message', { message: { message_id: 1, date: 1, chat: group, from: sari } }, 'chat:-100'],
  ['an edited message', { edited_message: { message_id: 1, chat: group } }, 'chat:-100'],
  [
    'a press on a message',
    { callback_query: { id: '1', from: sari, message: { message_id: 7, chat: group } } },
    'chat:-100',
  ],
  [
    'a change of the bot’s place in a chat',
    { my_chat_member: { chat: group, from: sari } },
    'chat:-100',
  ],
  ['a reaction', { message_reaction: { chat: group, user: sari } }, 'chat:-100'],
])('%s is kept in order with its chat', (_, content, queue) => {
  expect(queueOf(update(content))).toBe(queue);
});

test('what belongs to no chat is kept in order with its person', () => {
  expect(queueOf(update({ inline_query: { id: '1', from: sari } }))).toBe('person:11');
  expect(queueOf(update({ callback_query: { id: '1', from: sari } }))).toBe('person:11');
});

test('what belongs to nobody is kept in order too', () => {
  expect(queueOf(update({ poll: { id: '1' } }))).toBe('others');
  expect(queueOf(update({}))).toBe('others');
});

test('a person’s private chat and a group are two queues', () => {
  const privately = { message: { chat: { id: 11, type: 'private' }, from: sari } };
  const inGroup = { message: { chat: group, from: sari } };
  expect(queueOf(update(privately))).not.toBe(queueOf(update(inGroup)));
});

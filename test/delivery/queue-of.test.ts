import type { Update } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { queueOf, senderAmongOthers } from '../../src/delivery/queue-of.ts';

const group = { id: -100, type: 'supergroup', title: 'Tim' };
const channel = { id: -200, type: 'channel', title: 'Kabar' };
const sari = { id: 11, is_bot: false, first_name: 'Sari' };
const privately = { ...sari, type: 'private' };
const update = (content: object) => ({ update_id: 1, ...content }) as unknown as Update;
const team = new Set([sari.id]);
const nobody = new Set<number>();

const press = { id: '1', from: sari, message: { message_id: 7, date: 0, chat: group } };
const bare = { message_id: 1, date: 1, chat: group, from: sari };
const text = { ...bare, text: 'halo' };

describe('of a member of the team', () => {
  test.each([
    ['a message', { message: text }],
    ['an edited message', { edited_message: { message_id: 1, chat: group } }],
    ['a press on a message', { callback_query: press }],
    ['a change of the bot’s place in a chat', { my_chat_member: { chat: group, from: sari } }],
    ['a reaction', { message_reaction: { chat: group, user: sari } }],
  ])('%s is kept in order with its chat', (_, content) => {
    expect(queueOf(update(content), team)).toBe('chat:-100');
  });
});

describe('of anybody else', () => {
  test.each([
    ['a message', { message: text }],
    ['an edited message', { edited_message: { ...text, edit_date: 2 } }],
    ['a picture', { message: { ...bare, photo: [], caption: 'ini' } }],
    ['a press', { callback_query: press }],
  ])('%s in a group waits for that person alone', (_, content) => {
    expect(queueOf(update(content), nobody)).toBe('chat:-100:person:11');
    expect(senderAmongOthers(update(content))).toBe(11);
  });

  test('a press below a channel’s post waits for that person alone', () => {
    const there = { callback_query: { ...press, message: { ...press.message, chat: channel } } };
    expect(queueOf(update(there), nobody)).toBe('chat:-200:person:11');
  });

  test.each([
    ['somebody who joined', { message: { ...bare, new_chat_members: [sari] } }],
    ['the group’s move', { message: { ...bare, migrate_to_chat_id: -300 } }],
    ['the bot’s removal', { my_chat_member: { chat: group, from: sari } }],
  ])('%s is kept in order with the chat, whoever did it', (_, content) => {
    expect(queueOf(update(content), nobody)).toBe('chat:-100');
    expect(senderAmongOthers(update(content))).toBeUndefined();
  });

  test('what they write in private needs no look at who is in the team', () => {
    const content = { message: { ...text, chat: privately } };
    expect(queueOf(update(content), nobody)).toBe('chat:11');
    expect(senderAmongOthers(update(content))).toBeUndefined();
  });
});

test('what belongs to no chat is kept in order with its person', () => {
  expect(queueOf(update({ inline_query: { id: '1', from: sari } }), nobody)).toBe('person:11');
  expect(queueOf(update({ callback_query: { id: '1', from: sari } }), team)).toBe('person:11');
});

test('what belongs to nobody is kept in order too', () => {
  expect(queueOf(update({ poll: { id: '1' } }), team)).toBe('others');
  expect(queueOf(update({}), team)).toBe('others');
});

test('a person’s private chat and a group are two queues', () => {
  const alone = { message: { ...text, chat: privately } };
  expect(queueOf(update(alone), team)).not.toBe(queueOf(update({ message: text }), team));
});

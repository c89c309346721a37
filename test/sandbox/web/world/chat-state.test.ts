import { expect, test } from 'vitest';
import { after, type ChatEvent, emptyState } from '../../../../src/sandbox/web/world/chat-state.ts';
import type { Message, User } from '../../../../src/sandbox/web/world/telegram.ts';

const bot: User = { id: 1, is_bot: true, first_name: 'Ngorder' };
const sari: User = { id: 2, is_bot: false, first_name: 'Sari' };
const message = (message_id: number, text: string, from = sari): Message => ({
  message_id,
  text,
  from,
  date: 0,
  chat: { id: 2, type: 'private', first_name: 'Sari' },
});

const happened = (...events: ChatEvent[]) => events.reduce(after, emptyState);
const texts = (...events: ChatEvent[]) =>
  happened(...events)
    .messages.get(2)
    ?.map(({ text }) => text);

const read: ChatEvent = { type: 'read', chatId: 2, messages: [message(1, 'one')] };

test('a new message goes to the end, an edited one stays in its place', () => {
  const second: ChatEvent = { type: 'shown', message: message(2, 'two') };
  const edit: ChatEvent = { type: 'shown', message: message(1, 'one, edited') };
  expect(texts(read, second, edit)).toEqual(['one, edited', 'two']);
});

test('a message that comes twice is shown once', () => {
  const again: ChatEvent = { type: 'shown', message: message(1, 'one') };
  expect(texts(read, again)).toEqual(['one']);
});

test('a message in a chat that was not read yet does not pass for the whole chat', () => {
  expect(texts({ type: 'shown', message: message(5, 'five') })).toBeUndefined();
});

test('what is read again unchanged is not drawn again', () => {
  const once = happened(read).messages.get(2);
  const again = after(happened(read), {
    ...read,
    messages: [message(1, 'one'), message(2, 'two')],
  });
  expect(again.messages.get(2)?.[0]).toBe(once?.[0]);
  expect(again.messages.get(2)).toHaveLength(2);
});

test('a deleted message is gone', () => {
  expect(texts(read, { type: 'deleted', chatId: 2, messageId: 1 })).toEqual([]);
});

test('what the bot is doing ends with its message or with time, not with the message of a person', () => {
  const doing: ChatEvent = {
    type: 'doing',
    chatId: 2,
    doing: { action: 'upload_document', until: 5000 },
  };
  const isDoing = (...events: ChatEvent[]) => happened(read, doing, ...events).doing.has(2);
  expect(isDoing({ type: 'shown', message: message(2, 'hurry') })).toBe(true);
  expect(isDoing({ type: 'shown', message: message(2, 'here', bot) })).toBe(false);
  expect(isDoing({ type: 'idle', now: 4999 })).toBe(true);
  expect(isDoing({ type: 'idle', now: 5000 })).toBe(false);
});

test('a press waits until it is answered, whatever becomes of another', () => {
  const events: ChatEvent[] = [
    { type: 'pressed', pressId: 'a', button: 'yes' },
    { type: 'pressed', pressId: 'b', button: 'yes' },
    { type: 'answered', pressId: 'a' },
  ];
  expect([...happened(...events).unanswered.values()]).toEqual(['yes']);
});

test('a sandbox that starts over leaves nothing on the page', () => {
  expect(happened(read, { type: 'reset' })).toEqual(emptyState);
});

import { expect, test } from 'vitest';
import {
  afterSeeing,
  countText,
  markKey,
  maxCounted,
  type ReadMarks,
  unreadCount,
} from '../../../../src/sandbox/web/sidebar/unread.ts';
import type { Chat, Message, User } from '../../../../src/sandbox/web/world/telegram.ts';

const sari: User = { id: 2, is_bot: false, first_name: 'Sari' };
const budi: User = { id: 3, is_bot: false, first_name: 'Budi' };
const group: Chat = {
  id: -100,
  type: 'supergroup',
  title: 'Tim Toko',
  members: [2, 3],
  standings: [],
  bot_is_member: true,
  topics: [],
  pinned_message_ids: [],
};
const forum: Chat = { ...group, is_forum: true };

const message = (message_id: number, from: User, more: Partial<Message> = {}): Message => ({
  message_id,
  from,
  date: 1000 + message_id,
  text: '-',
  chat: { id: -100, type: 'supergroup', title: 'Tim Toko' },
  ...more,
});
const seen = (last: Message, topic?: number): ReadMarks =>
  afterSeeing({}, markKey(sari.id, group.id, topic), last);

const three = [message(1, budi), message(2, budi), message(3, budi)];

test('what somebody hasn’t seen is unread, for them alone', () => {
  expect(unreadCount({}, sari.id, group, three)).toBe(3);
  expect(unreadCount(seen(message(2, budi)), sari.id, group, three)).toBe(1);
  expect(unreadCount(seen(message(3, budi)), sari.id, group, three)).toBe(0);
  expect(unreadCount(seen(message(3, budi)), 4, group, three)).toBe(3);
});

test('one’s own messages and who joined are never unread', () => {
  const joined = message(5, budi, { new_chat_members: [budi] });
  expect(unreadCount({}, sari.id, group, [message(4, sari), joined])).toBe(0);
});

test('a read message that is deleted makes nothing unread again', () => {
  expect(unreadCount(seen(message(3, budi)), sari.id, group, three.slice(0, 2))).toBe(0);
});

test('after starting over, when messages are counted from 1 again, new ones are unread', () => {
  const anew = [message(1, budi, { date: 5000 })];
  expect(unreadCount(seen(message(40, budi)), sari.id, group, anew)).toBe(1);
});

test('reading one topic leaves the others unread', () => {
  const inTopics = [
    message(1, budi, { message_thread_id: 1 }),
    message(2, budi),
    message(3, budi, { message_thread_id: 1 }),
  ];
  expect(unreadCount(seen(message(3, budi), 1), sari.id, forum, inTopics)).toBe(1);
  expect(unreadCount(seen(message(2, budi)), sari.id, forum, inTopics)).toBe(2);
});

test('beyond a certain number they are not counted one by one', () => {
  const many = Array.from({ length: 500 }, (_, index) => message(index + 1, budi));
  expect(unreadCount({}, sari.id, group, many)).toBe(maxCounted + 1);
  expect(countText(maxCounted + 1)).toBe('99+');
  expect(countText(7)).toBe('7');
});

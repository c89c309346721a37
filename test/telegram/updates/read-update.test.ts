import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import { readUpdate } from '../../../src/telegram/updates/read-update.ts';

const sari = { id: 11, is_bot: false, first_name: 'Sari', language_code: 'id' };
const alone = { id: 11, type: 'private', first_name: 'Sari' };
const group = { id: -100, type: 'supergroup', title: 'Tim', is_forum: true };
const update = (content: object) => ({ update_id: 1, ...content }) as unknown as Update;
let malformed: string[];
beforeEach(() => {
  malformed = [];
});
const read = (content: object) =>
  JSON.parse(JSON.stringify(readUpdate(update(content), (kind) => malformed.push(kind))));

test('an edited message is read as a message that was edited', () => {
  const edited = { message_id: 7, date: 1, edit_date: 5, chat: alone, from: sari, text: '/batal' };
  expect(read({ edited_message: edited })).toEqual({ update_id: 1, message: edited });
});

describe('an update as Telegram documents it', () => {
  test.each([
    [
      'a command in a topic, as a reply',
      {
        message: {
          message_id: 7,
          date: 1,
          chat: group,
          from: sari,
          is_topic_message: true,
          message_thread_id: 5,
          text: '/batal@shop_bot',
          entities: [{ type: 'bot_command', offset: 0, length: 15 }],
          reply_to_message: {
            message_id: 6,
            date: 1,
            chat: group,
            from: { ...sari, is_bot: true },
            text: 'Sari #1338',
            entities: [{ type: 'text_mention', offset: 0, length: 4, user: sari }],
          },
        },
      },
    ],
    [
      'a picture with a caption',
      {
        message: { message_id: 8, date: 1, chat: alone, from: sari, caption: '1338', photo: [{}] },
      },
    ],
    [
      'the move of a group',
      { message: { message_id: 9, date: 1, chat: group, migrate_to_chat_id: -200 } },
    ],
    [
      'a press',
      {
        callback_query: {
          id: '5',
          from: sari,
          chat_instance: '1',
          data: 'L:C:::1',
          message: {
            message_id: 7,
            date: 1,
            chat: alone,
            text: 'Page 1',
            reply_markup: { inline_keyboard: [] },
          },
        },
      },
    ],
    [
      'a press below a file that is too old to come along',
      {
        callback_query: {
          id: '5',
          from: sari,
          chat_instance: '1',
          data: 'S:11',
          message: { message_id: 7, date: 0, chat: alone },
        },
      },
    ],
    [
      'a press below a file',
      {
        callback_query: {
          id: '5',
          from: sari,
          chat_instance: '1',
          data: 'S:11',
          message: {
            message_id: 7,
            date: 1,
            chat: group,
            document: { file_id: 'x', file_unique_id: 'y' },
          },
        },
      },
    ],
    [
      'the bot’s removal',
      {
        my_chat_member: {
          chat: group,
          from: sari,
          date: 1,
          old_chat_member: {},
          new_chat_member: { status: 'left', user: sari },
        },
      },
    ],
  ])('%s is taken as it is', (_, content) => {
    expect(read(content)).toEqual(update(content));
    expect(malformed).toEqual([]);
  });
});

test('of kinds that the bot has no use for, the number alone is left', () => {
  expect(read({ poll: { id: '1' }, inline_query: { id: '1', from: sari } })).toEqual({
    update_id: 1,
  });
});

test.each([
  ['a message without a chat', { message: { message_id: 1, date: 1, from: sari, text: 'x' } }],
  [
    'a message whose chat has no number',
    { message: { message_id: 1, chat: { id: 'x', type: 'private' } } },
  ],
  ['a message that is a text', { message: 'x' }],
  ['a press that can’t be answered', { callback_query: { id: null, from: sari } }],
  ['a change without a status', { my_chat_member: { chat: group, from: sari } }],
])('%s is none', (_, content) => {
  expect(read(content)).toEqual({ update_id: 1 });
  expect(malformed).toEqual(Object.keys(content));
});

test('a press is answered whatever else of it is wrong', () => {
  const press = { id: '5', from: 'Sari', data: 7, message: { chat: null }, chat_instance: '' };
  expect(read({ callback_query: press })).toEqual({
    update_id: 1,
    callback_query: { id: '5', chat_instance: '' },
  });
});

test('a message comes without what is wrong in it', () => {
  const message = {
    message_id: 1,
    chat: alone,
    from: sari,
    text: 'x',
    entities: [{ type: 'bold' }],
    reply_to_message: null,
    message_thread_id: 'general',
    migrate_to_chat_id: 1.5,
  };
  expect(read({ message })).toEqual({
    update_id: 1,
    message: { message_id: 1, chat: alone, from: sari, text: 'x' },
  });
});

test('a mention of nobody is none, beside others', () => {
  const entities = [
    { type: 'text_mention', offset: 0, length: 4 },
    { type: 'bot_command', offset: 5, length: 7 },
  ];
  const { message } = read({
    message: { message_id: 1, chat: alone, text: 'Sari /cancel', entities },
  });
  expect(message.entities).toEqual([entities[1]]);
});

test('no call is addressed by what strangers wrote of businesses and inline messages', () => {
  const message = {
    message_id: 1,
    chat: alone,
    business_connection_id: 'b',
    direct_messages_topic: { topic_id: 3 },
  };
  expect(read({ message })).toEqual({ update_id: 1, message: { message_id: 1, chat: alone } });
  const press = { id: '5', from: sari, inline_message_id: 'i', data: 'L:C:::1' };
  expect(read({ callback_query: press }).callback_query).not.toHaveProperty('inline_message_id');
});

test('anything at all can be read', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('message', 'callback_query', 'my_chat_member'), fc.jsonValue()),
      (content) => {
        expect(readUpdate(update(content), () => undefined).update_id).toBe(1);
      },
    ),
  );
});

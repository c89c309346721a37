import { describe, expect, it, test } from 'vitest';
import type { CallInput } from '../../../../src/sandbox/telegram/http/arguments.ts';
import { checkCall, methodName } from '../../../../src/sandbox/telegram/http/check.ts';

function json(params: Record<string, unknown>): CallInput {
  return { params: new Map(Object.entries(params)), files: new Map(), stringly: false };
}

function form(params: Record<string, string>): CallInput {
  return { ...json(params), stringly: true };
}

const message = { chat_id: 1, text: 'hi' };
const button = { text: 'Go', callback_data: 'go' };
const keyboard = (with_: object) => ({ inline_keyboard: [[{ ...button, ...with_ }]] });

describe('what the Bot API reference knows', () => {
  it.each([
    ['a plain message', message],
    ['a chat by its name', { ...message, chat_id: '@name' }],
    ['an inline keyboard', { ...message, reply_markup: keyboard({ style: 'danger' }) }],
    ['a forced reply', { ...message, reply_markup: { force_reply: true, selective: true } }],
    ['markup as a string of JSON', { ...message, reply_markup: JSON.stringify(keyboard({})) }],
    ['a reply', { ...message, reply_parameters: { message_id: 1 } }],
    ['entities', { ...message, entities: [{ type: 'bold', offset: 0, length: 1 }] }],
  ])('%s is no violation', (_, params) => {
    expect(checkCall('sendMessage', json(params))).toEqual([]);
  });

  it.each([
    [{ text: 'hi' }, 'chat_id', 'is required'],
    [{ ...message, reply_to_message_id: 5 }, 'reply_to_message_id', 'no such parameter'],
    [{ ...message, protect_content: 'true' }, 'protect_content', "isn't Boolean"],
    [{ ...message, text: 5 }, 'text', "isn't String"],
    [{ ...message, reply_markup: '{' }, 'reply_markup', 'in JSON'],
    [
      { ...message, reply_markup: keyboard({ colour: 'red' }) },
      'reply_markup.inline_keyboard[0][0].colour',
      'no such field',
    ],
    [
      { ...message, reply_markup: keyboard({ callback_data: 5 }) },
      'reply_markup.inline_keyboard[0][0].callback_data',
      "isn't String",
    ],
    [
      { ...message, reply_markup: keyboard({ url: 'https://ngorder.id' }) },
      'reply_markup.inline_keyboard[0][0]',
      'more than one action',
    ],
    [
      { ...message, reply_parameters: { message: 1, message_id: 1 } },
      'reply_parameters.message',
      'no such field',
    ],
    [
      { ...message, link_preview_options: { is_disabled: 1 } },
      'link_preview_options.is_disabled',
      "isn't Boolean",
    ],
  ])('%j is a violation at %s', (params, parameter, why) => {
    expect(checkCall('sendMessage', json(params))).toMatchObject([
      { parameter, why: expect.stringContaining(why) },
    ]);
  });

  test('a form carries numbers and flags as strings, but not just any', () => {
    const params = { chat_id: '1', message_id: '5', text: 'hi' };
    expect(checkCall('editMessageText', form(params))).toEqual([]);
    expect(checkCall('editMessageText', form({ ...params, message_id: 'five' }))).toMatchObject([
      { parameter: 'message_id' },
    ]);
  });

  test('a document may be an upload of its own name', () => {
    const files = new Map([['document', { name: 'a.xlsx', bytes: Buffer.from('x') }]]);
    expect(checkCall('sendDocument', { ...form({ chat_id: '1' }), files })).toEqual([]);
    expect(checkCall('sendDocument', form({ chat_id: '1' }))).toMatchObject([
      { parameter: 'document', why: 'is required' },
    ]);
  });

  test('a scope of commands is judged by the kind that it comes closest to', () => {
    const commands = [{ command: 'cancel', description: 'Cancel' }];
    const scope = { type: 'chat_member', chat_id: 1, user_id: 2 };
    expect(checkCall('setMyCommands', json({ commands, scope }))).toEqual([]);
  });

  test('methods are known in any case', () => {
    expect(methodName('SENDmessage')).toBe('sendMessage');
    expect(methodName('sendTelegram')).toBeUndefined();
  });
});

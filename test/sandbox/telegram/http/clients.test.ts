// The first calls of bots written with other libraries, byte for byte as those write them.
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { Message, Update } from '../../../../src/sandbox/telegram/types.ts';
import { type ApiResponse, setStage } from '../stage.ts';

const stage = setStage();

interface Wire {
  method?: 'GET' | 'POST';
  type?: string;
  body?: string;
}

/** Sends a request with nothing added: no content type unless it is named. */
async function ask(path: string, { method = 'POST', type, body }: Wire): Promise<ApiResponse> {
  const { url, token } = stage.sandbox;
  const response = await fetch(`${url}/bot${token}/${path}`, {
    method,
    headers: type === undefined ? {} : { 'content-type': type },
    ...(body !== undefined && { body: Buffer.from(body) }),
  });
  return (await response.json()) as ApiResponse;
}

async function resultOf<Result = Message>(path: string, wire: Wire): Promise<Result> {
  const answer = await ask(path, wire);
  if (!answer.ok) throw new Error(answer.description);
  return answer.result as Result;
}

const json = (body: string): Wire => ({ type: 'application/json', body });
const form = (fields: Record<string, string>): Wire => ({
  type: 'application/x-www-form-urlencoded',
  body: new URLSearchParams(fields).toString(),
});
const multipart = (boundary: string, ...lines: string[]): Wire => ({
  type: `multipart/form-data; boundary=${boundary}`,
  body: [...lines, `--${boundary}--`, ''].join('\r\n'),
});

describe('a call without parameters', () => {
  it.each<[string, Wire]>([
    ['nothing (python-telegram-bot)', {}],
    ['GET (pyTelegramBotAPI)', { method: 'GET' }],
    ['an empty form (aiogram)', form({})],
    ['null in JSON (gotgbot)', json('null\n')],
    ['an empty object (telegraf, grammY)', json('{}')],
    ['an empty body that says JSON', json('')],
    ['an array in JSON', json('[]')],
    ['JSON that breaks off', json('{')],
    ['JSON with a charset', { type: 'application/json; charset=utf-8', body: 'null' }],
    ['text', { type: 'text/plain', body: 'null' }],
    ['an empty multipart body', { type: 'multipart/form-data', body: '' }],
  ])('is taken with %s', async (_, wire) => {
    const bot = stage.sandbox.world.bot.id;
    expect(await resultOf('getMe', wire)).toMatchObject({ id: bot, is_bot: true });
    expect(await resultOf('getWebhookInfo', wire)).toMatchObject({ url: '' });
    expect(await resultOf('deleteWebhook', wire)).toBe(true);
    expect(await resultOf('getMyCommands', wire)).toEqual([]);
    expect(await resultOf('getUpdates', wire)).toEqual([]);
    expect(await stage.player.violations()).toEqual([]);
  });

  test('is taken under any spelling of its name', async () => {
    expect(await resultOf('getme', {})).toMatchObject({ is_bot: true });
    expect(await resultOf('GETME', {})).toMatchObject({ is_bot: true });
  });
});

describe('polling', () => {
  beforeEach(() => stage.player.say(stage.ana, stage.chat, '/start'));

  it.each<[string, string, Wire]>([
    [
      'a form (aiogram)',
      'getUpdates',
      form({ timeout: '10', allowed_updates: '["message", "callback_query"]' }),
    ],
    [
      'a query string (pyTelegramBotAPI)',
      'getUpdates?offset=1&timeout=20&allowed_updates=%5B%22message%22%5D',
      { method: 'GET' },
    ],
    [
      'a form with all of it (python-telegram-bot)',
      'getUpdates',
      form({ timeout: '10', limit: '100', allowed_updates: '[]' }),
    ],
    [
      'JSON of strings (gotgbot)',
      'getUpdates',
      json('{"allowed_updates":"[\\"message\\"]","offset":"0","timeout":"9"}\n'),
    ],
    [
      'JSON (telegraf)',
      'getUpdates',
      json('{"timeout":50,"offset":0,"allowed_updates":["message"]}'),
    ],
  ])('works with %s', async (_, path, wire) => {
    expect(await resultOf<Update[]>(path, wire)).toMatchObject([{ message: { text: '/start' } }]);
  });

  test('skips what waits with an offset from the end, as pyTelegramBotAPI does', async () => {
    const { ana, chat, player } = stage;
    await player.say(ana, chat, 'last');
    const [last] = await resultOf<Update[]>('getUpdates?offset=-1', { method: 'GET' });
    expect(last?.message?.text).toBe('last');
    const next = `getUpdates?offset=${(last?.update_id ?? 0) + 1}`;
    expect(await resultOf(next, { method: 'GET' })).toEqual([]);
  });

  test('begins anew when the waiting updates are dropped', async () => {
    expect(await resultOf('deleteWebhook', form({ drop_pending_updates: 'true' }))).toBe(true);
    expect(await resultOf('getUpdates', form({}))).toEqual([]);
  });

  test('begins after the webhook is removed by an empty address', async () => {
    expect(await resultOf('setWebhook?url=', { body: '' })).toBe(true);
    expect(await resultOf<Update[]>('getUpdates', {})).toHaveLength(1);
  });
});

describe('a message', () => {
  const keyboard = '{"inline_keyboard": [[{"text": "1", "callback_data": "1"}]]}';

  it.each<[string, () => [path: string, wire: Wire]]>([
    [
      'a form (aiogram, python-telegram-bot)',
      () => [
        'sendMessage',
        form({
          chat_id: String(stage.chat.id),
          text: '<b>Hi</b>',
          parse_mode: 'HTML',
          reply_markup: keyboard,
          disable_notification: 'false',
        }),
      ],
    ],
    [
      'a query string and no body (pyTelegramBotAPI)',
      () => {
        const query = new URLSearchParams({
          chat_id: String(stage.chat.id),
          text: '*Hi*',
          parse_mode: 'MarkdownV2',
          reply_markup: keyboard,
          protect_content: 'False',
        });
        return [`sendMessage?${query}`, { body: '' }];
      },
    ],
    [
      'JSON of strings (gotgbot)',
      () => {
        const { id } = stage.chat;
        const params = { chat_id: String(id), text: '<b>Hi</b>', parse_mode: 'html' };
        return ['sendMessage', json(`${JSON.stringify({ ...params, reply_markup: keyboard })}\n`)];
      },
    ],
    [
      'JSON (telegraf, grammY)',
      () => {
        const params = { chat_id: stage.chat.id, text: '*Hi*', parse_mode: 'MarkdownV2' };
        const reply_markup = JSON.parse(keyboard) as unknown;
        return ['sendMessage', json(JSON.stringify({ ...params, reply_markup }))];
      },
    ],
  ])('with format and buttons is sent by %s', async (_, written) => {
    expect(await resultOf(...written())).toMatchObject({
      text: 'Hi',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
      reply_markup: { inline_keyboard: [[{ text: '1', callback_data: '1' }]] },
    });
  });

  test('replies by JSON inside a string, as gotgbot writes it, and by the former parameters', async () => {
    const { ana, chat, player } = stage;
    const { message_id } = await player.say(ana, chat, 'hi');
    const said = { chat_id: String(chat.id), text: 'hi' };
    const reply = { ...said, reply_parameters: JSON.stringify({ message_id }) };
    const former = { ...said, reply_to_message_id: String(message_id) };
    for (const params of [reply, former])
      expect(await resultOf('sendMessage', json(JSON.stringify(params)))).toMatchObject({
        reply_to_message: { message_id },
      });
  });

  test('takes what the address says before what the body says', async () => {
    const sent = await resultOf(
      `sendMessage?chat_id=${stage.chat.id}&text=address`,
      form({ text: 'body' }),
    );
    expect(sent.text).toBe('address');
  });
});

describe('a file', () => {
  it.each<[string, () => Wire]>([
    [
      'aiogram',
      () =>
        multipart(
          'b0undary',
          '--b0undary',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Disposition: form-data; name="chat_id"',
          '',
          String(stage.chat.id),
          '--b0undary',
          'Content-Type: text/plain; charset=utf-8',
          'Content-Disposition: form-data; name="document"',
          '',
          'attach://k3y',
          '--b0undary',
          'Content-Type: application/octet-stream',
          'Content-Disposition: form-data; name="k3y"; filename="Pesanan November.xlsx"',
          '',
          'PK',
        ),
    ],
    [
      'python-telegram-bot, with its name percent-encoded',
      () =>
        multipart(
          'b0undary',
          '--b0undary',
          'Content-Disposition: form-data; name="chat_id"',
          '',
          String(stage.chat.id),
          '--b0undary',
          'Content-Disposition: form-data; name="document"; filename="Pesanan%20November.xlsx"',
          'Content-Type: application/octet-stream',
          '',
          'PK',
        ),
    ],
    [
      'telegraf, with the method among the fields',
      () =>
        multipart(
          'b0undary',
          '--b0undary',
          'content-disposition: form-data; name="method"',
          '',
          'sendDocument',
          '--b0undary',
          'content-disposition: form-data; name="chat_id"',
          '',
          String(stage.chat.id),
          '--b0undary',
          'content-disposition: form-data; name="document"; filename="Pesanan November.xlsx"',
          '',
          'PK',
        ),
    ],
  ])('is sent by %s', async (_, wire) => {
    expect(await resultOf('sendDocument', wire())).toMatchObject({
      document: { file_name: 'Pesanan November.xlsx', file_size: 2 },
    });
  });

  test('goes with parameters in the address, as pyTelegramBotAPI sends it', async () => {
    const upload = multipart(
      'b0undary',
      '--b0undary',
      'Content-Disposition: form-data; name="document"; filename="a.xlsx"',
      '',
      'PK',
    );
    const path = `sendDocument?chat_id=${stage.chat.id}&caption=All`;
    expect(await resultOf(path, upload)).toMatchObject({
      caption: 'All',
      document: { file_size: 2 },
    });
  });

  test('is refused without a boundary', async () => {
    expect(await ask('sendDocument', { type: 'multipart/form-data', body: 'x' })).toMatchObject({
      description: 'Bad Request: boundary not found',
    });
  });
});

test('commands are set by JSON inside a form', async () => {
  const commands = '[{"command": "start", "description": "Start"}]';
  expect(await resultOf('setMyCommands', form({ commands, scope: '{"type": "default"}' }))).toBe(
    true,
  );
  expect(await resultOf('getMyCommands', {})).toEqual([{ command: 'start', description: 'Start' }]);
});

test('a press is answered by a form', async () => {
  const { ana, chat, player } = stage;
  const shown = await resultOf(
    'sendMessage',
    form({
      chat_id: String(chat.id),
      text: 'hi',
      reply_markup: '{"inline_keyboard": [[{"text": "1", "callback_data": "1"}]]}',
    }),
  );
  const press = await player.press(ana, shown, '1');
  const fields = { callback_query_id: press.id, text: 'Ok', show_alert: 'True' };
  expect(await resultOf('answerCallbackQuery', form(fields))).toBe(true);
  expect(await player.answerOf(press)).toEqual({ text: 'Ok', show_alert: true });
});

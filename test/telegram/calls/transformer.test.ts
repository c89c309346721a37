import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Api, GrammyError, HttpError, InputFile } from 'grammy';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTelegram } from '../../../src/telegram/client.ts';
import { cannotBeEdited, mayNotWrite } from '../../../src/telegram/errors.ts';
import { flood, ok, type Reply, refusal, telegram, telegramWith } from '../telegram-server.ts';

describe('when Telegram asks to wait', () => {
  test('the call is made again, as it was, when the time has passed', async () => {
    const { api, requests } = await telegram(flood(1), ok({ message_id: 7 }));
    expect(await api.sendMessage(1, 'halo')).toEqual({ message_id: 7 });
    const [first, second] = requests;
    expect(requests).toHaveLength(2);
    expect(second?.body).toEqual(first?.body);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950);
  });

  test('a call is not made again without end', async () => {
    const { api, requests } = await telegram(flood(0));
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({ error_code: 429 });
    expect(requests).toHaveLength(6);
  });

  test('for longer than a person waits, the caller is told so at once', async () => {
    const { api, requests } = await telegram(flood(46));
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 46 },
    });
    expect(requests).toHaveLength(1);
  });

  test('an aborted call ends without waiting on', async () => {
    const { api, requests, waiting } = await telegram(flood(30));
    const giving = new AbortController();
    const call = api.getUpdates({}, giving.signal as never);
    await waiting();
    giving.abort();
    await expect(call).rejects.toBeInstanceOf(HttpError);
    expect(requests).toHaveLength(1);
  });
});

describe('what is done already', () => {
  test('an edit to what the message shows anyway is a success', async () => {
    const { api } = await telegram(
      refusal(
        400,
        'Bad Request: message is not modified: specified new message content is the same',
      ),
    );
    expect(await api.editMessageText(1, 7, 'halo')).toBe(true);
  });

  test.each([
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
    'Bad Request: query ID is invalid',
  ])('an answer to an old press is a success: %s', async (description) => {
    const { api } = await telegram(refusal(400, description));
    expect(await api.answerCallbackQuery('1')).toBe(true);
  });

  test('deleting a message that is gone is a success', async () => {
    const { api } = await telegram(refusal(400, 'Bad Request: message to delete not found'));
    expect(await api.deleteMessage(1, 7)).toBe(true);
  });

  test('the same words about another call are not', async () => {
    const { api } = await telegram(refusal(400, 'Bad Request: query ID is invalid'));
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({ error_code: 400 });
  });
});

describe('while a chat is to be left alone', () => {
  const edit = (api: Api, chat: number, text: string) => api.editMessageText(chat, 7, text);

  test('of the edits of one message only the newest is sent, and all are a success', async () => {
    const { api, requests, waiting } = await telegram(flood(1), ok(true));
    const first = edit(api, 1, '10%');
    await waiting();
    const others = [edit(api, 1, '20%'), edit(api, 1, '30%')];
    expect(await Promise.all([first, ...others])).toEqual([true, true, true]);
    expect(requests.map(({ body }) => JSON.parse(String(body)).text)).toEqual(['10%', '30%']);
  });

  test('others and answers to presses are not, and a chat action is left out', async () => {
    const { api, requests, waiting } = await telegram(flood(1), ok(true));
    const held = api.sendMessage(1, 'held back').then(() => 'held back');
    await waiting();
    const later = api.sendMessage(1, 'after it').then(() => 'held back');
    const free = Promise.all([
      api.sendMessage(2, 'elsewhere'),
      api.answerCallbackQuery('press'),
      api.sendChatAction(1, 'typing'),
    ]).then(() => 'free');
    expect(await Promise.race([held, later, free])).toBe('free');
    expect(
      requests
        .map(({ method }) => method)
        .slice(1)
        .sort(),
    ).toEqual(['answerCallbackQuery', 'sendMessage']);
    await Promise.all([held, later]);
    const texts = requests.map(({ body }) => JSON.parse(String(body)).text);
    expect(texts).toHaveLength(5);
    expect(texts.slice(3).sort()).toEqual(['after it', 'held back']);
  });

  test('to be spared chat actions, none is made again, which would take the place of what it announces', async () => {
    const { api, requests } = await telegram(flood(1));
    await expect(api.sendChatAction(1, 'typing')).rejects.toMatchObject({ error_code: 429 });
    expect(requests).toHaveLength(1);
  });

  test('for longer than a person waits, the next call is told so without asking Telegram', async () => {
    const { api, requests } = await telegram(flood(100));
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({ error_code: 429 });
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({
      error_code: 429,
      parameters: { retry_after: 100 },
    });
    expect(requests).toHaveLength(1);
  });
});

describe('when Telegram is ill', () => {
  const harmless: [string, (api: Api) => Promise<unknown>][] = [
    ['an edit', (api) => api.editMessageText(1, 7, 'halo')],
    ['an answer to a press', (api) => api.answerCallbackQuery('1')],
    ['a chat action', (api) => api.sendChatAction(1, 'typing')],
    ['a deletion', (api) => api.deleteMessage(1, 7)],
    ['the command menu', (api) => api.setMyCommands([])],
  ];
  const page: Reply = (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>');
  const cut: Reply = (response) => response.destroy();

  test.each(harmless)('%s is sent again', async (_, call) => {
    const { api, requests } = await telegram(page, cut, ok(true));
    expect(await call(api)).toBe(true);
    expect(requests).toHaveLength(3);
  });

  test.each(harmless)('%s is not sent again without end', async (_, call) => {
    const { api, requests } = await telegram(page);
    await expect(call(api)).rejects.toBeInstanceOf(HttpError);
    expect(requests).toHaveLength(3);
  });

  test.each<[string, Reply]>([
    ['a gateway’s page', page],
    ['a 500', refusal(500, 'Internal Server Error')],
    ['a broken connection', cut],
  ])('a message is never sent again that may have arrived: %s', async (_, reply) => {
    const { api, requests } = await telegram(reply);
    await expect(api.sendMessage(1, 'halo')).rejects.toThrow();
    await expect(api.sendDocument(1, new InputFile(Buffer.from('PK'), 'a'))).rejects.toThrow();
    expect(requests.map(({ method }) => method)).toEqual(['sendMessage', 'sendDocument']);
  });

  test('a message or a file that found nobody listening is sent again', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    server.on('request', async (request, response) => {
      await request.toArray();
      response.end('{"ok":true,"result":{"message_id":7}}');
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { api } = createTelegram({
      token: '1:secret',
      apiRoot: `http://127.0.0.1:${port}`,
      log: pino({ level: 'silent' }),
      pausesMs: Array.from({ length: 200 }, () => 10),
    });
    const sent = [
      api.sendMessage(1, 'halo'),
      api.sendDocument(2, new InputFile(Buffer.from('PK'), 'orders.xlsx')),
    ];
    server.listen(port, '127.0.0.1');
    expect(await Promise.all(sent)).toEqual([{ message_id: 7 }, { message_id: 7 }]);
  });
});

describe('a chat that can’t be written to', () => {
  const file = () => new InputFile(Buffer.from('PK'), 'orders.xlsx');
  const calls: [string, (api: Api) => Promise<unknown>][] = [
    ['a message', (api) => api.sendMessage(7, 'halo')],
    ['an edit', (api) => api.editMessageText(7, 1, 'halo')],
    ['a file', (api) => api.sendDocument(7, file())],
  ];

  test.each(calls)('is named when %s is refused, and the caller is told too', async (_, call) => {
    for (const [code, words] of [
      [403, 'Forbidden: bot was blocked by the user'],
      [400, 'Bad Request: chat not found'],
    ] as const) {
      const gone: number[] = [];
      const onGone = async (chat: number) => gone.push(chat);
      const { api } = await telegramWith({ onGone }, refusal(code, words));
      await expect(call(api)).rejects.toMatchObject({ error_code: code });
      expect(gone).toEqual([7]);
    }
  });

  test('is not what other refusals mean', async () => {
    const gone: number[] = [];
    const onGone = async (chat: number) => gone.push(chat);
    const { api } = await telegramWith({ onGone }, refusal(400, 'Bad Request: can’t parse'));
    await expect(api.sendMessage(7, 'halo')).rejects.toBeInstanceOf(GrammyError);
    expect(gone).toEqual([]);
  });
});

describe('a group that has become a supergroup', () => {
  const upgraded = refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1007,
  });
  const move = async (...replies: [Reply, ...Reply[]]) => {
    const moves: [number, number][] = [];
    const onMoved = async (...move: [number, number]) => moves.push(move);
    return { ...(await telegramWith({ onMoved }, ...replies)), moves };
  };

  test('gets the message there, as an answer to none, after its move was told of', async () => {
    const { api, requests, moves } = await move(upgraded, ok({ message_id: 1 }));
    const sent = api.sendMessage(-7, 'halo', { reply_parameters: { message_id: 5 } });
    expect(await sent).toEqual({ message_id: 1 });
    expect(moves).toEqual([[-7, -1007]]);
    const [, second] = requests.map(({ body }) => JSON.parse(String(body)));
    expect(second).toEqual({ chat_id: -1007, text: 'halo' });
  });

  test('is not followed on and on', async () => {
    const { api, requests } = await move(upgraded);
    await expect(api.sendMessage(-7, 'halo')).rejects.toMatchObject({ error_code: 400 });
    expect(requests).toHaveLength(2);
  });

  test('has no message of the same number changed', async () => {
    const { api, requests } = await move(upgraded, ok(true));
    await expect(api.editMessageText(-7, 5, 'halo')).rejects.toThrow("message can't be edited");
    expect(requests).toHaveLength(1);
  });

  test('gets a file there, whole', async () => {
    const { api, requests, moves } = await move(upgraded, ok({ message_id: 1 }));
    const file = new InputFile(Buffer.from('PK'), 'orders.xlsx');
    expect(await api.sendDocument(-7, file)).toEqual({ message_id: 1 });
    expect(moves).toEqual([[-7, -1007]]);
    expect(requests).toHaveLength(2);
    expect(String(requests[1]?.body)).toMatch(/-1007[\s\S]*PK/);
  });
});

describe('a topic that was deleted', () => {
  const lost = refusal(400, 'Bad Request: message thread not found');

  test('gets its message outside topics', async () => {
    const { api, requests } = await telegram(lost, ok({ message_id: 1 }));
    const reply_parameters = { message_id: 5, allow_sending_without_reply: true };
    await api.sendMessage(-7, 'halo', { message_thread_id: 3, reply_parameters });
    const [, second] = requests.map(({ body }) => JSON.parse(String(body)));
    expect(second).toEqual({ chat_id: -7, text: 'halo', reply_parameters });
  });

  test('is not looked for on and on', async () => {
    const { api, requests } = await telegram(lost);
    const sent = api.sendMessage(-7, 'halo', { message_thread_id: 3 });
    await expect(sent).rejects.toMatchObject({ error_code: 400 });
    expect(requests).toHaveLength(2);
  });
});

describe('a topic that was closed', () => {
  const closed = refusal(400, 'Bad Request: TOPIC_CLOSED');
  const inTopic = { message_thread_id: 3, reply_parameters: { message_id: 5 } };

  test.each<[string, (api: Api) => Promise<unknown>, object]>([
    ['its message', (api) => api.sendMessage(-7, 'halo', inTopic), { chat_id: -7, text: 'halo' }],
    [
      'what was to answer a message in it',
      (api) => api.sendMessage(-7, 'halo', { reply_parameters: { message_id: 5 } }),
      { chat_id: -7, text: 'halo' },
    ],
    [
      'the sign that a file is coming',
      (api) => api.sendChatAction(-7, 'upload_document', { message_thread_id: 3 }),
      { chat_id: -7, action: 'upload_document' },
    ],
  ])('gets %s outside topics, as an answer to nothing there', async (_, call, sent) => {
    const { api, requests } = await telegram(closed, ok({ message_id: 1 }));
    await call(api);
    expect(requests.map(({ body }) => JSON.parse(String(body))).slice(1)).toEqual([sent]);
  });

  test('gets its file outside topics, whole', async () => {
    const { api, requests } = await telegram(closed, ok({ message_id: 1 }));
    await api.sendDocument(-7, new InputFile(Buffer.from('PK'), 'orders.xlsx'), inTopic);
    const [first, second] = requests.map(({ body }) => String(body));
    expect(first).toContain('message_thread_id');
    expect(second).not.toMatch(/message_thread_id|reply_parameters/);
    expect(second).toContain('PK');
  });

  test('has no message edited: to its caller it is one that can’t be', async () => {
    const { api, requests } = await telegram(closed);
    const refused = await api.editMessageText(-7, 5, 'halo').catch((error: unknown) => error);
    expect(cannotBeEdited(refused)).toBe(true);
    expect(requests).toHaveLength(1);
  });

  test('and General with it leaves nothing but to say so to somebody alone', async () => {
    for (const other of [inTopic, {}]) {
      const { api, requests } = await telegram(closed);
      const refused = await api.sendMessage(-7, 'halo', other).catch((error: unknown) => error);
      expect(mayNotWrite(refused)).toBe(true);
      expect(requests).toHaveLength(Object.keys(other).length === 0 ? 1 : 2);
    }
  });
});

test('a message whose question only Telegram knows to be deleted comes as no reply, in its topic', async () => {
  const lost = refusal(400, 'Bad Request: REPLY_MESSAGE_ID_INVALID');
  const { api, requests } = await telegram(lost, ok({ message_id: 1 }));
  const reply_parameters = { message_id: 5 };
  await api.sendMessage(-7, 'halo', { message_thread_id: 3, reply_parameters });
  const [, second] = requests.map(({ body }) => JSON.parse(String(body)));
  expect(second).toEqual({ chat_id: -7, text: 'halo', message_thread_id: 3 });
});

test('a connection that was idle for some seconds is not used again', async () => {
  const server = createServer((_, response) => {
    response.end('{"ok":true,"result":true}');
  });
  // As many imitations and proxies do: it says nothing of how long it keeps a connection.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const connected = once(server, 'connection');
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = pino({ level: 'silent' });
  await createTelegram({ token: '1:secret', apiRoot, log }).api.getMe();
  const [socket] = await connected;
  await once(socket, 'close');
}, 15_000);

describe('everything else passes through', () => {
  test.each([
    [400, 'Bad Request: message to edit not found'],
    [401, 'Unauthorized'],
    [403, 'Forbidden: bot was blocked by the user'],
    [404, 'Not Found'],
    [409, 'Conflict: terminated by other getUpdates request'],
  ])('a refusal with its code and words: %i %s', async (code, description) => {
    const { api, requests } = await telegram(refusal(code, description));
    const refused = await api.editMessageText(1, 7, 'halo').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(GrammyError);
    expect(refused).toMatchObject({ error_code: code, description });
    expect(requests).toHaveLength(1);
  });

  test('a gateway’s page', async () => {
    const { api } = await telegram((response) =>
      response.writeHead(502).end('<h1>Bad Gateway</h1>'),
    );
    await expect(api.getMe()).rejects.toBeInstanceOf(HttpError);
  });

  test('a broken connection', async () => {
    const { api } = await telegram((response) => response.destroy());
    await expect(api.getMe()).rejects.toBeInstanceOf(HttpError);
  });

  test('an answer, and what was asked', async () => {
    const { api, requests } = await telegram(ok({ message_id: 7 }));
    await api.sendMessage(1, 'Rp 110.376 · “Kaos” 😀');
    expect(requests[0]).toMatchObject({ method: 'sendMessage', type: 'application/json' });
    expect(JSON.parse(String(requests[0]?.body))).toEqual({
      chat_id: 1,
      text: 'Rp 110.376 · “Kaos” 😀',
    });
  });

  test('a file, byte for byte', async () => {
    const { api, requests } = await telegram(ok({ message_id: 7 }));
    const file = randomBytes(300_000);
    await api.sendDocument(1, new InputFile(file, 'canceled-orders.xlsx'), {
      caption: 'Dibatalkan',
    });
    const { body, type } = requests[0] ?? { body: Buffer.of(), type: '' };
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': type },
    }).formData();
    const [sent] = [...form.values()].filter((value) => typeof value !== 'string');
    expect(form.get('caption')).toBe('Dibatalkan');
    expect(sent?.name).toBe('canceled-orders.xlsx');
    expect(Buffer.from((await sent?.arrayBuffer()) ?? new ArrayBuffer()).equals(file)).toBe(true);
  });

  test('a call given up while Telegram thinks', async () => {
    const { api, received } = await telegram(() => undefined);
    const giving = new AbortController();
    const call = api.getUpdates({}, giving.signal as never);
    await received();
    giving.abort();
    await expect(call).rejects.toBeInstanceOf(HttpError);
  });
});

describe('a call with a file', () => {
  const send = (api: Api, signal?: AbortSignal) =>
    api.sendDocument(1, new InputFile(Buffer.from('PK'), 'orders.xlsx'), {}, signal as never);

  test('is made again, with the whole file, when Telegram asked to wait', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'transformer-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'orders.xlsx');
    writeFileSync(path, 'PK of a file');
    for (const content of [path, Buffer.from('PK of a file')]) {
      const { api, requests } = await telegram(flood(0), flood(0), ok({ message_id: 7 }));
      const file = new InputFile(content, 'orders.xlsx');
      expect(await api.sendDocument(1, file)).toEqual({ message_id: 7 });
      const whole = requests.map(({ body }) => body.includes('PK of a file'));
      expect(whole).toEqual([true, true, true]);
    }
  });

  test('waits while its chat is to be left alone, and holds up no other chat', async () => {
    const { api, requests, waiting } = await telegram(flood(1), ok({ message_id: 7 }));
    const first = api.sendMessage(1, 'halo').then(() => 'held back');
    await waiting();
    const held = send(api).then(() => 'held back');
    const elsewhere = api.sendDocument(2, new InputFile(Buffer.from('PK'), 'b')).then(() => 'free');
    expect(await Promise.race([first, held, elsewhere])).toBe('free');
    expect(requests.map(({ method }) => method)).toEqual(['sendMessage', 'sendDocument']);
    await Promise.all([first, held]);
    expect(requests.filter(({ body }) => body.includes('orders.xlsx'))).toHaveLength(1);
  });

  test('is what its chat is left alone for, when it was the one refused', async () => {
    const { api, requests, waiting } = await telegram(flood(1), ok({ message_id: 7 }));
    const sent = send(api);
    await waiting();
    await Promise.all([sent, api.sendMessage(1, 'halo')]);
    const [refused, next] = requests;
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(950);
  });

  test('is not even begun when its chat is to be left alone for longer than a person waits', async () => {
    const { api, requests } = await telegram(flood(100));
    await expect(api.sendMessage(1, 'halo')).rejects.toMatchObject({ error_code: 429 });
    await expect(send(api)).rejects.toMatchObject({ parameters: { retry_after: 100 } });
    expect(requests).toHaveLength(1);
  });

  test('is not made again without end, nor after another refusal', async () => {
    const flooded = await telegram(flood(0));
    await expect(send(flooded.api)).rejects.toThrow('429');
    expect(flooded.requests).toHaveLength(6);
    const refused = await telegram(refusal(400, 'Bad Request: chat not found'));
    await expect(send(refused.api)).rejects.toThrow('400');
    expect(refused.requests).toHaveLength(1);
  });

  test('does not wait on when the bot is stopped', async () => {
    const { api, requests, waiting } = await telegram(flood(30));
    const stopping = new AbortController();
    const sent = send(api, stopping.signal);
    await waiting();
    stopping.abort();
    await expect(sent).rejects.toMatchObject({ name: 'HttpError', error: { name: 'AbortError' } });
    expect(requests).toHaveLength(1);
  });

  test('is not given up under way when the bot is stopped, since it may have arrived', async () => {
    const stopping = new AbortController();
    const { api } = await telegram((...asked) => {
      stopping.abort();
      setImmediate(() => ok({ message_id: 7 })(...asked));
    });
    expect(await send(api, stopping.signal)).toEqual({ message_id: 7 });
  });
});

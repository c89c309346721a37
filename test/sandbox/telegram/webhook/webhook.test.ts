import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { User } from '../../../../src/sandbox/telegram/client/player.ts';
import type { Update } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

interface Visit {
  headers: IncomingMessage['headers'];
  update: Update;
  answer(status: number, body?: string, headers?: Record<string, string>): void;
}

/** The bot's own server: keeps what is delivered, and answers when it is told to, or as it is set to. */
let visits: Visit[];
let answerAll: ((visit: Visit) => void) | undefined;
let server: Server;
let url: string;

beforeEach(async () => {
  visits = [];
  answerAll = undefined;
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const visit: Visit = {
      headers: request.headers,
      update: JSON.parse(text),
      answer: (status, body = '', headers = {}) => response.writeHead(status, headers).end(body),
    };
    visits.push(visit);
    answerAll?.(visit);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});

afterEach(async () => {
  await stage.call('deleteWebhook');
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

const say = (text: string, from?: User) => {
  const { player, ana, chat } = stage;
  return from
    ? player.privateChat(from).then((theirs) => player.say(from, theirs, text))
    : player.say(ana, chat, text);
};
const arrived = async (count: number): Promise<Visit> => {
  await expect.poll(() => visits.length, { interval: 2 }).toBe(count);
  const visit = visits.at(-1);
  if (!visit) throw new Error('Nothing arrived');
  return visit;
};
const texts = () => visits.map(({ update }) => update.message?.text);
const info = () => stage.result<Record<string, unknown>>('getWebhookInfo');
const ok = (visit: Visit) => visit.answer(200);

describe('a webhook', () => {
  test('gets updates with its secret, and those that waited for it', async () => {
    answerAll = ok;
    await say('before');
    const secret_token = 'Secret_token-1';
    expect(await stage.call('setWebhook', { url, secret_token })).toEqual({
      ok: true,
      result: true,
      description: 'Webhook was set',
    });
    await say('after');
    const { headers } = await arrived(2);
    expect(texts()).toEqual(['before', 'after']);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': 'Secret_token-1',
    });
    await expect.poll(async () => (await info())['pending_update_count']).toBe(0);
    const [, noted] = await stage.player.calls();
    expect(JSON.stringify(noted)).not.toContain('Secret_token-1');
  });

  test('gets the updates of one chat one after the other, those of two chats together', async () => {
    const budi = await stage.player.person({ first_name: 'Budi' });
    await stage.call('setWebhook', { url });
    await say('one');
    await say('two');
    await say('other', budi);
    await arrived(2);
    expect(texts()).toEqual(['one', 'other']);
    visits[0]?.answer(200);
    await arrived(3);
    expect(texts()).toEqual(['one', 'other', 'two']);
  });

  test('gets no more at the same time than it has connections', async () => {
    const budi = await stage.player.person({ first_name: 'Budi' });
    await stage.call('setWebhook', { url, max_connections: 1 });
    await say('one');
    await say('other', budi);
    const first = await arrived(1);
    expect(await info()).toMatchObject({ max_connections: 1, pending_update_count: 2 });
    first.answer(200);
    await arrived(2);
  });

  test('gets an update again, and only then the next, when it fails', async () => {
    await stage.call('setWebhook', { url });
    await say('one');
    await say('two');
    (await arrived(1)).answer(500);
    const again = await arrived(2);
    expect(await info()).toMatchObject({
      pending_update_count: 2,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
      last_error_date: expect.any(Number),
    });
    again.answer(204);
    await arrived(3);
    expect(texts()).toEqual(['one', 'one', 'two']);
    expect(visits[1]?.update.update_id).toBe(visits[0]?.update.update_id);
  });

  test('is not followed to where it points', async () => {
    await stage.call('setWebhook', { url });
    await say('one');
    (await arrived(1)).answer(302, '', { location: url });
    await arrived(2);
    expect(await info()).toMatchObject({
      last_error_message: 'Wrong response from the webhook: 302 Found',
    });
  });

  test('that is down is told of in its info', async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await stage.call('setWebhook', { url });
    await say('one');
    await expect.poll(async () => (await info())['last_error_message']).toBe('Connection refused');
    server = createServer(() => undefined);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });

  test('can get an update twice', async () => {
    answerAll = ok;
    await stage.call('setWebhook', { url });
    await stage.player.fault({ kind: 'twice' });
    await say('one');
    await arrived(2);
    expect(visits[1]?.update).toEqual(visits[0]?.update);
    await say('two');
    await arrived(3);
  });
});

describe('the answer of a webhook', () => {
  const json = { 'content-type': 'application/json' };
  const shown = async () => (await stage.player.messages(stage.chat)).map(({ text }) => text);

  it.each([
    ['JSON', json, () => JSON.stringify({ method: 'sendMessage', ...hello() })],
    [
      'a form',
      { 'content-type': 'application/x-www-form-urlencoded' },
      () => new URLSearchParams({ method: 'sendmessage', ...hello() }).toString(),
    ],
  ])('can be a call, as %s', async (_, headers, body) => {
    answerAll = (visit) => visit.answer(200, body(), headers);
    await stage.call('setWebhook', { url });
    await say('hi');
    await expect.poll(shown).toEqual(['hi', 'hello']);
    expect((await stage.player.calls()).at(-1)).toMatchObject({
      method: 'sendMessage',
      outcome: 'ok',
      params: { text: 'hello' },
    });
    expect(await stage.player.violations()).toEqual([]);
  });

  test('changes no webhook, and may be anything else', async () => {
    const answers = ['{"method":"deleteWebhook"}', '{"method":', '{"method":"getMe"}', 'ok'];
    answerAll = (visit) => visit.answer(200, answers.shift(), json);
    await stage.call('setWebhook', { url });
    for (const text of ['one', 'two', 'three', 'four']) await say(text);
    await arrived(4);
    await expect.poll(async () => (await info())['pending_update_count']).toBe(0);
    expect(await info()).toMatchObject({ url });
    expect(await info()).not.toHaveProperty('last_error_message');
  });

  const hello = () => ({ chat_id: String(stage.chat.id), text: 'hello' });
});

describe('setting a webhook', () => {
  test('ends an open poll', async () => {
    const open = stage.call('getUpdates', { timeout: 30 });
    await expect.poll(() => stage.sandbox.world.updates.polled).toBe(true);
    await stage.call('setWebhook', { url });
    expect(await open).toMatchObject({
      error_code: 409,
      description: 'Conflict: terminated by setWebhook request',
    });
  });

  test('refuses further polls', async () => {
    await stage.call('setWebhook', { url });
    expect(await stage.call('getUpdates')).toMatchObject({
      error_code: 409,
      description:
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    });
  });

  test('once more the same changes nothing', async () => {
    await stage.call('setWebhook', { url, secret_token: 'a' });
    expect(await stage.call('setWebhook', { url, secret_token: 'a' })).toMatchObject({
      description: 'Webhook is already set',
    });
    expect(await stage.call('setWebhook', { url, secret_token: 'b' })).toMatchObject({
      description: 'Webhook was set',
    });
  });

  test('can drop what waited, and say what to send', async () => {
    await say('old');
    const wanted = { url, drop_pending_updates: true, allowed_updates: ['callback_query'] };
    await stage.call('setWebhook', wanted);
    await say('not wanted');
    expect(await info()).toMatchObject({
      url,
      has_custom_certificate: false,
      pending_update_count: 0,
      max_connections: 40,
      ip_address: '127.0.0.1',
      allowed_updates: ['callback_query'],
    });
    await stage.call('setWebhook', { url, allowed_updates: [] });
    expect(visits).toEqual([]);
  });

  it.each([
    [{ url: 'http://shop.example' }, 'bad webhook: An HTTPS URL must be provided for webhook'],
    [{ url: 'https://' }, 'invalid webhook URL specified'],
    [{ secret_token: 'a'.repeat(257) }, 'secret token is too long'],
    [{ secret_token: 'a b' }, 'secret token contains unallowed characters'],
  ])('with %j is refused, and the old one is gone', async (wrong, why) => {
    await stage.call('setWebhook', { url });
    expect(await stage.call('setWebhook', { url, ...wrong })).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${why}`,
    });
    expect(await info()).toMatchObject({ url: '' });
  });
});

test('without a webhook updates can be fetched again', async () => {
  await stage.call('setWebhook', { url });
  expect(await stage.call('deleteWebhook')).toMatchObject({ description: 'Webhook was deleted' });
  expect(await stage.call('setWebhook', { url: '' })).toMatchObject({
    description: 'Webhook is already deleted',
  });
  await say('hi');
  expect(await stage.result<Update[]>('getUpdates')).toMatchObject([{ message: { text: 'hi' } }]);
  expect(await info()).toEqual({
    url: '',
    has_custom_certificate: false,
    pending_update_count: 1,
  });
});

import { request } from 'node:http';
import { describe, expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();

interface Sent {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** By hand, since fetch sets Host and Origin itself. */
function send(path: string, { method = 'GET', body, headers = {} }: Sent = {}) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(`${stage.sandbox.url}/sandbox${path}`, { method, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const post = (path: string, body: unknown) =>
  send(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });

const anonymous = { from: 710000001, text: 'hi', anonymous: true };
const forged = { from: 710000001, message_id: 1, callback_data: 'x' };

describe('the interface of the sandbox', () => {
  it.each([
    ['host', 'evil.example'],
    ['host', 'localhost.evil.example:80'],
    ['origin', 'https://evil.example'],
    ['origin', 'null'],
    ['origin', 'http://127.0.0.1:1'],
  ])('refuses a foreign %s: %s', async (name, value) => {
    const answer = await send('/state', { headers: { [name]: value } });
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining('error') });
  });

  test('answers under any name of this machine, and to its own pages', async () => {
    const headers = { host: 'localhost:8081', origin: 'http://localhost:8081' };
    expect(await send('/state', { headers })).toMatchObject({ status: 200 });
  });

  it.each([
    ['broken JSON', '/people', '{"first_name":', 400],
    ['a person without a name', '/people', {}, 400],
    ['a person with a field too many', '/people', { first_name: 'A', is_bot: true }, 400],
    ['a group without a title', '/chats', { type: 'group', members: [710000001] }, 400],
    ['a chat with nobody', '/chats', { type: 'private', members: [] }, 400],
    ['a chat with somebody unknown', '/chats', { type: 'private', members: [5] }, 404],
    ['words in an unknown chat', '/chats/5/messages', { from: 710000001, text: 'hi' }, 404],
    ['words by a stranger', '/chats/710000001/messages', { from: 5, text: 'hi' }, 404],
    ['empty words', '/chats/710000001/messages', { from: 710000001, text: '  ' }, 400],
    [
      'a reply to nothing',
      '/chats/710000001/messages',
      { from: 710000001, text: 'hi', reply_to_message_id: 99 },
      404,
    ],
    ['a press on nothing', '/chats/710000001/presses', { from: 710000001, message_id: 99 }, 404],
    ['a fault of no kind', '/faults', { method: '*', kind: 'fire' }, 400],
    ['a path trick', '/chats/..%2f..%2fetc/messages', { from: 710000001, text: 'hi' }, 404],
    ['something huge', '/people', { first_name: 'x'.repeat(2_000_000) }, 413],
    ['JSON that is no object', '/people', '[]', 400],
    ['a member of no chat', '/chats/5/members', { person: 710000001 }, 404],
    ['an unknown member', '/chats/710000001/members', { person: 5 }, 400],
    ['an upgrade of a private chat', '/chats/710000001/upgrade', {}, 400],
    ['a topic in a private chat', '/chats/710000001/topics', { name: 'A' }, 400],
    ['a stranger who blocks the bot', '/people/5/block', {}, 404],
    ['an anonymous hint in private', '/chats/710000001/messages', anonymous, 400],
    ['a press in no chat', '/chats/5/presses', { from: 710000001, message_id: 1 }, 404],
    ['too many presses', '/chats/710000001/presses', { ...forged, times: 101 }, 400],
    ['a press by a stranger', '/chats/710000001/presses', { ...forged, from: 5 }, 404],
    ['an update fault of no kind', '/faults', { kind: 'twice', update: 'poll' }, 400],
    ['a fault for ever and a day', '/faults', { kind: 'late', ms: 1e9 }, 400],
    ['limits neither on nor off', '/limits', { on: 'maybe' }, 400],
    ['the age of no message', '/chats/710000001/messages/99/age', {}, 404],
    ['a file without a name', '/chats/710000001/documents?from=710000001', 'x', 400],
    ['a file of a stranger', '/chats/710000001/documents?from=5&file_name=a', 'x', 404],
    ['an empty file', '/chats/710000001/documents?from=710000001&file_name=a', '', 400],
  ])('answers %s with a clear error and changes nothing', async (_, path, body, status) => {
    const before = await send('/state');
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error: expect.stringMatching(/.+/) });
    expect(await send('/state')).toEqual(before);
    expect(await send('/chats/710000001/messages')).toMatchObject({ body: '[]' });
    expect(await send('/faults')).toMatchObject({ body: '[]' });
    expect(await send('/updates')).toMatchObject({ body: '[]' });
  });

  it.each([
    ['PATCH', '/people/5', { first_name: 'A' }, 404],
    ['PATCH', '/people/710000001', { first_name: '' }, 400],
    ['PATCH', '/people/710000001', { first_name: null }, 400],
    ['PATCH', '/people/710000001', { is_bot: true }, 400],
    ['PATCH', '/chats/710000001/members/710000001', { status: 'member' }, 400],
    ['PATCH', '/chats/710000001/members/710000001', { status: 'king' }, 400],
    ['DELETE', '/chats/710000001/members/710000001', undefined, 400],
    ['DELETE', '/chats/5/members/710000001', undefined, 404],
    ['DELETE', '/faults/7', undefined, 404],
    ['GET', '/chats/5', undefined, 404],
    ['GET', '/calls?limit=all', undefined, 400],
    ['GET', '/calls?colour=red', undefined, 400],
    ['GET', '/nothing', undefined, 404],
  ])('refuses %s %s with %j', async (method, path, body, status) => {
    const before = await send('/state');
    const answer = await send(path, { method, ...(body && { body: JSON.stringify(body) }) });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({ error: expect.stringMatching(/.+/) });
    expect(await send('/state')).toEqual(before);
  });

  test('gives a person an id, or takes a free one that is asked for', async () => {
    const { player } = stage;
    expect(await player.person({ id: 42, first_name: 'Budi', language_code: 'id' })).toEqual({
      id: 42,
      is_bot: false,
      first_name: 'Budi',
      language_code: 'id',
    });
    await expect(player.person({ id: 42, first_name: 'Citra' })).rejects.toThrow('409');
  });

  test('has one private chat for each person', async () => {
    expect(await stage.player.privateChat(stage.ana)).toEqual(stage.chat);
    expect((await stage.player.state()).chats).toHaveLength(1);
  });

  test('shows the messages of several chats at once, and leaves out those that are not there', async () => {
    const { player, ana, chat } = stage;
    const group = await player.group({ title: 'Toko', type: 'supergroup', members: [ana] });
    await player.say(ana, chat, 'hi');
    const read = async (chats: string) =>
      (await fetch(`${stage.sandbox.url}/sandbox/messages?chats=${chats}`)).json();
    expect(await read(`${chat.id},${group.id},5`)).toEqual({
      [chat.id]: await player.messages(chat),
      [group.id]: await player.messages(group),
    });
    for (const chats of ['', 'x', '1,', Array(101).fill(1).join()])
      expect(await read(chats)).toEqual({ error: expect.any(String) });
  });

  test('numbers chats and messages as Telegram does', async () => {
    const { player, ana, chat } = stage;
    const group = await player.group({ title: 'A', type: 'group', members: [ana] });
    const supergroup = await player.group({ title: 'B', type: 'supergroup', members: [ana] });
    expect(group.id).toBeLessThan(0);
    expect(String(supergroup.id)).toMatch(/^-100\d{10}$/);
    const inGroup = await player.say(ana, group, 'one');
    const inPrivate = await player.say(ana, chat, 'two');
    const inSupergroup = await player.say(ana, supergroup, 'three');
    expect(inPrivate.message_id).toBe(inGroup.message_id + 1);
    expect(inSupergroup.message_id).toBe(2);
  });

  test('streams what happens', async () => {
    const events = await fetch(`${stage.sandbox.url}/sandbox/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await stage.call('sendChatAction', { chat_id: stage.chat.id, action: 'typing' });
    let seen = '';
    while (!seen.includes('event: call')) {
      const chunk = await reader?.read();
      if (chunk?.done !== false) break;
      seen += chunk.value;
    }
    expect(seen).toContain('event: action');
    expect(seen).toContain(`{"chat_id":${stage.chat.id},"action":"typing"}`);
    await reader?.cancel();
  });
});

describe('a fault', () => {
  const message = () => stage.call('sendMessage', { chat_id: stage.chat.id, text: 'hi' });
  const shown = async () => (await stage.player.messages(stage.chat)).length;

  test('throttles the next call with a time to wait, once', async () => {
    await stage.player.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 7 });
    expect(await message()).toEqual({
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 7',
      parameters: { retry_after: 7 },
    });
    expect(await message()).toMatchObject({ ok: true });
    expect(await shown()).toBe(1);
  });

  test('is a broken gateway that answers with HTML', async () => {
    await stage.player.fault({ method: '*', kind: 'error', status: 502, times: 2 });
    await expect(message()).rejects.toThrow('JSON');
    await expect(message()).rejects.toThrow('JSON');
    expect(await message()).toMatchObject({ ok: true });
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('cuts the connection %s the effect', async (when, messages) => {
    await stage.player.fault({ method: 'sendMessage', kind: 'cut', when });
    await expect(message()).rejects.toThrow('fetch failed');
    expect(await shown()).toBe(messages);
  });

  test('meets only the method that it is meant for', async () => {
    await stage.player.fault({ method: 'editMessageText', kind: 'delay', ms: 60_000 });
    expect(await message()).toMatchObject({ ok: true });
  });
});

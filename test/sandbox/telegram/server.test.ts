import { describe, expect, it, test } from 'vitest';
import { setStage } from './stage.ts';

const stage = setStage();

async function get(path: string, init: RequestInit = {}): Promise<[number, unknown]> {
  const response = await fetch(stage.sandbox.url + path, init);
  return [response.status, await response.json()];
}

const bot = (token = stage.sandbox.token) => `/bot${token}`;

describe('the Bot API', () => {
  test('tells the bot who it is', async () => {
    const [status, body] = await get(`${bot()}/getMe`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      result: { id: Number.parseInt(stage.sandbox.token, 10), is_bot: true, can_join_groups: true },
    });
  });

  it.each([
    ['a wrong token', '/bot123:wrong/getMe', 401, 'Unauthorized'],
    ['a malformed token', '/botwrong/getMe', 404, 'Not Found'],
    ['no method', '/bot123:wrong', 404, 'Not Found'],
  ])('refuses %s', async (_, path, code, description) => {
    expect(await get(path)).toEqual([code, { ok: false, error_code: code, description }]);
  });

  test('does not know a method that is not in the reference', async () => {
    expect(await get(`${bot()}/sendTelegram`)).toMatchObject([404, { ok: false, error_code: 404 }]);
  });

  test('refuses a method that it does not imitate, and notes it', async () => {
    expect(await stage.call('sendDice', { chat_id: 1 })).toMatchObject({ error_code: 400 });
    expect(await stage.player.violations()).toEqual([
      { method: 'sendDice', parameter: '', why: "the sandbox doesn't imitate this method" },
    ]);
  });

  test('takes parameters from the address, a form and JSON, in any case of the method', async () => {
    const { id } = stage.chat;
    const fields = { chat_id: String(id), text: 'hi' };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(fields)) multipart.set(name, value);
    const answers = await Promise.all([
      get(`${bot()}/sendmessage?chat_id=${id}&text=hi`),
      get(`${bot()}/SendMessage`, { method: 'POST', body: new URLSearchParams(fields) }),
      get(`${bot()}/sendMessage`, { method: 'POST', body: multipart }),
    ]);
    for (const [status, body] of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ result: { text: 'hi', chat: { id } } });
    }
    expect(await stage.player.violations()).toEqual([]);
  });

  it.each(['', 'null', '[]', '{"chat_id":'])(
    'takes a body of "%s" for no parameters',
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const sent = { method: 'POST', headers, body };
      expect(await get(`${bot()}/getMe`, sent)).toMatchObject([200, { ok: true }]);
      expect(await get(`${bot()}/sendMessage`, sent)).toMatchObject([400, { error_code: 400 }]);
    },
  );

  test('overlooks unknown parameters as Telegram does, but notes them', async () => {
    const { chat } = stage;
    const answer = await stage.call('sendMessage', { chat_id: chat.id, text: 'hi', colour: 'red' });
    expect(answer.ok).toBe(true);
    expect(await stage.player.violations()).toEqual([
      { method: 'sendMessage', parameter: 'colour', why: 'the method has no such parameter' },
    ]);
  });

  test('logs every call with its answer, without the token', async () => {
    await stage.call('sendMessage', { chat_id: 1, text: 'hi' });
    const [call] = await stage.player.calls();
    expect(call).toMatchObject({
      method: 'sendMessage',
      params: { chat_id: 1, text: 'hi' },
      status: 400,
      response: { description: 'Bad Request: chat not found' },
    });
    expect(JSON.stringify(call)).not.toContain(stage.sandbox.token.split(':')[1]);
  });

  test('gives a file back by getFile, byte for byte', async () => {
    const bytes = Buffer.from([0, 13, 10, 255, 45, 45]);
    const form = new FormData();
    form.set('chat_id', String(stage.chat.id));
    form.set('document', new Blob([bytes]), 'a.xlsx');
    const [, sent] = await get(`${bot()}/sendDocument`, { method: 'POST', body: form });
    const { file_id } = (sent as { result: { document: { file_id: string } } }).result.document;
    const { file_path } = await stage.result<{ file_path: string }>('getFile', { file_id });
    const file = await fetch(`${stage.sandbox.url}/file${bot()}/${file_path}`);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
    expect(await get(`/file${bot()}/documents/other`)).toMatchObject([404, { ok: false }]);
  });
});

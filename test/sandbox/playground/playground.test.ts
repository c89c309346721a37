import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/sandbox/free-port.ts';
import { type Playground, startPlayground } from '../../../src/sandbox/playground/playground.ts';
import type { BotView } from '../../../src/sandbox/playground/playground-routes.ts';
import { Player } from '../../../src/sandbox/telegram/client/player.ts';
import { heard, waitForBot } from './heard.ts';

let playground: Playground;
let player: Player;

beforeAll(async () => {
  playground = await startPlayground({
    environment: { LOCALE: 'en' },
    say: () => undefined,
    port: await freePort(),
    withBot: true,
  });
  player = new Player(playground.url);
});

afterAll(() => playground.close());

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(playground.url + path, init);
const post = (path: string, body?: string): Promise<Response> =>
  ask(path, { method: 'POST', ...(body !== undefined && { body }) });
const bot = async (): Promise<BotView> => (await (await ask('/bot')).json()) as BotView;
const isUp = (view: BotView): boolean => view.running && view.speaks;

/** Everything that a bad request could have changed. */
async function everything(): Promise<unknown> {
  const [counts, faults] = await Promise.all(
    ['/ngorder/counts', '/ngorder/faults'].map(async (path) => (await ask(path)).json()),
  );
  return { state: await player.state(), counts, faults, copies: (await bot()).copies };
}

describe("the bot's process", () => {
  beforeEach(async () => {
    if (!(await bot()).running) await post('/bot/start');
    await waitForBot(playground.url, isUp);
  });

  test('is told of: its number, since when it runs, and who may do what in the shop', async () => {
    const { kept, running, copies, roles = {} } = await bot();
    expect({ kept, running }).toEqual({ kept: true, running: true });
    expect(copies).toEqual([{ pid: expect.any(Number), since: expect.any(Number) }]);
    expect(Object.keys(roles)).toEqual(playground.forBot.OWNER_IDS.split(','));
    expect(new Set(Object.values(roles))).toEqual(new Set(['owner']));
  });

  test('can be killed and started again, and those who watch hear of both', async () => {
    const [copy] = (await bot()).copies;
    const watch = await heard(playground.url);
    expect(await (await post('/bot/kill')).json()).toMatchObject({
      running: false,
      copies: [],
      ended: { pid: copy?.pid, by: 'kill' },
    });
    expect(() => process.kill(copy?.pid ?? 0, 0)).toThrow();
    expect((await post('/bot/start')).status).toBe(200);
    await watch.until('bot', ({ speaks }) => speaks === true);
    expect(watch.of('bot').map(({ running, speaks }) => [running, speaks])).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
    watch.stop();
    expect((await bot()).copies[0]?.pid).not.toBe(copy?.pid);
  });

  test('ends when asked to', async () => {
    expect(await (await post('/bot/stop')).json()).toMatchObject({
      running: false,
      ended: { by: 'stop' },
    });
  });

  test("can't be started twice, nor ended when it doesn't run", async () => {
    expect((await post('/bot/start')).status).toBe(409);
    const { copies } = await bot();
    expect(copies).toHaveLength(1);
    await post('/bot/kill');
    for (const action of ['kill', 'stop', 'second']) {
      expect((await post(`/bot/${action}`)).status).toBe(409);
    }
  });

  test('refuses a second copy beside it, and its words are shown', async () => {
    const { copies } = (await (await post('/bot/second')).json()) as BotView;
    expect(copies).toHaveLength(2);
    expect((await post('/bot/second')).status).toBe(409);
    const after = await waitForBot(playground.url, (view) => view.copies.length === 1);
    expect(after.copies[0]).toEqual(copies[0]);
    expect(after.ended).toMatchObject({ pid: copies[1]?.pid, by: 'itself' });
    expect(after.ended?.words).toContain(`in use by process ${copies[0]?.pid}`);
  });
});

test('starting over brings back people, chats, orders and the bot’s memory, and nothing else stays', async () => {
  if (!(await bot()).running) await post('/bot/start');
  await waitForBot(playground.url, isUp);
  const before = await player.state();
  const counts = await (await ask('/ngorder/counts')).json();
  const [sari] = before.people;
  if (!sari) throw new Error('Nobody is there');
  const chat = await player.privateChat(sari);
  await player.say(sari, chat, '/cancel 1338');
  const question = await player.waitFor(chat, (messages) =>
    messages.find(({ reply_markup }) => reply_markup?.inline_keyboard),
  );
  await player.press(sari, question, 'Yes, cancel order');
  await player.waitFor(chat, (messages) => messages.find(({ text }) => text?.includes('Canceled')));
  await player.person({ first_name: 'Joko' });
  await post('/ngorder/faults', JSON.stringify({ kind: 'broken' }));
  await player.limitRates(true);
  const copy = (await bot()).copies[0];

  const { copies } = (await (await post('/start-over')).json()) as BotView;
  expect(copies).toHaveLength(1);
  expect(copies[0]?.pid).not.toBe(copy?.pid);
  expect(await player.state()).toEqual(before);
  expect(await player.messages(chat)).toEqual([]);
  expect(await (await ask('/ngorder/counts')).json()).toEqual(counts);
  expect(await (await ask('/ngorder/faults')).json()).toEqual([]);
  expect(await (await ask('/sandbox/limits')).json()).toEqual({ on: false });

  await waitForBot(playground.url, isUp);
  await player.say(sari, chat, '/cancel 1338');
  await player.waitFor(chat, (messages) =>
    messages.find(({ reply_markup }) => reply_markup?.inline_keyboard),
  );
});

test('two who start over at once start over once', async () => {
  const answers = await Promise.all([post('/start-over'), post('/start-over')]);
  const [first, second] = await Promise.all(
    answers.map(async (answer) => (await answer.json()) as BotView),
  );
  expect(first).toEqual(second);
  expect((await bot()).copies).toHaveLength(1);
});

describe('what is sent to the page’s address', () => {
  test('reaches both sandboxes and joins their events in one stream', async () => {
    const watch = await heard(playground.url);
    const [sari] = (await player.state()).people;
    if (!sari) throw new Error('Nobody is there');
    await player.say(sari, await player.privateChat(sari), 'halo');
    await post('/ngorder/orders/1343/move', JSON.stringify({ to: 'CANCEL' }));
    await watch.until('message', ({ message }) => message !== undefined);
    expect(await watch.until('ngorder-order', () => true)).toMatchObject({
      orderId: 1343,
      place: 'CANCEL',
    });
    watch.stop();
  });

  test.for([
    '/sandbox/../ngorder/counts',
    '/sandbox/../bot7100000001:x/getMe',
    '/sandbox/%2e%2e/ngorder/counts',
    '/sandbox/..%2fbot',
    '/ngorder/..\\..\\package.json',
    '//sandbox/state',
    '/../../../etc/passwd',
    '/@fs//etc/passwd',
    '/%2e%2e/page-server.ts',
    '/etc/passwd',
    '/bot/../start-over',
    '/bot/destroy',
    '/nowhere',
  ])('finds nothing at %s', async (path) => {
    const before = await everything();
    for (const method of ['GET', 'POST']) {
      const { status, body } = await raw(path, { method });
      expect([403, 404]).toContain(status);
      expect(body).not.toContain('root:');
      expect(body).not.toContain('startPageServer');
    }
    expect(await everything()).toEqual(before);
  });

  test('gets nothing out of the files around the page', async () => {
    const secret = fileURLToPath(new URL('../../../package.json', import.meta.url));
    const known = await readFile(secret, 'utf8');
    const { body } = await raw(`/@fs${secret}`, { method: 'GET' });
    expect(body).not.toContain(known.slice(0, 40));
  });

  test.for(['http://example.com', 'null', 'http://127.0.0.1:1'])(
    'is refused from the origin %s',
    async (origin) => {
      const before = await everything();
      for (const path of ['/bot/kill', '/start-over', '/ngorder/reset', '/sandbox/reset']) {
        const answer = await ask(path, { method: 'POST', headers: { origin } });
        expect(answer.status).toBe(403);
      }
      expect(await everything()).toEqual(before);
    },
  );

  test('is refused under a foreign name', async () => {
    for (const path of ['/', '/bot', '/events', '/sandbox/state']) {
      expect(await raw(path, { method: 'GET', headers: { host: 'example.com' } })).toMatchObject({
        status: 403,
      });
    }
  });

  test('is refused when it is broken JSON, or names what isn’t there', async () => {
    const before = await everything();
    const bad = [
      '/bot/kill',
      '/start-over',
      '/ngorder/faults',
      '/ngorder/orders/1338/move',
      '/sandbox/people',
      '/sandbox/faults',
    ];
    for (const path of bad) expect([path, (await post(path, '{"a":')).status]).toEqual([path, 400]);
    const person = JSON.stringify({ from: 999, text: 'x' });
    expect((await post('/sandbox/chats/999/messages', person)).status).toBe(404);
    expect(await everything()).toEqual(before);
  });

  test.for(['/sandbox/people', '/ngorder/faults', '/bot/kill', '/start-over'])(
    'is refused at %s when it is 60 MB long, announced or not',
    async (path) => {
      const before = await everything();
      const body = Buffer.alloc(60 * 1024 * 1024, 'x');
      expect((await ask(path, { method: 'POST', body })).status).toBe(413);
      const chunked = await raw(path, { method: 'POST', body });
      expect(chunked.status).toBe(413);
      expect(await everything()).toEqual(before);
    },
  );
});

interface Raw {
  method: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** A request whose path and headers go out as they are; a body goes in chunks without its length. */
async function raw(
  path: string,
  { method, headers = {}, body }: Raw,
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(playground.url);
  const asked = request({ hostname, port, path, method, headers, agent: false });
  const answered = once(asked, 'response');
  // Who is answered before having said everything finds the connection closed: the answer is what counts.
  asked.on('error', () => undefined);
  if (body) {
    asked.setHeader('transfer-encoding', 'chunked');
    for (let at = 0; at < body.length; at += 1024 * 1024)
      asked.write(body.subarray(at, at + 1024 * 1024));
  }
  asked.end();
  const [answer] = await answered;
  let text = '';
  if (!String(answer.headers['content-type']).includes('event-stream'))
    for await (const chunk of answer) text += chunk;
  else answer.destroy();
  return { status: answer.statusCode, body: text };
}

test('tells who has joined the team, and as what', async () => {
  if (!(await bot()).running) await post('/bot/start');
  await waitForBot(playground.url, isUp);
  const { people } = await player.state();
  const { roles = {} } = await bot();
  const owner = people.find(({ id }) => id in roles);
  const other = people.find(({ id, is_bot }) => !(id in roles) && !is_bot);
  if (owner === undefined || other === undefined) throw new Error('Nobody is there');
  const alone = await player.privateChat(owner);
  await player.say(owner, alone, '/team');
  const shown = (what: RegExp) =>
    player.waitFor(alone, (messages) => messages.findLast(({ text = '' }) => what.test(text)));
  const team = await shown(/Toko/);
  await player.pressData(owner, team, 'I:o:1');
  const invitation = await shown(/start=inv-/);
  const payload = /start=([\w-]+)/.exec(invitation.text ?? '')?.[1];
  await player.say(other, await player.privateChat(other), `/start ${payload}`);
  const after = await waitForBot(playground.url, (view) => other.id in (view.roles ?? {}));
  expect(after.roles?.[other.id]).toBe('operator');
});

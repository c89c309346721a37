import { EventEmitter, once } from 'node:events';
import { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { pino } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BotTokenRejected, poll } from '../../src/delivery/polling.ts';
import { Player } from '../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../src/sandbox/telegram/server.ts';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import { ok, type Reply, refusal, telegram } from '../telegram/telegram-server.ts';

const askedFor = ({ body }: { body: Buffer }) => JSON.parse(String(body));

/** Nothing happens for a long time; a request that doesn't wait is answered. */
const quiet: Reply = (response, request) => {
  if (askedFor(request).timeout === 0) ok([])(response, request);
};
const updatesOf = (...ids: number[]) => ok(ids.map((update_id) => ({ update_id })));

/** Polls until the test ends; `stop` ends it before. */
function polling(api: Api, store: (updates: readonly Update[]) => void = () => undefined) {
  const events = new EventEmitter();
  const taken: number[] = [];
  const pauses: number[] = [];
  const stopping = new AbortController();
  const write = (line: string) => {
    const { pauseMs } = JSON.parse(line);
    if (pauseMs !== undefined) pauses.push(pauseMs);
    events.emit('pausing');
  };
  const accept = async (updates: readonly Update[]) => {
    store(updates);
    taken.push(...updates.map(({ update_id }) => update_id));
    events.emit('taken');
  };
  const log = pino({ level: 'warn' }, { write });
  const done = poll({ api, accept, log }, stopping.signal);
  const stop = () => {
    stopping.abort();
    return done;
  };
  onTestFinished(() => stop().catch(() => undefined));
  return {
    taken,
    pauses,
    done,
    stop,
    async takes(count: number) {
      while (taken.length < count) await once(events, 'taken');
    },
    async pausesOften(count: number) {
      while (pauses.length < count) await once(events, 'pausing');
    },
  };
}

describe('fetching updates', () => {
  test('asks for what comes after the last one, and only for what the bot handles', async () => {
    const { api, requests, received } = await telegram(updatesOf(7, 8), updatesOf(9), quiet);
    const { taken, takes } = polling(api);
    await takes(3);
    if (requests.length < 3) await received();
    expect(taken).toEqual([7, 8, 9]);
    expect(requests.map((request) => askedFor(request).offset)).toEqual([0, 9, 10]);
    expect(askedFor(requests[0] ?? { body: Buffer.of() })).toEqual({
      offset: 0,
      timeout: 30,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  test('acknowledges what it took when it is stopped, and takes nothing more', async () => {
    const { api, requests, received } = await telegram(updatesOf(7), quiet, updatesOf(8));
    const { taken, takes, stop } = polling(api);
    await takes(1);
    if (requests.length < 2) await received();
    await stop();
    expect(taken).toEqual([7]);
    expect(requests).toHaveLength(3);
    expect(askedFor(requests[2] ?? { body: Buffer.of() })).toEqual({
      offset: 8,
      limit: 1,
      timeout: 0,
    });
  });

  test('ends within a moment though Telegram no longer answers', async () => {
    const { api, requests, received } = await telegram(updatesOf(7), () => undefined);
    const { takes, stop } = polling(api);
    await takes(1);
    if (requests.length < 2) await received();
    await stop();
    expect(requests).toHaveLength(3);
  });

  test('that has taken nothing acknowledges nothing', async () => {
    const { api, requests, received } = await telegram(quiet);
    const { stop } = polling(api);
    if (requests.length < 1) await received();
    await stop();
    expect(requests).toHaveLength(1);
  });

  test('hands each update over once, and leaves none behind for the next start', async () => {
    const sandbox = await startTelegramSandbox();
    onTestFinished(() => sandbox.close());
    const play = new Player(sandbox.url);
    const sari = await play.person({ first_name: 'Sari' });
    const chat = await play.privateChat(sari);
    const { taken, takes, stop } = polling(new Api(sandbox.token, { apiRoot: sandbox.url }));
    for (const text of ['/start', '/help', '/cancel']) await play.say(sari, chat, text);
    await takes(3);
    await stop();
    expect(new Set(taken).size).toBe(3);
    expect(taken).toHaveLength(3);
    expect(sandbox.world.updates.pending).toBe(0);
  });
});

describe('trouble', () => {
  test('is waited out, of whatever kind it is', async () => {
    const troubles: Reply[] = [
      refusal(409, 'Conflict: terminated by other getUpdates request'),
      refusal(500, 'Internal Server Error'),
      (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'),
      (response) => response.destroy(),
    ];
    const waitOut = async (trouble: Reply) => {
      const { api } = await telegram(trouble, updatesOf(7), quiet);
      const { taken, pauses, takes } = polling(api);
      await takes(1);
      return { taken, pauses };
    };
    const seen = await Promise.all(troubles.map(waitOut));
    expect(seen).toEqual(troubles.map(() => ({ taken: [7], pauses: [1000] })));
  });

  test('that lasts is asked about less and less often, and a stop waits for no pause', async () => {
    const { api, requests } = await telegram(refusal(500, 'Internal Server Error'));
    const { pauses, pausesOften, stop } = polling(api);
    await pausesOften(2);
    await stop();
    expect(pauses).toEqual([1000, 2000]);
    expect(requests).toHaveLength(2);
  });

  test('of the database acknowledges nothing: the updates are fetched again', async () => {
    const { api, requests, received } = await telegram(updatesOf(7), updatesOf(7), quiet);
    let ill = true;
    const { taken, takes } = polling(api, () => {
      if (ill) {
        ill = false;
        throw new Error('disk full');
      }
    });
    await takes(1);
    if (requests.length < 3) await received();
    expect(taken).toEqual([7]);
    expect(requests.map((request) => askedFor(request).offset)).toEqual([0, 0, 8]);
  });
});

describe('an outage of the database', () => {
  test('is over for the chats as soon as it is over: the pauses do not grow', async () => {
    const { api } = await telegram(updatesOf(7));
    const { pauses, pausesOften, stop } = polling(api, () => {
      throw new DatabaseUnavailable('the disk is full');
    });
    await pausesOften(3);
    await stop();
    expect(pauses).toEqual([1000, 1000, 1000]);
  });
});

describe('a token that Telegram refuses', () => {
  test.each([
    [401, 'Unauthorized'],
    [404, 'Not Found'],
  ])('ends it: %i %s', async (code, description) => {
    const { api, requests } = await telegram(refusal(code, description));
    await expect(polling(api).done).rejects.toBeInstanceOf(BotTokenRejected);
    expect(requests).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Message } from '../../../../src/sandbox/telegram/types.ts';
import { UpdateQueue } from '../../../../src/sandbox/telegram/world/updates.ts';

const staying = new AbortController().signal;
const chat = { id: 5, type: 'private' } as const;
const message: Message = { message_id: 1, chat, date: 0 };
const ids = (updates: { update_id: number }[]) => updates.map(({ update_id }) => update_id);

describe('updates', () => {
  let queue: UpdateQueue;
  let first: number;
  const poll = (request: Partial<{ offset: number; limit: number; timeout: number }> = {}) =>
    queue.poll({ offset: 0, limit: 100, timeout: 0, ...request }, staying);

  beforeEach(() => {
    vi.useFakeTimers();
    queue = new UpdateQueue();
    first = queue.push('message', message)?.update_id ?? 0;
    queue.push('message', message);
    queue.push('message', message);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('are given again until a higher offset acknowledges them', async () => {
    expect(ids(await poll())).toEqual([first, first + 1, first + 2]);
    expect(ids(await poll({ offset: first + 1 }))).toEqual([first + 1, first + 2]);
    expect(ids(await poll())).toEqual([first + 1, first + 2]);
    expect(ids(await poll({ limit: 1 }))).toEqual([first + 1]);
  });

  test('can be asked for from the end', async () => {
    expect(ids(await poll({ offset: -1 }))).toEqual([first + 2]);
    expect(ids(await poll())).toEqual([first + 2]);
  });

  test('with an offset from the far future are all given', async () => {
    expect(ids(await poll({ offset: first + 1000 }))).toHaveLength(3);
  });

  test('are awaited for as long as the timeout says', async () => {
    queue.clear();
    const empty = poll({ timeout: 30 });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await empty).toEqual([]);
    const waiting = poll({ timeout: 30 });
    queue.push('message', message);
    expect(await waiting).toHaveLength(1);
  });

  test('go to the newer of two pollers, the older one gets a conflict', async () => {
    queue.clear();
    const older = expect(poll({ timeout: 30 })).rejects.toMatchObject({
      code: 409,
      message:
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    const newer = poll({ timeout: 30 });
    await older;
    queue.push('message', message);
    expect(await newer).toHaveLength(1);
  });

  test('are still there for the next poller when one hangs up', async () => {
    queue.clear();
    const hangUp = new AbortController();
    const lost = queue.poll({ offset: 0, limit: 100, timeout: 30 }, hangUp.signal);
    hangUp.abort();
    queue.push('message', message);
    expect(await lost).toEqual([]);
    expect(await poll()).toHaveLength(1);
  });

  test('of kinds that the bot did not ask for are not kept', async () => {
    queue.allow(['callback_query']);
    expect(queue.push('message', message)).toBeUndefined();
    queue.allow([]);
    expect(queue.push('message', message)).toBeDefined();
  });

  test('that happen at the same moment are fetched together', async () => {
    queue.clear();
    const waiting = poll({ timeout: 30 });
    queue.push('message', message);
    queue.push('message', message);
    expect(await waiting).toHaveLength(2);
  });

  test('may be handed out once more after they were acknowledged', async () => {
    queue.clear();
    const twice = queue.push('message', message, { twice: true })?.update_id ?? 0;
    queue.push('message', message);
    expect(ids(await poll())).toEqual([twice, twice + 1]);
    expect(ids(await poll({ offset: twice + 2 }))).toEqual([twice]);
    expect(ids(await poll({ offset: twice + 2 }))).toEqual([]);
  });

  test('are lost when too many wait', () => {
    queue.clear();
    for (let count = 0; count < 100_000; count += 1) queue.push('message', message);
    expect(queue.push('message', message)).toBeUndefined();
    expect(queue.pending).toBe(100_000);
  });

  test('wait a day, presses only 150 seconds', async () => {
    queue.push('callback_query', {
      id: '1',
      from: { id: 1, is_bot: false, first_name: 'Ana' },
      message,
      chat_instance: '1',
      data: 'x',
    });
    vi.advanceTimersByTime(151_000);
    expect(await poll()).toHaveLength(3);
    vi.advanceTimersByTime(24 * 60 * 60 * 1000);
    expect(await poll()).toHaveLength(0);
  });
});

import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { noChanges } from '../../src/store/changes.ts';
import { createChats } from '../../src/store/chats.ts';
import { createConversationStates } from '../../src/store/conversations.ts';
import {
  createInboxRows,
  type InboxRows,
  leaseOfQueue,
  type Waiting,
} from '../../src/store/inbox.ts';
import { createLeases, type Leases } from '../../src/store/leases.ts';
import type { Store } from '../../src/store/store.ts';
import { createClock, describeOnBothDatabases, type TestClock } from './databases.ts';

const botId = 7100000001;
const hourMs = 3_600_000;

function incoming(updateId: number, queue: string, text = `update ${updateId}`) {
  return { updateId, queue, payload: JSON.stringify({ text }) };
}

describeOnBothDatabases('the inbox', (database) => {
  let clock: TestClock;
  let store: Store;
  let rows: InboxRows;
  let leases: Leases;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    rows = createInboxRows(store, botId);
    leases = createLeases(store);
  });

  const hold = (queue: string, holder = 'me', ms = hourMs) =>
    leases.take(leaseOfQueue(botId, queue), holder, ms);

  /** The oldest update of a queue, which must be there. */
  async function oldest(queue: string): Promise<Waiting> {
    const row = await rows.next(queue);
    if (row === undefined) throw new Error(`Nothing waits in ${queue}`);
    return row;
  }

  async function finishOldest(queue: string): Promise<number> {
    const row = await oldest(queue);
    expect(await rows.finish(row, 'me', noChanges())).toBe(true);
    return row.updateId;
  }

  async function failUntilAside(queue: string, error = 'TypeError'): Promise<void> {
    await hold(queue);
    expect(await rows.setAside(await oldest(queue), 'me', error)).toBe(true);
  }

  test('hands out each chat’s updates in order of arrival, each once', async () => {
    await hold('chat:1');
    await rows.put([incoming(11, 'chat:1'), incoming(12, 'chat:2'), incoming(13, 'chat:1')]);
    clock.ms += 5;
    // Telegram counts anew at random after a quiet week (Bot API, Update): arrival decides.
    await rows.put([incoming(3, 'chat:1')]);
    expect([
      await finishOldest('chat:1'),
      await finishOldest('chat:1'),
      await finishOldest('chat:1'),
    ]).toEqual([11, 13, 3]);
    expect(await rows.next('chat:1')).toBeUndefined();
    expect((await oldest('chat:2')).payload).toBe('{"text":"update 12"}');
  });

  test('drops what it knows already, waiting or handled, and keeps what came first', async () => {
    await hold('chat:1');
    await rows.put([incoming(1, 'chat:1', 'first')]);
    await rows.put([incoming(1, 'chat:1', 'again'), incoming(2, 'chat:1')]);
    expect((await oldest('chat:1')).payload).toContain('first');
    await finishOldest('chat:1');
    await rows.put([incoming(1, 'chat:1', 'once more')]);
    expect(await finishOldest('chat:1')).toBe(2);
    expect(await rows.next('chat:1')).toBeUndefined();
  });

  test('keeps the updates of two bots apart', async () => {
    const other = createInboxRows(store, botId + 1);
    await rows.put([incoming(1, 'chat:1')]);
    await other.put([incoming(1, 'chat:1')]);
    await hold('chat:1');
    await finishOldest('chat:1');
    expect(await other.freeQueues(9)).toEqual(['chat:1']);
    expect(await other.backlog()).toEqual({ waiting: 1, oldestMs: 0 });
  });

  test('names the chats that can be worked off, the longest waiting first', async () => {
    for (const queue of ['chat:3', 'chat:1', 'chat:2']) {
      await rows.put([incoming(Number(queue.at(-1)), queue)]);
      clock.ms += 1000;
    }
    expect(await rows.freeQueues(9)).toEqual(['chat:3', 'chat:1', 'chat:2']);
    expect(await rows.freeQueues(2)).toEqual(['chat:3', 'chat:1']);
    expect(await rows.backlog()).toEqual({ waiting: 3, oldestMs: 3000 });
    await hold('chat:1', 'another process', 5000);
    expect(await rows.freeQueues(9)).toEqual(['chat:3', 'chat:2']);
    clock.ms += 5000;
    expect(await rows.freeQueues(9)).toContain('chat:1');
  });

  test('leaves a chat alone for a while after a failure, whatever else comes for it', async () => {
    await hold('chat:1');
    await rows.put([incoming(1, 'chat:1')]);
    expect(await rows.postpone(await oldest('chat:1'), 'me', 3000)).toBe(true);
    await leases.release(leaseOfQueue(botId, 'chat:1'), 'me');
    await rows.put([incoming(2, 'chat:1')]);
    clock.ms += 2999;
    expect(await rows.next('chat:1')).toBeUndefined();
    expect(await rows.freeQueues(9)).toEqual([]);
    clock.ms += 1;
    expect(await rows.freeQueues(9)).toEqual(['chat:1']);
    expect(await oldest('chat:1')).toMatchObject({ updateId: 1, failures: 1 });
  });

  test('commits what an update changed together with the mark that it is handled', async () => {
    await hold('chat:5');
    await rows.put([incoming(1, 'chat:5')]);
    const changes = {
      ...noChanges(),
      conversations: new Map([['5:6:', '{"asked":"id"}']]),
      locales: new Map([[5, 'en' as const]]),
    };
    expect(await rows.finish(await oldest('chat:5'), 'me', changes)).toBe(true);
    expect(await createConversationStates(store).read('5:6:')).toBe('{"asked":"id"}');
    expect(await createChats(store).locale(5)).toBe('en');
    expect(await rows.next('chat:5')).toBeUndefined();
  });

  test('leaves neither changes nor the mark when one of them can’t be written', async () => {
    await hold('chat:5');
    await rows.put([incoming(1, 'chat:5')]);
    await store.db.schema.dropTable('chats').execute();
    const changes = {
      conversations: new Map([['5:6:', '{}']]),
      locales: new Map([[5, 'en' as const]]),
    };
    await expect(rows.finish(await oldest('chat:5'), 'me', changes)).rejects.toThrow('chats');
    expect(await createConversationStates(store).read('5:6:')).toBeUndefined();
    expect(await oldest('chat:5')).toMatchObject({ updateId: 1, payload: '{"text":"update 1"}' });
  });

  describe('of a process that has lost its lease', () => {
    let row: Waiting;
    beforeEach(async () => {
      await hold('chat:1', 'me', 1000);
      await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
      row = await oldest('chat:1');
      clock.ms += 1000;
    });

    test('nothing is taken any more, before or after somebody else has the chat', async () => {
      const changes = { ...noChanges(), conversations: new Map([['1:1:', 'half']]) };
      const attempts = async () => [
        await rows.finish(row, 'me', changes),
        await rows.postpone(row, 'me', 1000),
        await rows.setAside(row, 'me', 'Error'),
      ];
      expect(await attempts()).toEqual([false, false, false]);
      await hold('chat:1', 'another');
      expect(await attempts()).toEqual([false, false, false]);
      expect(await oldest('chat:1')).toMatchObject({ updateId: 1, failures: 0 });

      expect(await rows.finish(row, 'another', noChanges())).toBe(true);
      expect(await attempts()).toEqual([false, false, false]);
      expect(await rows.listAside()).toEqual([]);
      expect(await createConversationStates(store).read('1:1:')).toBeUndefined();
      expect((await oldest('chat:1')).updateId).toBe(2);
    });

    test('an update is handled once, also when both have the lease one after the other', async () => {
      await hold('chat:1', 'another');
      const both = await Promise.all([
        rows.finish(row, 'another', noChanges()),
        rows.finish(row, 'another', noChanges()),
        rows.finish(row, 'me', noChanges()),
      ]);
      expect(both.toSorted()).toEqual([false, false, true]);
    });
  });

  test('seals what people wrote while it waits, and erases it once it is handled', async () => {
    const phone = '081234567890';
    await hold('chat:1');
    await rows.put([incoming(1, 'chat:1', phone)]);
    const kept = async () => {
      const { payload_sealed } = await store.db
        .selectFrom('inbox')
        .select('payload_sealed')
        .executeTakeFirstOrThrow();
      return payload_sealed;
    };
    expect(await kept()).toMatch(/^[\w+/=]{20,}$/);
    await finishOldest('chat:1');
    expect(await kept()).toBe('');
    const address = database.address();
    if (address.kind === 'postgres') return;
    const files = ['', '-wal'].map((end) => readFileSync(address.path + end, 'latin1')).join('');
    expect(files).toContain('chat:1');
    expect(files).not.toContain(phone);
  });

  test('keeps what was set aside, out of its chat’s way, for a person to look at', async () => {
    await rows.put([incoming(1, 'chat:1', 'poison'), incoming(2, 'chat:1')]);
    await failUntilAside('chat:1');
    expect((await oldest('chat:1')).updateId).toBe(2);
    expect(await rows.listAside()).toEqual([
      {
        updateId: 1,
        queue: 'chat:1',
        payload: '{"text":"poison"}',
        failures: 1,
        receivedAt: clock.ms,
        error: 'TypeError',
      },
    ]);
  });

  test('puts back what was set aside, at its place in its chat, and nothing else', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
    await failUntilAside('chat:1');
    clock.ms += hourMs - 1;
    expect(await rows.replay(2)).toBe(false);
    expect(await rows.replay(99)).toBe(false);
    expect(await rows.replay(1)).toBe(true);
    expect(await rows.replay(1)).toBe(false);
    expect(await oldest('chat:1')).toMatchObject({ updateId: 1, failures: 0 });
    expect(await rows.listAside()).toEqual([]);
  });

  test('forgets what was handled long ago, and only that', async () => {
    await hold('chat:1', 'me', 100 * hourMs);
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1'), incoming(3, 'chat:1')]);
    await finishOldest('chat:1');
    await failUntilAside('chat:1');
    clock.ms += 48 * hourMs;
    await rows.sweep(48 * hourMs);
    const left = async () => {
      const found = await store.db.selectFrom('inbox').select('update_id').execute();
      return found.map(({ update_id }) => update_id).toSorted();
    };
    expect(await left()).toEqual([1, 2, 3]);
    clock.ms += 1;
    await rows.sweep(48 * hourMs);
    expect(await left()).toEqual([2, 3]);
  });
});

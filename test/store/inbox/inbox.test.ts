import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { createDeadLetters, type DeadLetters } from '../../../src/store/inbox/dead-letters.ts';
import { createInboxRows, type InboxRows } from '../../../src/store/inbox/inbox.ts';
import type { Claimed, Waiting } from '../../../src/store/inbox/pending.ts';
import { emptyUnitOfWork } from '../../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../../src/store/store.ts';
import { createChats } from '../../../src/store/tables/chats.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { silent, until } from '../../delivery/updates.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

const botId = 7100000001;
const hourMs = 3_600_000;

function incoming(updateId: number, queue: string, text = `update ${updateId}`) {
  return { updateId, queue, payload: JSON.stringify({ text }) };
}

describeOnBothDatabases('the inbox', (database) => {
  let clock: TestClock;
  let store: Store;
  let rows: InboxRows;
  let deadLetters: DeadLetters;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    rows = createInboxRows(store, botId);
    deadLetters = createDeadLetters(store, botId);
  });

  /** Another process at the same database. */
  const another = (id = botId) => createInboxRows(store, id);

  const queuesOf = (claimed: Waiting[]) => claimed.map(({ queue }) => queue).toSorted();

  /** The oldest update of the only queue in which something can be handled. */
  async function claimOne(by = rows, ms = hourMs): Promise<Waiting & { orphaned: boolean }> {
    const [claimed, ...others] = await by.claim(9, ms);
    if (claimed === undefined || others.length > 0) throw new Error('Not one update is free');
    return claimed;
  }

  const finish = (update: Waiting, by = rows) => by.finish(update, emptyUnitOfWork(), true);

  test('hands out each chat’s updates in order of arrival, each once', async () => {
    await rows.put([incoming(11, 'chat:1'), incoming(13, 'chat:1')]);
    clock.ms += 5;
    // Telegram counts anew at random after a quiet week (Bot API, Update): arrival decides.
    await rows.put([incoming(3, 'chat:1')]);
    let next: Waiting | undefined = await claimOne();
    const order: number[] = [];
    while (next !== undefined) {
      order.push(next.updateId);
      next = (await finish(next)).next;
    }
    expect(order).toEqual([11, 13, 3]);
    expect(await rows.claim(9, hourMs)).toEqual([]);
  });

  test('holds a chat from the moment on in which its first update was stored, where nobody else does', async () => {
    await store.close();
    // Statements are kept where the database goes by its own clock, and only there.
    for (const time of [createClock(), undefined]) {
      const opened = await database.open(time);
      const own = createInboxRows(opened, time === undefined ? botId : botId + 1);
      for (const base of [0, 100, 200]) {
        const handed = [
          incoming(base + 1, `chat:${base}`),
          incoming(base + 2, `chat:${base}`),
          incoming(base + 3, `chat:${base + 1}`),
        ];
        const claimed = await own.put(handed, { limit: 9, ms: hourMs });
        const [first, other, ...more] = claimed as [Claimed, Claimed];
        expect([first.updateId, other.updateId, more.length]).toEqual([base + 1, base + 3, 0]);
        expect([first.orphaned, first.payload()]).toEqual([false, handed[0]?.payload]);
        expect(await own.put(handed, { limit: 9, ms: hourMs })).toEqual([]);
        const later = [incoming(base + 4, `chat:${base}`)];
        expect(await own.put(later, { limit: 9, ms: hourMs })).toEqual([]);
        const next = (await finish(first, own)).next as Waiting;
        expect([next.updateId, next.payload()]).toEqual([base + 2, handed[1]?.payload]);
        const last = (await finish(next, own)).next as Waiting;
        expect(last.updateId).toBe(base + 4);
        expect(await finish(last, own)).toEqual({ handled: true, next: undefined });
        expect(await finish(other, own)).toEqual({ handled: true, next: undefined });
        const again = await own.put([incoming(base + 5, `chat:${base}`)], { limit: 1, ms: hourMs });
        expect(await finish(again[0] as Waiting, own)).toMatchObject({ handled: true });
      }
      expect(await own.claim(9, hourMs)).toEqual([]);
      await opened.close();
    }
  });

  test('takes no more chats with what is stored than there is room for', async () => {
    const handed = [3, 1, 2].map((chat) => incoming(chat, `chat:${chat}`));
    const claimed = await rows.put(handed, { limit: 2, ms: hourMs });
    expect(claimed).toHaveLength(2);
    expect(
      [...claimed, ...(await rows.claim(9, hourMs))].map(({ queue }) => queue).toSorted(),
    ).toEqual(['chat:1', 'chat:2', 'chat:3']);
  });

  test('drops what it knows already, waiting or handled, and keeps what came first', async () => {
    await rows.put([incoming(1, 'chat:1', 'first')]);
    await rows.put([incoming(1, 'chat:1', 'again'), incoming(2, 'chat:1')]);
    const first = await claimOne();
    expect(first.payload()).toContain('first');
    const { next } = await finish(first);
    await rows.put([incoming(1, 'chat:1', 'once more')]);
    expect(next?.updateId).toBe(2);
    expect(await finish(next as Waiting)).toEqual({ handled: true, next: undefined });
  });

  test('stores together what comes together, from many requests at once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => rows.put([incoming(n % 20, `chat:${n % 5}`)])),
    );
    expect((await rows.backlog()).waiting).toBe(20);
    const claimed = await rows.claim(9, hourMs);
    expect(queuesOf(claimed)).toEqual(['chat:0', 'chat:1', 'chat:2', 'chat:3', 'chat:4']);
    const done = await Promise.all(claimed.map((update) => finish(update)));
    expect(done.map(({ handled }) => handled)).toEqual([true, true, true, true, true]);
    expect(done.map(({ next }) => next?.updateId)).toEqual(
      claimed.map(({ updateId }) => updateId + 5),
    );
  });

  test('takes what several copies are handed at once, in whatever order', async () => {
    const copies = [rows, another(), another(), another()];
    // As many as Telegram hands over at once.
    const ids = Array.from({ length: 100 }, (_, n) => n);
    for (let round = 0; round < 50; round += 1) {
      const handed = ids.map((id) => incoming(1000 * round + id, 'chat:1'));
      await Promise.all(
        copies.map((copy, n) => copy.put(n % 2 === 0 ? handed : handed.toReversed())),
      );
    }
    expect((await rows.backlog()).waiting).toBe(5000);
  });

  test('marks an update as handled also when it and others wait for each other again and again', async () => {
    await rows.put([incoming(1, 'chat:1')]);
    const update = await claimOne();
    let mark: ReturnType<typeof finish> | undefined;
    const others = async (more: number): Promise<void> => {
      let next: Promise<void> | undefined;
      await store.db.transaction().execute(async (transaction) => {
        // It looks for a deadlock later than the mark, which is the one to be ended.
        if (database.kind === 'postgres')
          await sql`set local deadlock_timeout = '10s'`.execute(transaction);
        await transaction.updateTable('leases').set({ breaks: 0 }).execute();
        mark ??= finish(update);
        if (more > 0) next = others(more - 1);
        if (database.kind === 'postgres') await until(async () => (await lockWaits()) === more + 1);
        await transaction.updateTable('inbox').set({ losses: 0 }).execute();
      });
      await next;
    };
    await others(1);
    expect((await mark)?.handled).toBe(true);
  });

  /** How many statements wait for what others hold. */
  async function lockWaits(): Promise<number> {
    const { rows: found } = await sql<{ waits: number }>`select count(*) as waits
      from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
      store.db,
    );
    return Number(found[0]?.waits);
  }

  test('keeps the updates of two bots apart', async () => {
    const other = another(botId + 1);
    await rows.put([incoming(1, 'chat:1')]);
    await other.put([incoming(1, 'chat:1')]);
    await finish(await claimOne());
    expect(await rows.backlog()).toEqual({ waiting: 0, oldestMs: 0 });
    expect(await other.backlog()).toEqual({ waiting: 1, oldestMs: 0 });
    expect((await claimOne(other)).updateId).toBe(1);
  });

  test('counts as overdue only what is due, from when it is', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
    clock.ms += 1000;
    expect(await rows.backlog()).toEqual({ waiting: 2, oldestMs: 1000 });
    await rows.postpone(await claimOne(), hourMs);
    clock.ms += hourMs - 1;
    expect(await rows.backlog()).toEqual({ waiting: 2, oldestMs: 0 });
    await rows.put([incoming(3, 'chat:2')]);
    clock.ms += 5001;
    expect(await rows.backlog()).toEqual({ waiting: 3, oldestMs: 5001 });
  });

  test('gives out the chats that wait longest first, none of them twice', async () => {
    for (const queue of ['chat:3', 'chat:1', 'chat:2', 'chat:4']) {
      await rows.put([incoming(Number(queue.at(-1)), queue)]);
      clock.ms += 1000;
    }
    expect(await rows.backlog()).toEqual({ waiting: 4, oldestMs: 4000 });
    expect(queuesOf(await rows.claim(2, 5000))).toEqual(['chat:1', 'chat:3']);
    expect(queuesOf(await another().claim(1, hourMs))).toEqual(['chat:2']);
    clock.ms += 5000;
    expect(queuesOf(await another().claim(9, hourMs))).toEqual(['chat:1', 'chat:3', 'chat:4']);
  });

  test('two processes that grab at once never get the same chat', async () => {
    await rows.put(Array.from({ length: 30 }, (_, n) => incoming(n, `chat:${n}`)));
    const grabs = await Promise.all([rows, another(), another()].map((by) => by.claim(20, hourMs)));
    const all = grabs.flat().map(({ queue }) => queue);
    expect(new Set(all).size).toBe(all.length);
  });

  test('says when the holder before fell silent, and forgets it once the chat was let go of', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:2')]);
    const claimed = await rows.claim(9, 1000);
    expect(claimed.map(({ orphaned }) => orphaned)).toEqual([false, false]);
    await rows.release(['chat:2']);
    clock.ms += 1000;
    const taken = await another().claim(9, 1000);
    const orphaned = taken.filter((update) => update.orphaned);
    expect(queuesOf(taken)).toEqual(['chat:1', 'chat:2']);
    expect(queuesOf(orphaned)).toEqual(['chat:1']);
    clock.ms += 1000;
    const again = await claimedOf(rows, 'chat:1');
    expect(again.orphaned).toBe(true);
    await rows.fail(again, 0);
    expect((await claimedOf(another(), 'chat:1')).orphaned).toBe(false);
  });

  async function claimedOf(by: InboxRows, queue: string) {
    const found = (await by.claim(9, 1000)).find((update) => update.queue === queue);
    if (found === undefined) throw new Error(`${queue} is not free`);
    return found;
  }

  test('knows after a restart what the process before had in hand when it was killed', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:2')]);
    const [inHand] = await rows.claim(1, 1000);
    // A kill lets go of nothing; where several copies run the hold has to run out, where one runs alone it is void.
    await store.close();
    if (database.kind === 'postgres') clock.ms += 1000;
    const claimed = await createInboxRows(await database.open(clock), botId).claim(9, 1000);
    expect(claimed).toHaveLength(2);
    for (const { queue, orphaned } of claimed) expect(orphaned).toBe(queue === inHand?.queue);
  });

  test('a chat that is kept stays, one that isn’t runs out', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:2')]);
    await rows.claim(9, 1000);
    clock.ms += 999;
    await rows.renew(['chat:1'], 1000);
    clock.ms += 999;
    expect(queuesOf(await another().claim(9, hourMs))).toEqual(['chat:2']);
    await rows.renew(['chat:1', 'chat:2'], 1000);
    clock.ms += 999;
    expect(await another().claim(9, hourMs)).toEqual([]);
  });

  test('a chat that ran out unnoticed is kept as long as nobody else has taken it', async () => {
    await rows.put([incoming(1, 'chat:1')]);
    const update = await claimOne(rows, 1000);
    clock.ms += 2000;
    await rows.renew(['chat:1'], 1000);
    expect(await another().claim(9, hourMs)).toEqual([]);
    expect((await finish(update)).handled).toBe(true);
  });

  test('lets go of a chat whose time has come to stop, with what waits in it', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
    const stopped = await rows.finish(await claimOne(), emptyUnitOfWork(), false);
    expect(stopped).toEqual({ handled: true, next: undefined });
    expect(await claimOne(another())).toMatchObject({ updateId: 2, orphaned: false });
  });

  test('leaves a chat alone for a while after a failure, whatever else comes for it', async () => {
    await rows.put([incoming(1, 'chat:1')]);
    expect(await rows.fail(await claimOne(), 3000)).toBe(true);
    await rows.put([incoming(2, 'chat:1')]);
    clock.ms += 2999;
    expect(await rows.claim(9, hourMs)).toEqual([]);
    clock.ms += 1;
    expect(await claimOne()).toMatchObject({ updateId: 1, failures: 1, orphaned: false });
  });

  test('commits what an update changed together with the mark that it is handled', async () => {
    await rows.put([incoming(1, 'chat:5')]);
    const changes = {
      ...emptyUnitOfWork(),
      conversations: new Map([['5:6:', '{"asked":"id"}']]),
      locales: new Map([[5, 'en' as const]]),
    };
    expect((await rows.finish(await claimOne(), changes, true)).handled).toBe(true);
    expect(await createConversationStates(store, botId, silent).read('5:6:')).toBe(
      '{"asked":"id"}',
    );
    expect(await createChats(store, botId).locale(5)).toBe('en');
  });

  test('leaves neither changes nor the mark when one of them can’t be written', async () => {
    await rows.put([incoming(1, 'chat:5')]);
    await store.db.schema.dropTable('chats').execute();
    const changes = {
      ...emptyUnitOfWork(),
      conversations: new Map([['5:6:', '{}']]),
      locales: new Map([[5, 'en' as const]]),
    };
    const update = await claimOne();
    await expect(rows.finish(update, changes, true)).rejects.toThrow('chats');
    expect(await createConversationStates(store, botId, silent).read('5:6:')).toBeUndefined();
    await rows.release(['chat:5']);
    const again = await claimOne();
    expect([again.updateId, again.payload()]).toEqual([1, '{"text":"update 1"}']);
  });

  describe('of a process that has lost its chat', () => {
    let row: Waiting;
    let other: InboxRows;
    beforeEach(async () => {
      other = another();
      await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
      row = await claimOne(rows, 1000);
      clock.ms += 1000;
    });

    test('nothing is taken any more, before or after somebody else has the chat', async () => {
      const changes = { ...emptyUnitOfWork(), conversations: new Map([['1:1:', 'half']]) };
      const attempts = async () => [
        (await rows.finish(row, changes, true)).handled,
        await rows.fail(row, 1000),
        await rows.deadLetter(row, 'Error'),
      ];
      // Tried by a process that holds something else, so that each attempt leaves the lease as it is.
      expect((await rows.finish(row, changes, true)).handled).toBe(false);
      const theirs = await claimOne(other);
      expect(theirs).toMatchObject({ updateId: 1, failures: 0, orphaned: true });
      expect(await attempts()).toEqual([false, false, false]);

      const { handled, next } = await finish(theirs, other);
      expect([handled, next?.updateId]).toEqual([true, 2]);
      expect(await attempts()).toEqual([false, false, false]);
      expect(await deadLetters.list()).toEqual([]);
      expect(await createConversationStates(store, botId, silent).read('1:1:')).toBeUndefined();
    });

    test('an update is handled once, also when both say so at once', async () => {
      const theirs = await claimOne(other);
      const both = await Promise.all([finish(theirs, other), finish(row), finish(row)]);
      expect(both.map(({ handled }) => handled)).toEqual([true, false, false]);
    });
  });

  test('encrypts what people wrote while it waits, and erases it once it is handled', async () => {
    const phone = '081234567890';
    await rows.put([incoming(1, 'chat:1', phone)]);
    const kept = async () => {
      const { payload_encrypted } = await store.db
        .selectFrom('inbox')
        .select('payload_encrypted')
        .executeTakeFirstOrThrow();
      return payload_encrypted;
    };
    expect(await kept()).toMatch(/^v2:[\w+/=]{20,}$/);
    await finish(await claimOne());
    expect(await kept()).toBe('');
    const address = database.address();
    if (address.kind === 'postgres') return;
    const files = ['', '-wal'].map((end) => readFileSync(address.path + end, 'latin1')).join('');
    expect(files).toContain('chat:1');
    expect(files).not.toContain(phone);
  });

  test('keeps what was set aside, out of its chat’s way, for a person to look at', async () => {
    await rows.put([incoming(1, 'chat:1', 'poison'), incoming(2, 'chat:1')]);
    expect(await rows.deadLetter(await claimOne(), 'TypeError')).toBe(true);
    expect((await claimOne()).updateId).toBe(2);
    const [kept, ...others] = await deadLetters.list();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({
      updateId: 1,
      queue: 'chat:1',
      tries: 1,
      receivedAt: clock.ms,
      error: 'TypeError',
    });
    expect(kept?.payload()).toBe('{"text":"poison"}');
  });

  test('puts back what was set aside, at its place in its chat, and nothing else', async () => {
    await rows.put([incoming(1, 'chat:1'), incoming(2, 'chat:1')]);
    await rows.deadLetter(await claimOne(), 'TypeError');
    clock.ms += hourMs;
    expect(await deadLetters.replay(2)).toBe(false);
    expect(await deadLetters.replay(99)).toBe(false);
    expect(await deadLetters.replay(1)).toBe(true);
    expect(await deadLetters.replay(1)).toBe(false);
    expect(await claimOne()).toMatchObject({ updateId: 1, failures: 0 });
    expect(await deadLetters.list()).toEqual([]);
  });
});

import fc from 'fast-check';
import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInbox, type Inbox, type InboxParts } from '../../src/delivery/inbox.ts';
import { DatabaseUnavailable } from '../../src/store/errors.ts';
import { createDeadLetters, type DeadLetters } from '../../src/store/inbox/dead-letters.ts';
import { createInboxRows, type InboxRows } from '../../src/store/inbox/inbox.ts';
import type { Claimed } from '../../src/store/inbox/pending.ts';
import type { UnitOfWork } from '../../src/store/inbox/unit-of-work.ts';
import type { Store } from '../../src/store/store.ts';
import { createConversationStates } from '../../src/store/tables/conversations.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../store/databases.ts';
import { chatOf, gate, silent, until, written } from './updates.ts';

const botId = 7100000001;
const leaseMs = 10_000;
const noPauses = [0, 0, 0, 0];

describeOnBothDatabases('the inbox', (database) => {
  let clock: TestClock;
  let store: Store;
  let rows: InboxRows;
  let deadLetters: DeadLetters;
  let inboxes: Inbox[];
  let handled: number[];
  let told: number[];
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    rows = createInboxRows(store, botId);
    deadLetters = createDeadLetters(store, botId);
    inboxes = [];
    handled = [];
    told = [];
  });
  afterEach(() => Promise.all(inboxes.map((inbox) => inbox.stop())));

  function open(more: Partial<InboxParts> = {}): Inbox {
    const inbox = createInbox({
      rows: createInboxRows(store, botId),
      membersAmong: async () => new Set<number>(),
      handle: async ({ update_id }) => void handled.push(update_id),
      onDeadLetter: async ({ update_id }) => void told.push(update_id),
      log: silent,
      tickMs: 10,
      leaseMs,
      ...more,
    });
    inboxes.push(inbox);
    inbox.start();
    return inbox;
  }

  /** The inbox's rows as a process has them that falls silent: it neither keeps its chats nor takes any. */
  function ofOneThatDies(isDead: () => boolean): InboxRows {
    const own = createInboxRows(store, botId);
    return {
      ...own,
      renew: async () => undefined,
      claim: async (...asked) => (isDead() ? [] : own.claim(...asked)),
    };
  }

  const nothingWaits = async () => (await rows.backlog()).waiting === 0;
  const settled = () => until(nothingWaits);

  async function dueAt(updateId: number): Promise<number> {
    const { due_at } = await store.db
      .selectFrom('inbox')
      .select('due_at')
      .where('update_id', '=', updateId)
      .executeTakeFirstOrThrow();
    return due_at;
  }

  /** Lets the time pass for which an update is left alone, as often as it takes. */
  const settledInTime = (updateId: number) =>
    until(async () => {
      clock.ms = Math.max(clock.ms, await dueAt(updateId));
      return nothingWaits();
    });

  test('handles what it accepts, and a repeat of it never again', async () => {
    const inbox = open();
    await inbox.accept([written(1, 5), written(2, 5), written(1, 5)]);
    await settled();
    await inbox.accept([written(2, 5), written(1, 5), written(3, 5)]);
    await settled();
    expect(handled).toEqual([1, 2, 3]);
  });

  test('looks for what came after a chat’s last update in that chat alone, however many wait', async () => {
    const own = createInboxRows(store, botId);
    const looks: (readonly string[] | 'everywhere')[] = [];
    const claim: InboxRows['claim'] = async (limit, ms, among) => {
      const claimed = await own.claim(limit, ms, among);
      looks.push(among ?? 'everywhere');
      return claimed;
    };
    const inbox = open({ rows: { ...own, claim }, tickMs: 3_600_000 });
    await until(() => looks.length === 1);
    await inbox.accept([written(1, 5)]);
    await until(() => looks.length === 2);
    expect(handled).toEqual([1]);
    expect(looks).toEqual(['everywhere', ['chat:5']]);
  });

  test('an update sent ten times at once to two copies is handled once', async () => {
    const copies = [open(), open()];
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => copies[index % 2]?.accept([written(1, 5)])),
    );
    await settled();
    expect(handled).toEqual([1]);
  });

  test('accepts nothing that it can’t store', async () => {
    const inbox = open();
    await store.db.schema.dropTable('inbox').execute();
    await expect(inbox.accept([written(1, 5)])).rejects.toThrow('inbox');
    expect(handled).toEqual([]);
  });

  test('stores updates before anything is done about them', async () => {
    const door = gate();
    const inbox = open({ handle: () => door.opened });
    await inbox.accept([written(1, 5), written(2, 5)]);
    expect((await rows.backlog()).waiting).toBe(2);
    door.open();
    await settled();
  });

  test('alone with its database, it takes up each chat as soon as there is room, and what comes while it works', async () => {
    const inbox = open({
      isAlone: true,
      tickMs: 3_600_000,
      chatsAtOnce: 2,
      async handle(update) {
        if (update.update_id === 1) await inbox.accept([written(10, 5), written(11, 9)]);
        handled.push(update.update_id);
      },
    });
    await inbox.accept([5, 6, 7, 8].map((chat, at) => written(at + 1, chat)));
    await settled();
    expect(handled.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 10, 11]);
    expect(handled.indexOf(10)).toBeGreaterThan(handled.indexOf(1));
  });

  test('a chat that takes long holds up no other', async () => {
    const door = gate();
    const inbox = open({
      chatsAtOnce: 2,
      async handle(update) {
        if (chatOf(update) === 1) await door.opened;
        handled.push(update.update_id);
      },
    });
    await inbox.accept([
      written(1, 1),
      written(2, 1),
      ...Array.from({ length: 20 }, (_, n) => written(10 + n, 10 + n)),
    ]);
    await until(() => handled.length === 20);
    door.open();
    await settled();
    expect(handled.slice(-2)).toEqual([1, 2]);
  });

  test('only so many chats are handled at once', async () => {
    const door = gate();
    let running = 0;
    let most = 0;
    const inbox = open({
      chatsAtOnce: 3,
      async handle({ update_id }) {
        running += 1;
        most = Math.max(most, running);
        await door.opened;
        running -= 1;
        handled.push(update_id);
      },
    });
    await inbox.accept(Array.from({ length: 10 }, (_, n) => written(n + 1, n + 1)));
    await until(() => running === 3);
    door.open();
    await settled();
    expect(handled).toHaveLength(10);
    expect(most).toBe(3);
  });

  test('a dead process’s updates are handled again from the start, in their order, by whoever lives', async () => {
    const grave = gate();
    const dying = gate();
    let dead = false;
    open({
      rows: ofOneThatDies(() => dead),
      async handle(update, changes) {
        changes.conversations.set(`${chatOf(update)}:5:`, 'half done');
        handled.push(update.update_id);
        if (chatOf(update) === 5) dying.open();
        await grave.opened;
      },
    });
    await inboxes[0]?.accept([written(1, 5), written(2, 5), written(3, 6)]);
    await dying.opened;
    dead = true;
    const states = createConversationStates(store, botId, silent);
    const found = new Map<number, string | undefined>();
    handled = [];
    open({
      async handle({ update_id }, changes) {
        found.set(update_id, await states.read('5:5:'));
        if (update_id === 1) changes.conversations.set('5:5:', 'by update 1');
        handled.push(update_id);
      },
    });
    clock.ms += leaseMs - 1;
    await inboxes[1]?.accept([written(4, 7)]);
    await until(() => handled.includes(4));
    expect(handled.filter((id) => id < 3)).toEqual([]);

    clock.ms += 1;
    await until(() => handled.includes(2));
    expect(handled.filter((id) => id < 3)).toEqual([1, 2]);
    expect([found.get(1), found.get(2)]).toEqual([undefined, 'by update 1']);
    // What was taken for dead comes back to life and commits nothing.
    grave.open();
    await settled();
    await inboxes[0]?.stop();
    expect(await states.read('5:5:')).toBe('by update 1');
  });

  test('commits what an update changed before the next one of its chat is handled', async () => {
    const states = createConversationStates(store, botId, silent);
    const seen: (string | undefined)[] = [];
    const inbox = open({
      async handle(update: Update, changes: UnitOfWork) {
        seen.push(await states.read('5:5:'));
        changes.conversations.set('5:5:', `after ${update.update_id}`);
      },
    });
    await inbox.accept([written(1, 5), written(2, 5), written(3, 5)]);
    await settled();
    expect(seen).toEqual([undefined, 'after 1', 'after 2']);
  });

  describe('an update that always fails', () => {
    test('is set aside after five times, the person is told, and the chat goes on', async () => {
      const attempts: number[] = [];
      const bot = new Bot('1:token', { botInfo: { id: 1, is_bot: true } as never });
      bot.use(({ update }) => {
        attempts.push(update.update_id);
        if (update.update_id === 1) throw new RangeError('of the feature');
      });
      const inbox = open({ handle: (update) => bot.handleUpdate(update), pausesMs: noPauses });
      await inbox.accept([written(1, 5, 'poison'), written(2, 5)]);
      await settled();
      expect(attempts).toEqual([1, 1, 1, 1, 1, 2]);
      expect(told).toEqual([1]);
      const [kept] = await deadLetters.list();
      expect(kept).toMatchObject({ updateId: 1, tries: 5, error: 'RangeError' });
      expect(JSON.parse(kept?.payload() ?? '')).toEqual(written(1, 5, 'poison'));
    });

    test('leaves nothing of what it had begun to change', async () => {
      const inbox = open({
        pausesMs: noPauses,
        async handle(_update, changes) {
          changes.conversations.set('5:5:', 'half done');
          throw new Error('always');
        },
      });
      await inbox.accept([written(1, 5)]);
      await settled();
      expect(await createConversationStates(store, botId, silent).read('5:5:')).toBeUndefined();
    });

    test('is out of its chat’s way also when nobody can be told', async () => {
      const inbox = open({
        pausesMs: noPauses,
        async handle({ update_id }) {
          if (update_id === 1) throw new Error('always');
          handled.push(update_id);
        },
        onDeadLetter: () => Promise.reject(new Error('the bot was blocked')),
      });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await settled();
      expect(handled).toEqual([2]);
      expect(await deadLetters.list()).toHaveLength(1);
    });

    test('has not failed while its chat is flooded or Telegram is away, however often', async () => {
      let passing = 12;
      const inbox = open({
        pausesMs: [],
        transientDelay: async (error) => (error instanceof RangeError ? 10_000 : undefined),
        async handle({ update_id }) {
          if (passing === 0) return void handled.push(update_id);
          passing -= 1;
          throw new RangeError('Telegram is away');
        },
      });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await settledInTime(1);
      expect(handled).toEqual([1, 2]);
      expect(told).toEqual([]);
      expect(await deadLetters.list()).toEqual([]);
    });

    test('is set aside only when the person can be told, where Telegram is away just then', async () => {
      let tries = 0;
      const inbox = open({
        pausesMs: [],
        transientDelay: async (error) => (error instanceof RangeError ? 10_000 : undefined),
        handle: () => Promise.reject(new Error('always')),
        async onDeadLetter({ update_id }) {
          tries += 1;
          if (tries < 4) throw new RangeError('Telegram is away');
          told.push(update_id);
        },
      });
      await inbox.accept([written(1, 5)]);
      await settledInTime(1);
      expect(told).toEqual([1]);
      expect(await deadLetters.list()).toMatchObject([{ updateId: 1, error: 'Error', tries: 1 }]);
    });

    test('keeps its own chat waiting in between, and no other', async () => {
      let failing = true;
      const inbox = open({
        pausesMs: [1000, 1000, 1000, 1000],
        async handle({ update_id }) {
          handled.push(update_id);
          if (update_id === 1 && failing) throw new Error('for now');
        },
      });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await until(() => handled.length > 0);
      await inbox.accept([written(3, 6)]);
      await until(() => handled.includes(3));
      clock.ms += 999;
      await inbox.accept([written(4, 6)]);
      await until(() => handled.includes(4));
      expect(handled.toSorted()).toEqual([1, 3, 4]);
      failing = false;
      clock.ms += 1;
      await settled();
      expect(handled.slice(-2)).toEqual([1, 2]);
    });

    test('is handled once more when it is replayed', async () => {
      let broken = true;
      const inbox = open({
        pausesMs: [],
        async handle({ update_id }) {
          if (broken) throw new Error('of this version');
          handled.push(update_id);
        },
      });
      await inbox.accept([written(1, 5)]);
      await settled();
      broken = false;
      expect(await deadLetters.replay(1)).toBe(true);
      await settled();
      expect(handled).toEqual([1]);
      expect(await deadLetters.list()).toEqual([]);
    });
  });

  describe('while the database is in trouble', () => {
    test('an update that it broke has not failed: it is handled again as soon as the trouble is over', async () => {
      let outages = 9;
      const inbox = open({
        pausesMs: [],
        async handle({ update_id }) {
          outages -= 1;
          if (outages > 0) throw new DatabaseUnavailable('the disk is full');
          handled.push(update_id);
        },
      });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await settled();
      expect(handled).toEqual([1, 2]);
      expect(await deadLetters.list()).toEqual([]);
    });

    test('an update that can’t be marked as handled is handled again, and holds up its chat no longer than that', async () => {
      const own = createInboxRows(store, botId);
      let refused = 0;
      const finish: InboxRows['finish'] = (...done) => {
        refused += 1;
        return refused < 3 ? Promise.reject(new Error('no such table')) : own.finish(...done);
      };
      const inbox = open({ rows: { ...own, finish }, pausesMs: noPauses });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await settled();
      expect(handled).toEqual([1, 1, 1, 2]);
    });

    test('a chat goes on when a commit came through and its answer did not', async () => {
      const own = createInboxRows(store, botId);
      const finish: InboxRows['finish'] = async (...done) => {
        await own.finish(...done);
        return own.finish(...done);
      };
      const inbox = open({ rows: { ...own, finish } });
      await inbox.accept([written(1, 5), written(2, 5)]);
      await settled();
      expect(handled).toEqual([1, 2]);
    });

    test('a chat goes on that is claimed anew before the end of its update is known', async () => {
      const own = createInboxRows(store, botId);
      const claimed: number[] = [];
      const noted = (found: Claimed[]) => {
        claimed.push(...found.map(({ updateId }) => updateId));
        return found;
      };
      const inbox = open({
        rows: {
          ...own,
          put: async (...asked) => noted(await own.put(...asked)),
          claim: async (...asked) => noted(await own.claim(...asked)),
          async finish(update, ...done) {
            const finished = await own.finish(update, ...done);
            if (update.updateId === 1) {
              await inbox.accept([written(2, 5)]);
              await until(() => claimed.includes(2));
            }
            return finished;
          },
        },
      });
      await inbox.accept([written(1, 5)]);
      await until(() => handled.length > 1);
      await settled();
      expect(handled).toEqual([1, 2]);
    });

    test('what can’t be claimed is tried at the next look, not without a pause', async () => {
      const own = createInboxRows(store, botId);
      let claims = 0;
      const claim: InboxRows['claim'] = () => {
        claims += 1;
        return Promise.reject(new Error('the database says no'));
      };
      const put: InboxRows['put'] = (updates) => own.put(updates);
      const inbox = open({ rows: { ...own, put, claim }, tickMs: 3_600_000 });
      await inbox.accept([written(1, 5)]);
      await until(() => claims > 1);
      await turns(50);
      expect(claims).toBeLessThan(4);
      expect((await rows.backlog()).waiting).toBe(1);
    });
  });

  describe('an update that was in hand when its process was killed', () => {
    let graves: ReturnType<typeof gate>[];
    beforeEach(() => {
      graves = [];
    });
    // What was taken for dead comes back to life, so that it can be stopped.
    afterEach(() => {
      for (const grave of graves) grave.open();
    });

    /** It falls silent with the first update that it has in hand. */
    function openOneThatDies(): Inbox {
      const grave = gate();
      graves.push(grave);
      const before = handled.length;
      return open({
        rows: ofOneThatDies(() => handled.length > before),
        tickMs: 3_600_000,
        handle({ update_id }) {
          handled.push(update_id);
          return grave.opened;
        },
      });
    }

    /** One process after the other takes the update up and dies of it. */
    async function killTimes(times: number): Promise<void> {
      for (let kills = 0; kills < times; kills += 1) {
        const dying = openOneThatDies();
        await until(async () => {
          clock.ms = Math.max(clock.ms, await dueAt(1));
          await dying.accept([]);
          return handled.length > kills;
        });
        clock.ms += leaseMs;
      }
    }

    test('is tried again at once after one kill', async () => {
      await rows.put([{ updateId: 1, queue: 'chat:5', payload: JSON.stringify(written(1, 5)) }]);
      await killTimes(1);
      open();
      await settled();
      expect(handled).toEqual([1, 1]);
      expect(told).toEqual([]);
    });

    test('has not failed by that: what fails afterwards has its five tries', async () => {
      await rows.put([{ updateId: 1, queue: 'chat:5', payload: JSON.stringify(written(1, 5)) }]);
      await killTimes(6);
      let tries = 0;
      open({
        pausesMs: noPauses,
        async handle() {
          tries += 1;
          throw new Error('always');
        },
      });
      await settledInTime(1);
      expect(tries).toBe(5);
      expect(await deadLetters.list()).toMatchObject([{ tries: 11, error: 'Error' }]);
    });

    test('is set aside after the twentieth, the person is told, and the chat goes on', async () => {
      await rows.put(
        [1, 2].map((updateId) => ({
          updateId,
          queue: 'chat:5',
          payload: JSON.stringify(written(updateId, 5)),
        })),
      );
      await killTimes(20);
      open({ pausesMs: noPauses });
      await settled();
      expect(handled).toEqual([...Array.from({ length: 20 }, () => 1), 2]);
      expect(told).toEqual([1]);
      expect(await deadLetters.list()).toMatchObject([
        { updateId: 1, tries: 20, error: 'ProcessLost' },
      ]);
    });
  });

  test('when stopped it finishes what is under way and leaves the rest to the next, at once', async () => {
    const door = gate();
    const begun = gate();
    const first = open({
      async handle({ update_id }) {
        begun.open();
        await door.opened;
        handled.push(update_id);
      },
    });
    await first.accept([written(1, 5), written(2, 5), written(3, 6)]);
    await begun.opened;
    const stopped = first.stop();
    door.open();
    await stopped;
    const before = [...handled];
    expect(before).not.toContain(2);
    const next = open();
    await settled();
    expect(handled.toSorted()).toEqual([1, 2, 3]);
    await next.stop();
    expect(await store.db.selectFrom('leases').selectAll().execute()).toEqual([]);
  });

  test('whatever comes, in whatever batches and however often: each once, each chat in order, two copies side by side', async () => {
    const otherStore = database.kind === 'postgres' ? await database.open(clock) : store;
    const batches = fc.array(
      fc.record({
        copy: fc.nat(1),
        chats: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
        again: fc.nat(3),
        pause: fc.nat(4),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(batches, fc.array(fc.nat(4), { minLength: 1 }), async (plan, pauses) => {
        await store.db.deleteFrom('inbox').execute();
        const begun = new Map<number, number[]>();
        const busy = new Set<number>();
        const clashes: number[] = [];
        let count = 0;
        const handle = async (update: Update) => {
          const chat = chatOf(update);
          if (busy.has(chat)) clashes.push(update.update_id);
          busy.add(chat);
          begun.set(chat, [...(begun.get(chat) ?? []), update.update_id]);
          count += 1;
          await turns(pauses[count % pauses.length] ?? 0);
          busy.delete(chat);
        };
        const copies = [store, otherStore].map((its) =>
          open({
            rows: createInboxRows(its, botId),
            chatsAtOnce: 2,
            tickMs: 5,
            handle,
          }),
        );
        const sent: Update[] = [];
        for (const { copy, chats, again, pause } of plan) {
          const fresh = chats.map((chat, index) => written(sent.length + index + 1, chat + 1));
          const repeats = again === 0 ? [] : sent.slice(-again);
          sent.push(...fresh);
          await copies[copy]?.accept([...repeats, ...fresh]);
          await turns(pause);
        }
        await settled();
        await Promise.all(copies.map((copy) => copy.stop()));
        expect(clashes).toEqual([]);
        for (const [chat, updates] of begun) {
          const expected = sent.filter((update) => chatOf(update) === chat);
          expect(updates).toEqual(expected.map(({ update_id }) => update_id));
        }
        expect(count).toBe(sent.length);
      }),
      { numRuns: 15 },
    );
  });
});

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

import { beforeEach, expect, test } from 'vitest';
import { createDigestRows, type DigestRows } from '../../../src/store/digests/digest-rows.ts';
import type { Store } from '../../../src/store/store.ts';
import { type Chats, chooseForChat, createChats } from '../../../src/store/tables/chats.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../databases.ts';

const group = -4001;
const supergroup = -1_002_147_483_648;
const alone = 11;
const day = '2026-11-29';
const oldest = '2026-10-01';

describeOnBothDatabases('a daily digest', (database) => {
  let clock: TestClock;
  let store: Store;
  let rows: DigestRows;
  let chats: Chats;
  beforeEach(async () => {
    clock = createClock();
    store = await database.open(clock);
    rows = createDigestRows(store, 1);
    chats = createChats(store, 1);
  });

  const choose = (chatId: number, digest: { hour: number; threadId: number } | null, botId = 1) =>
    chooseForChat(store.db, store.now, { botId, chatId }, { digest });
  const wanted = async () => (await rows.wanted()).map(({ chatId }) => chatId);

  test('is wanted by the chats that chose one, with the moment at which they did', async () => {
    expect(await rows.wanted()).toEqual([]);
    await choose(group, { hour: 8, threadId: 7 });
    const since = clock.ms;
    clock.ms += 1000;
    expect(await rows.wanted()).toEqual([
      { chatId: group, threadId: 7, hour: 8, since, readAt: clock.ms },
    ]);
    expect((await chats.about(group)).digestHour).toBe(8);
    await choose(group, null);
    expect(await rows.wanted()).toEqual([]);
    expect((await chats.about(group)).digestHour).toBeUndefined();
  });

  test('is not for a chat that is gone, until it is back', async () => {
    await choose(group, { hour: 8, threadId: 0 });
    await choose(alone, { hour: 20, threadId: 0 });
    await chats.markGone(group);
    expect(await wanted()).toEqual([alone]);
    await chats.markBack(group);
    expect((await wanted()).sort()).toEqual([group, alone].sort());
  });

  test('of one bot is nothing to another one', async () => {
    await choose(group, { hour: 8, threadId: 0 });
    const other = createDigestRows(store, 2);
    expect(await other.wanted()).toEqual([]);
    expect(await rows.take(group, day, oldest)).toBe(true);
    expect(await other.take(group, day, oldest)).toBe(true);
    expect(await other.taken(day)).toEqual(new Set());
  });

  test('is had once a day, however many copies want to send it', async () => {
    await choose(group, { hour: 8, threadId: 0 });
    const copies = database.kind === 'sqlite' ? [store] : [store, await database.open(clock)];
    const tries = Array.from({ length: 12 }, (_, at) =>
      createDigestRows(copies[at % copies.length] ?? store, 1).take(group, day, oldest),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await rows.taken(day)).toEqual(new Set([group]));
    expect(await rows.taken('2026-11-30')).toEqual(new Set());
    expect(await rows.take(group, '2026-11-30', oldest)).toBe(true);
    expect(await rows.take(alone, day, oldest)).toBe(true);
  });

  test('that did not arrive can be sent again', async () => {
    await rows.take(group, day, oldest);
    await rows.giveBack(group, day);
    expect(await rows.take(group, day, oldest)).toBe(true);
  });

  test('is remembered for as long as is wanted, also when the clock is put back meanwhile', async () => {
    for (const one of ['2026-09-30', '2026-10-01', '2026-11-28', '2026-11-30'])
      await rows.take(group, one, '2026-01-01');
    await rows.take(group, day, oldest);
    const days = await store.db.selectFrom('digests').select('day').orderBy('day').execute();
    expect(days.map((row) => row.day)).toEqual(['2026-10-01', '2026-11-28', day, '2026-11-30']);
    expect(await rows.take(group, '2026-11-28', oldest)).toBe(false);
  });

  test('goes along when the group becomes a supergroup, with the days on which there was one', async () => {
    await choose(group, { hour: 17, threadId: 0 });
    const since = clock.ms;
    await rows.take(group, day, oldest);
    await rows.take(group, '2026-11-28', oldest);
    await rows.take(supergroup, '2026-11-28', oldest);
    clock.ms += 1000;
    await chats.migrate(group, supergroup);
    expect(await rows.wanted()).toMatchObject([{ chatId: supergroup, hour: 17, since }]);
    expect(await rows.take(supergroup, day, oldest)).toBe(false);
    expect(await rows.take(group, day, oldest)).toBe(true);
  });

  test('that was chosen in the supergroup already stays as it was chosen there', async () => {
    await chats.markWarned(group);
    await choose(supergroup, { hour: 20, threadId: 0 });
    await chats.migrate(group, supergroup);
    expect((await chats.about(supergroup)).digestHour).toBe(20);
  });
});

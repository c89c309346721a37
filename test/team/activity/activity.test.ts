import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { type Activity, createActivity } from '../../../src/team/activity/activity.ts';
import { hashOf } from '../../../src/team/activity/chain.ts';
import type { Entry } from '../../../src/team/activity/entry.ts';
import { type Verdict, verifyActivity } from '../../../src/team/activity/verify.ts';
import { type Database, describeOnBothDatabases } from '../../store/databases.ts';

const botId = 1;
const sari = { id: 11, name: 'Sari' };
const budi = { id: 12, name: 'Budi' };
const shop = 'first';

describeOnBothDatabases('the activity', (database) => {
  let store: Store;
  let activity: Activity;

  beforeEach(async () => {
    store = await database.open();
    activity = createActivity(store, botId);
  });

  const rowsNow = () => store.db.selectFrom('activity').selectAll().orderBy('number').execute();
  const record = async (...entries: Entry[]) => {
    for (const entry of entries) await activity.record(entry);
  };
  const five = () =>
    record(
      { kind: 'joined', shop, person: sari, facts: { role: 'owner' } },
      { kind: 'role', shop, person: sari, subject: budi, facts: { role: 'manager' } },
      { kind: 'cancel', shop, person: budi, order: { id: 1338 }, result: 'done' },
      { kind: 'reason', shop, person: budi, order: { id: 1338 }, reason: 'other', note: 'ukuran' },
      { kind: 'tokenRefused', shop },
    );
  const verify = () => verifyActivity(store, botId);

  test('is unbroken from its first row on, and before it', async () => {
    expect(await verify()).toMatchObject({ isWhole: true, rows: 0 });
    await five();
    expect(await verify()).toMatchObject({ isWhole: true, rows: 5 });
  });

  test('numbers its rows one after the other, however many write at once', async () => {
    const others = await copies(database, store);
    const writers = [store, ...others].map((one) => createActivity(one, botId));
    await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        writers[at % writers.length]?.record({
          kind: 'settings',
          shop,
          person: [sari, budi][at % 2],
        }),
      ),
    );
    expect((await rowsNow()).map(({ number }) => number)).toEqual(
      Array.from({ length: 40 }, (_, at) => at + 1),
    );
    expect(await verify()).toMatchObject({ isWhole: true, rows: 40 });
  });

  test('of two bots in one database are two', async () => {
    const other = createActivity(store, 2);
    await record({ kind: 'settings', person: sari });
    await other.record({ kind: 'settings', person: sari });
    await record({ kind: 'settings', person: sari });
    expect(await verify()).toMatchObject({ isWhole: true, rows: 2 });
    expect(await verifyActivity(store, 2)).toMatchObject({ isWhole: true, rows: 1 });
  });

  test('has a row exactly when what it tells of is committed', async () => {
    const failing = store.db.transaction().execute(async (transaction) => {
      await activity.record({ kind: 'settings', shop, person: sari }, transaction);
      throw new Error('killed');
    });
    await expect(failing).rejects.toThrow('killed');
    expect(await rowsNow()).toEqual([]);
    await store.db
      .transaction()
      .execute((transaction) => activity.record({ kind: 'settings', shop }, transaction));
    expect(await verify()).toMatchObject({ isWhole: true, rows: 1 });
  });

  test('is neither changed nor emptied by any statement', async () => {
    await five();
    for (const statement of [
      sql`update activity set result = 'failed'`,
      sql`update activity set at = 0 where number = 1`,
      sql`delete from activity where number = 5`,
      sql`delete from activity`,
    ])
      await expect(statement.execute(store.db)).rejects.toThrow(/stays as it is/);
    expect(await verify()).toMatchObject({ isWhole: true, rows: 5 });
  });

  test('holds names beside its rows, so that it fits without them, and without what is kept', async () => {
    await five();
    const text = JSON.stringify(await rowsNow());
    for (const word of ['Sari', 'Budi', 'ukuran']) expect(text).not.toContain(word);
    await store.db.updateTable('activity_people').set({ name: '', telegram_id: null }).execute();
    await store.db.deleteFrom('activity_kept').execute();
    expect(await verify()).toMatchObject({ isWhole: true, rows: 5 });
  });

  test('writes what somebody keeps trying once in so long', async () => {
    const tried = {
      kind: 'refusal',
      shop,
      person: sari,
      result: 'delete',
      quietMs: 60_000,
    } as const;
    await record(tried, tried, { ...tried, person: budi }, { ...tried, result: 'bulk' }, tried);
    expect((await rowsNow()).map(({ person, result }) => [person, result])).toEqual([
      [1, 'delete'],
      [2, 'delete'],
      [1, 'bulk'],
    ]);
  });

  test('takes texts as people write them', async () => {
    await record({
      kind: 'reason',
      shop,
      person: { id: 11, name: 'S\0ari \ud83d 🙂' },
      reason: 'other',
      note: 'a\0b \udc00',
      facts: { text: '\0\ud800' },
    });
    expect(await verify()).toMatchObject({ isWhole: true, rows: 1 });
  });

  /** What somebody does who has the database, and nothing else. */
  const behindTheBack = async (work: () => Promise<unknown>) => {
    if (database.kind === 'sqlite') {
      await sql`drop trigger activity_no_update`.execute(store.db);
      await sql`drop trigger activity_no_delete`.execute(store.db);
    } else {
      await sql`drop trigger activity_stays on activity`.execute(store.db);
    }
    await work();
  };
  const remove = (number: number) =>
    store.db.deleteFrom('activity').where('number', '=', number).execute();
  const change = (number: number, set: object) =>
    store.db.updateTable('activity').set(set).where('number', '=', number).execute();

  const tampering: [string, () => Promise<unknown>, Partial<Verdict>][] = [
    ['changes a result', () => change(3, { result: 'failed' }), { number: 3, misfit: 'changed' }],
    ['changes who it was', () => change(3, { person: 1 }), { number: 3, misfit: 'changed' }],
    ['changes a hash', () => change(3, { hash: 'x' }), { number: 3, misfit: 'changed' }],
    ['changes a seal', () => change(3, { seal: 'x' }), { number: 3, misfit: 'foreign' }],
    ['takes out the first', () => remove(1), { number: 1, misfit: 'missing' }],
    ['takes one out', () => remove(3), { number: 3, misfit: 'missing' }],
    ['takes out the last', () => remove(5), { number: 5, misfit: 'missing' }],
    [
      'takes out the last and says that the one before is',
      async () => {
        const before = (await rowsNow())[3];
        await remove(5);
        const head = { number: 4, hash: before?.hash ?? '', seal: before?.seal ?? '' };
        await store.db.updateTable('activity_heads').set(head).execute();
      },
      { number: 5, misfit: 'missing' },
    ],
    [
      'takes out all of it',
      () => store.db.deleteFrom('activity').execute(),
      { number: 1, misfit: 'missing' },
    ],
    [
      'swaps two',
      async () => {
        await change(2, { number: 6 });
        await change(3, { number: 2 });
        await change(6, { number: 3 });
      },
      { number: 2, misfit: 'changed' },
    ],
    [
      'puts one in',
      async () => {
        const row = (await rowsNow())[4];
        if (row)
          await store.db
            .insertInto('activity')
            .values({ ...row, number: 6 })
            .execute();
      },
      { number: 6, misfit: 'foreign' },
    ],
    [
      'changes one and chains all that follow anew',
      async () => {
        let previous = '';
        for (const { hash: _, seal, ...row } of await rowsNow()) {
          const forged = { ...row, previous, ...(row.number === 3 && { person: 1 }) };
          previous = hashOf(forged);
          await change(row.number, { ...forged, hash: previous, seal });
        }
        await store.db.updateTable('activity_heads').set({ hash: previous }).execute();
      },
      { number: 3, misfit: 'foreign' },
    ],
    [
      'puts another note in the place of one',
      async () => {
        await record({ kind: 'reason', shop, note: 'other' });
        const [, other] = await store.db
          .selectFrom('activity_kept')
          .selectAll()
          .orderBy('number')
          .execute();
        await store.db
          .updateTable('activity_kept')
          .set({ text_encrypted: other?.text_encrypted ?? '' })
          .where('number', '=', 4)
          .execute();
      },
      { number: 4, misfit: 'text' },
    ],
    [
      'throws the key away',
      () => store.db.updateTable('activity_heads').set({ key_encrypted: 'x' }).execute(),
      { number: 1, misfit: 'key' },
    ],
    [
      'removes the head',
      () => store.db.deleteFrom('activity_heads').execute(),
      { number: 1, misfit: 'key' },
    ],
  ];
  test.each(tampering)(
    'tells where when somebody %s, then and after work went on',
    async (_, work, expected) => {
      await five();
      await behindTheBack(work);
      expect(await verify()).toEqual({ isWhole: false, ...expected });
      await record(
        { kind: 'settings', shop, person: sari },
        { kind: 'settings', shop, person: budi },
      );
      const later = await verify();
      expect(later).toMatchObject({ isWhole: false });
      const { number: first = 0 } = expected as { number?: number };
      expect((later as { number: number }).number).toBeLessThanOrEqual(first);
    },
  );
});

/** Other copies of the bot at the same database, where it takes more than one. */
async function copies(database: Database, store: Store): Promise<Store[]> {
  return database.kind === 'postgres' ? [await database.open(), await database.open()] : [store];
}

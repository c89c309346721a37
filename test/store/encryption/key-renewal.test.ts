import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { encryptAnew } from '../../../src/store/encryption/encrypt-anew.ts';
import { encryptedColumns } from '../../../src/store/encryption/encrypted-columns.ts';
import { createEncryption } from '../../../src/store/encryption/encryption.ts';
import { createKeyRenewal } from '../../../src/store/encryption/key-renewal.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import { createLeases } from '../../../src/store/tables/leases.ts';
import { createActivity } from '../../../src/team/activity/activity.ts';
import { verifyActivity } from '../../../src/team/activity/verify.ts';
import { type Database, describeOnBothDatabases, secretKey } from '../databases.ts';
import { fillTables, type Row } from '../rows.ts';

const newKey = 'the next secret key for tests';
const rows = Array.from({ length: 25 }, (_, n) => n + 1);
const never = new AbortController().signal;

describeOnBothDatabases('with SECRET_KEY_OLD', (database) => {
  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  const openWith = async (key: string, secretKeyOld?: string): Promise<Store> => {
    const store = await openStore(database.address(), key, { secretKeyOld });
    opened.push(store);
    return store;
  };

  test('everything that the database holds is read with either key, and at last with the new one alone', async () => {
    await leaveRows(database);
    const store = await openWith(newKey, secretKey);
    expect(await unreadable(store)).toEqual([]);
    const said: unknown[] = [];
    const renewal = renewalOf(store, said);
    renewal.start();
    await renewal.over;
    expect(said).toContainEqual(
      expect.objectContaining({
        msg: 'nothing needs SECRET_KEY_OLD any more: it may go',
        texts: rows.length * encryptedColumns.length,
      }),
    );
    await closeAll(opened);
    expect(await unreadable(await openWith(newKey))).toEqual([]);
  });

  test('what is written meanwhile stays, and of what was changed by somebody else nothing is lost', async () => {
    await leaveRows(database);
    const store = await openWith(newKey, secretKey);
    const renewing = encryptAnew(store, never, 10);
    const { encrypt } = store.encryption;
    const cell = { table: 'conversations', column: 'state', key: [25, 't25'] };
    await store.db
      .updateTable('conversations')
      .set({ state_encrypted: encrypt('written meanwhile', cell) })
      .where('bot_id', '=', 25)
      .execute();
    await renewing;
    const row = await store.db
      .selectFrom('conversations')
      .select('state_encrypted')
      .where('bot_id', '=', 25)
      .executeTakeFirstOrThrow();
    expect(createEncryption(newKey).decrypt(row.state_encrypted, cell)).toBe('written meanwhile');
    expect(await unreadable(store)).toEqual([]);
  });

  test('it goes on after it was broken off, and two copies at once do it once', async () => {
    await leaveRows(database);
    const store = await openWith(newKey, secretKey);
    const breaking = new AbortController();
    const broken = encryptAnew(store, breaking.signal, 10);
    setImmediate(() => breaking.abort());
    await expect(broken).rejects.toThrow('aborted');
    const both = await Promise.all([encryptAnew(store, never, 10), encryptAnew(store, never, 10)]);
    expect(both.map((one) => one.unreadable)).toEqual([{}, {}]);
    const renewed = both[0].renewed + both[1].renewed;
    expect(renewed).toBeGreaterThan(0);
    expect(renewed).toBeLessThanOrEqual(rows.length * encryptedColumns.length);
    expect(await encryptAnew(store, never, 10)).toEqual({ renewed: 0, unreadable: {} });
  });

  test('what neither key can read is left as it is and told by its place', async () => {
    const store = await openWith(newKey, secretKey);
    await fillTables(store, [1, 2], (row, table) =>
      table === 'refunds' ? { ...row, order_encrypted: '' } : row,
    );
    const { unreadable: left } = await encryptAnew(store, never, 10);
    expect(left['acts.seen_encrypted']).toBe(2);
    expect(left).not.toHaveProperty('refunds.order_encrypted');
    const kept = await store.db
      .selectFrom('acts')
      .select('seen_encrypted')
      .orderBy('request')
      .execute();
    expect(kept.map((row) => row.seen_encrypted)).toEqual(['t1', 't2']);
  });

  test('the activity stays unbroken', async () => {
    const before = await database.open();
    const record = (store: Store, note: string) =>
      createActivity(store, 7).record({ kind: 'reason', shop: 'first', note });
    await record(before, 'written with the old key');
    await before.close();
    const store = await openWith(newKey, secretKey);
    await record(store, 'written with both');
    await encryptAnew(store, never, 10);
    await record(store, 'written with the new key');
    expect(await verifyActivity(store, 7)).toMatchObject({ isWhole: true, rows: 3 });
  });
});

describeOnBothDatabases('with a SECRET_KEY that is another one', (database) => {
  const opened: Store[] = [];
  afterEach(() => closeAll(opened));
  const startWith = async (key: string, secretKeyOld?: string) => {
    await closeAll(opened);
    const store = await openStore(database.address(), key, { secretKeyOld });
    opened.push(store);
    const said: unknown[] = [];
    const told: string[] = [];
    const renewal = renewalOf(store, said, told);
    renewal.start();
    await renewal.over;
    return { store, said, told };
  };

  test('owners are told once, the log at each start how much can’t be read, and all of it stays for the former key', async () => {
    await leaveRows(database);
    const first = await startWith(newKey);
    expect(first.store.hasLostKey).toBe(true);
    expect(first.told).toEqual(['lost']);
    const unreadable = expect.objectContaining({ 'acts.seen_encrypted': rows.length });
    expect(first.said).toEqual([expect.objectContaining({ level: 50, unreadable })]);
    const second = await startWith(newKey);
    expect(second.told).toEqual([]);
    expect(second.said).toHaveLength(1);

    const third = await startWith(newKey, secretKey);
    expect(third.told).toEqual([]);
    const fourth = await startWith(newKey);
    expect([fourth.store.hasLostKey, fourth.told, fourth.said]).toEqual([false, [], []]);
  });

  test('there is nothing to tell once nothing of the former key is left', async () => {
    await (await database.open()).close();
    const first = await startWith(newKey);
    expect([first.store.hasLostKey, first.told, first.said]).toEqual([true, [], []]);
    expect((await startWith(newKey)).store.hasLostKey).toBe(false);
  });

  test('what was written with a key that was set by mistake is read after both changed places', async () => {
    await leaveRows(database);
    const mistaken = await startWith(newKey);
    const cell = { table: 'conversations', column: 'state', key: [25, 't25'] };
    await mistaken.store.db
      .updateTable('conversations')
      .set({ state_encrypted: mistaken.store.encryption.encrypt('new', cell) })
      .where('bot_id', '=', 25)
      .execute();
    await startWith(secretKey, newKey);
    expect(await unreadable((await startWith(secretKey)).store)).toEqual([]);
  });
});

/** @param told gets a word for each time that owners are told */
function renewalOf(store: Store, said: unknown[] = [], told: string[] = []) {
  const log = pino({}, { write: (line) => void said.push(JSON.parse(line)) });
  const onLost = async () => void told.push('lost');
  return createKeyRenewal({ store, leases: createLeases(store), log, onLost });
}

/** Rows as the former key left them, a text in each encrypted column that says where it stands. */
async function leaveRows(database: Database): Promise<void> {
  const store = await database.open();
  const { encrypt } = store.encryption;
  await fillTables(store, rows, (row, table) => {
    const texts = encryptedColumns
      .filter((column) => column.table === table)
      .map(({ column, key, cellOf }) => {
        const cell = cellOf(key.map((name) => row[name] ?? ''));
        return [column, encrypt(`${table} ${column} ${cell.key}`, cell)];
      });
    return { ...row, ...(Object.fromEntries(texts) as Row) };
  });
  await store.close();
}

/** The columns with a text that can't be read. */
async function unreadable(store: Store): Promise<string[]> {
  const encryption = { ...store.encryption, old: undefined };
  return Object.keys((await encryptAnew({ ...store, encryption }, never, 10)).unreadable);
}

async function closeAll(stores: Store[]): Promise<void> {
  await Promise.all(stores.splice(0).map((store) => store.close()));
}

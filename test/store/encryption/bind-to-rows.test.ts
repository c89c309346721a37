import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { adoptRows } from '../../../src/store/adopt-rows.ts';
import { createEncryption } from '../../../src/store/encryption/encryption.ts';
import { isKeyOf } from '../../../src/store/encryption/key-check.ts';
import { usePostgres } from '../../../src/store/engine/postgres/postgres.ts';
import { openSqliteFile } from '../../../src/store/engine/sqlite/sqlite.ts';
import { createDeadLetters } from '../../../src/store/inbox/dead-letters.ts';
import { createInboxRows } from '../../../src/store/inbox/inbox.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import { openStore } from '../../../src/store/store.ts';
import { createConversationStates } from '../../../src/store/tables/conversations.ts';
import { silent } from '../../delivery/updates.ts';
import { type Database, describeOnEmptyDatabases, secretKey } from '../databases.ts';

const bots = [7100000001, 7100000002];
const legacy = createEncryption(secretKey);

/** A database as the version before left it, with these rows. */
async function leaveLegacy(
  database: Database,
  inbox: { bot: number; id: number; status: string; payload: string }[],
  conversations: Record<string, string>,
): Promise<void> {
  const address = database.address();
  const engine =
    address.kind === 'sqlite' ? openSqliteFile(address.path) : usePostgres(address.url);
  try {
    await engine.setUp(async (db) => {
      await migrate(db, legacy, '006_waiting');
      await isKeyOf(db, legacy);
      for (const { bot, id, status, payload } of inbox) {
        await sql`insert into inbox (bot_id, update_id, queue, status, payload_sealed, received_at, due_at, failures)
          values (${bot}, ${id}, ${`chat:${id}`}, ${status}, ${payload}, 1, 1, 0)`.execute(db);
      }
      for (const [key, state] of Object.entries(conversations)) {
        await sql`insert into conversations (key, state_sealed, updated_at) values (${key}, ${state}, 1)`.execute(
          db,
        );
      }
    });
  } finally {
    await engine.close();
  }
}

describeOnEmptyDatabases('what earlier versions encrypted', (database) => {
  test('is encrypted anew for its row once, and read as before', async () => {
    const waiting = bots.flatMap((bot) =>
      Array.from({ length: 600 }, (_, id) => ({
        bot,
        id,
        status: id % 2 === 0 ? 'waiting' : 'dead',
        payload: legacy.encryptLegacy(`{"of":${bot},"id":${id}}`),
      })),
    );
    const handled = { bot: 7100000001, id: 1000, status: 'handled', payload: '' };
    const states = Array.from({ length: 600 }, (_, n): [string, string] => [
      `-${n}:1:`,
      legacy.encryptLegacy(`"state ${n}"`),
    ]);
    await leaveLegacy(database, [...waiting, handled], Object.fromEntries(states));

    const store = await database.open();
    for (const bot of bots) {
      const claimed = await createInboxRows(store, bot).claim(1000, 60_000);
      const deadLetters = await createDeadLetters(store, bot).list();
      const read = [...claimed, ...deadLetters].map(({ updateId, payload }) => [
        updateId,
        payload(),
      ]);
      expect(read).toHaveLength(600);
      for (const [id, payload] of read) expect(payload).toBe(`{"of":${bot},"id":${id}}`);
    }
    await adoptRows(store, 7);
    const conversations = createConversationStates(store, 7, silent);
    for (const n of [0, 499, 500, 599])
      expect(await conversations.read(`-${n}:1:`)).toBe(`"state ${n}"`);
    const kept = await store.db.selectFrom('inbox').select('payload_encrypted').execute();
    const forms = kept.map(({ payload_encrypted }) => payload_encrypted.slice(0, 3));
    expect(new Set(forms)).toEqual(new Set(['v2:', '']));
  });

  test('is not read any more once that is done', async () => {
    const store = await database.open();
    await createInboxRows(store, 7).put([{ updateId: 1, queue: 'chat:1', payload: '{}' }]);
    const [update] = await createInboxRows(store, 7).claim(1, 60_000);
    await store.db
      .updateTable('inbox')
      .set({ payload_encrypted: store.encryption.encryptLegacy('{}'), status: 'dead' })
      .execute();
    expect(update?.payload()).toBe('{}');
    const [row] = await createDeadLetters(store, 7).list();
    expect(() => row?.payload()).toThrow(expect.objectContaining({ name: 'DecryptionFailed' }));
  });

  test('and was damaged stays as it is, and stops nothing else', async () => {
    await leaveLegacy(
      database,
      [
        { bot: 7, id: 1, status: 'waiting', payload: 'damaged' },
        { bot: 7, id: 2, status: 'waiting', payload: legacy.encryptLegacy('{"id":2}') },
      ],
      { '1:1:': 'damaged', '2:2:': legacy.encryptLegacy('"two"') },
    );
    const store = await database.open();
    const claimed = await createInboxRows(store, 7).claim(9, 60_000);
    const [damaged, whole] = claimed.toSorted((a, b) => a.updateId - b.updateId);
    expect(() => damaged?.payload()).toThrow(expect.objectContaining({ name: 'DecryptionFailed' }));
    expect(whole?.payload()).toBe('{"id":2}');
    await adoptRows(store, 7);
    const conversations = createConversationStates(store, 7, silent);
    expect(await conversations.read('1:1:')).toBeUndefined();
    expect(await conversations.read('2:2:')).toBe('"two"');
  });

  test('is left untouched by a start with another key, which is refused', async () => {
    const encrypted = legacy.encryptLegacy('{"id":1}');
    await leaveLegacy(database, [{ bot: 7, id: 1, status: 'waiting', payload: encrypted }], {});
    await expect(openStore(database.address(), 'another secret key!')).rejects.toMatchObject({
      name: 'StoreError',
      problem: 'key',
    });
    const [update] = await createInboxRows(await database.open(), 7).claim(1, 60_000);
    expect(update?.payload()).toBe('{"id":1}');
  });
});

import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import { anotherKey, type Encryption } from './encryption.ts';

const factName = 'key fingerprint';

/**
 * Makes sure that what lies in the database can be opened with this key, or with the former one that it knows: the first
 * start leaves the key's fingerprint.
 * @throws {StoreError} `key` when the database was made with another one.
 */
export async function checkKey(
  db: Kysely<Tables>,
  { fingerprint, old }: Encryption,
): Promise<void> {
  await db
    .insertInto('facts')
    .values({ name: factName, value: fingerprint })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const made = await db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', factName)
    .executeTakeFirstOrThrow();
  if (made.value !== fingerprint && made.value !== old?.fingerprint) throw anotherKey();
}

/** From now on the database is one that was made with this key: nothing in it needs the former one. */
export async function noteRenewed(
  db: Kysely<Tables>,
  { fingerprint, old }: Encryption,
): Promise<void> {
  await db
    .updateTable('facts')
    .set({ value: fingerprint })
    .where('name', '=', factName)
    .where('value', '=', old?.fingerprint ?? fingerprint)
    .execute();
}

import type { Kysely } from 'kysely';
import type { Tables } from '../schema.ts';
import { anotherKey, type Encryption } from './encryption.ts';

const factName = 'key fingerprint';

/**
 * Makes sure that what lies in the database can be opened with this key: the first start leaves the key's fingerprint.
 * @throws {StoreError} `key` when the database was made with another one.
 */
export async function checkKey(db: Kysely<Tables>, { fingerprint }: Encryption): Promise<void> {
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
  if (made.value !== fingerprint) throw anotherKey();
}

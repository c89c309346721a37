import type { Kysely } from 'kysely';
import { StoreError } from '../errors.ts';
import type { Tables } from '../schema.ts';
import type { Encryption } from './encryption.ts';

const factName = 'key fingerprint';

/** What the database holds can't be read with this key, and must not be touched with it. */
export function anotherKey(): StoreError {
  return new StoreError(
    'key',
    'The database was encrypted with another key: set the SECRET_KEY it was made with, or put back its key file, which lies beside an SQLite database.',
  );
}

/**
 * Whether what lies in the database was encrypted with this key, or with the former one that it knows: the first start
 * leaves the key's fingerprint.
 */
export async function isKeyOf(
  db: Kysely<Tables>,
  { fingerprint, old }: Encryption,
): Promise<boolean> {
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
  return made.value === fingerprint || made.value === old?.fingerprint;
}

/** From now on the database is one that was made with this key: nothing in it needs another. */
export async function noteKey(
  db: Kysely<Tables>,
  { fingerprint }: Pick<Encryption, 'fingerprint'>,
): Promise<void> {
  await db.updateTable('facts').set({ value: fingerprint }).where('name', '=', factName).execute();
}

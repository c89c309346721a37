import type { Migration } from 'kysely/migration';
import type { Encryption } from '../encryption/encryption.ts';

/** One step of a database from one version to the next. It knows the key, for what it has to read or write anew. */
export interface Step {
  up(db: Parameters<Migration['up']>[0], encryption: Encryption): Promise<void>;
}

import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { Store } from './store.ts';

/** The store as a part of what a transaction does: it reads there too, what it has just written included. */
export function within(transaction: Kysely<Tables>, store: Store): Store {
  return { ...store, db: transaction, reads: transaction };
}

import { type RawBuilder, sql } from 'kysely';
import type { Leases } from '../../background/with-lease.ts';
import { type DatabaseClock, later } from '../clock.ts';
import type { Store } from '../store.ts';

/** The leases in the database, by its own clock. */
export interface StoredLeases extends Leases {
  /** Gives back all that was taken here and not released, so that nobody has to wait for it to run out. */
  releaseAll(): Promise<void>;
}

export function createLeases({ withRelaxedDurability, now, health }: Store): StoredLeases {
  /** Who took what here, by name. */
  const taken = new Map<string, string>();
  const release = async (name: string, holder: string): Promise<void> => {
    // After an outage it need not run out first; until then whoever releases it takes nothing else up.
    await health.retryAfterOutage(() =>
      withRelaxedDurability((db) =>
        db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute(),
      ),
    );
    if (taken.get(name) === holder) taken.delete(name);
  };
  return {
    async take(name, holder, ms) {
      const row = await withRelaxedDurability((db) =>
        db
          .insertInto('leases')
          .values({ name, holder, expires_at: later(now, ms) })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({ holder, expires_at: later(now, ms) })
              .where(isRunOut('leases.expires_at', now, ms)),
          )
          .returning('name')
          .executeTakeFirst(),
      );
      if (row !== undefined) taken.set(name, holder);
      return row !== undefined;
    },
    async renew(name, holder, ms) {
      const { numUpdatedRows } = await withRelaxedDurability((db) =>
        db
          .updateTable('leases')
          .set({ expires_at: later(now, ms) })
          .where('name', '=', name)
          .where('holder', '=', holder)
          .executeTakeFirst(),
      );
      return numUpdatedRows > 0n;
    },
    release,
    async releaseAll() {
      await Promise.all([...taken].map(([name, holder]) => release(name, holder)));
    },
  };
}

/** Small corrections of the clock take no lease from a live holder. */
const clockSlackMs = 5000;

/**
 * True in a statement for a lease of `ms` milliseconds that nobody holds any more: its end has passed, or lies further
 * ahead than it can, since the clock was put back after its holder last renewed it.
 */
export function isRunOut(expiresAt: string, now: DatabaseClock, ms: number): RawBuilder<boolean> {
  const column = sql.ref(expiresAt);
  return sql`(${column} <= ${now()} or ${column} > ${later(now, ms + clockSlackMs)})`;
}

import { later } from '../clock.ts';
import type { Store } from '../store.ts';

/** Who may do what only one may do at a time; ends by itself when its holder falls silent. */
export interface Leases {
  /** Takes the lease, free or run out, for `ms` milliseconds. False: another holder's is live. */
  take(name: string, holder: string, ms: number): Promise<boolean>;
  /** Prolongs a lease, also one that ran out unnoticed, unless somebody else has it by now. False: it was lost. */
  renew(name: string, holder: string, ms: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Gives back all that was taken here and not released, so that nobody has to wait for it to run out. */
  releaseAll(): Promise<void>;
}

export function createLeases({ lightly, now, health }: Store): Leases {
  /** Who took what here, by name. */
  const taken = new Map<string, string>();
  const release = async (name: string, holder: string): Promise<void> => {
    // After an outage it need not run out first; until then whoever releases it takes nothing else up.
    await health.outlast(() =>
      lightly((db) =>
        db.deleteFrom('leases').where('name', '=', name).where('holder', '=', holder).execute(),
      ),
    );
    if (taken.get(name) === holder) taken.delete(name);
  };
  return {
    async take(name, holder, ms) {
      const row = await lightly((db) =>
        db
          .insertInto('leases')
          .values({ name, holder, expires_at: later(now, ms) })
          .onConflict((conflict) =>
            conflict
              .column('name')
              .doUpdateSet({ holder, expires_at: later(now, ms) })
              .where('leases.expires_at', '<=', now()),
          )
          .returning('name')
          .executeTakeFirst(),
      );
      if (row !== undefined) taken.set(name, holder);
      return row !== undefined;
    },
    async renew(name, holder, ms) {
      const { numUpdatedRows } = await lightly((db) =>
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

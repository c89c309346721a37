import type { Kysely } from 'kysely';
import { type DatabaseClock, later } from '../clock.ts';
import type { JoinRequestStatus } from '../schema/team.ts';
import type { Tables } from '../schema.ts';

export interface JoinRequestRow {
  name: string;
  status: JoinRequestStatus;
}

/** Every SQL statement on who has asked to join a shop's team, as a part of what `transaction` does. */
export function joinRequestsIn(transaction: Kysely<Tables>, now: DatabaseClock, shop: string) {
  return {
    /** What was asked or decided in the last `ms` milliseconds. */
    async of(personId: number, ms: number): Promise<JoinRequestRow | undefined> {
      return transaction
        .selectFrom('join_requests')
        .select(['name', 'status'])
        .where('shop', '=', shop)
        .where('person_id', '=', personId)
        .where('at', '>', later(now, -ms))
        .executeTakeFirst();
    },
    async put(personId: number, row: JoinRequestRow): Promise<void> {
      const kept = { ...row, at: now() };
      await transaction
        .insertInto('join_requests')
        .values({ shop, person_id: personId, ...kept })
        .onConflict((conflict) => conflict.columns(['shop', 'person_id']).doUpdateSet(kept))
        .execute();
    },
    /** Removes what is older than `ms` milliseconds. */
    async forget(ms: number): Promise<void> {
      await transaction
        .deleteFrom('join_requests')
        .where('shop', '=', shop)
        .where('at', '<=', later(now, -ms))
        .execute();
    },
  };
}

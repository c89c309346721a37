import { type SqlBool, sql } from 'kysely';
import { later } from '../../clock.ts';
import type { Store } from '../../store.ts';
import { hasRole } from '../../tables/members.ts';
import { showNow } from '../message-rows.ts';
import { heldBack } from '../states.ts';
import type { AlongsideRequest } from './expire.ts';

/** A person's word that what waits out its grace time is not to be done. */
export interface UndoRow {
  personId: number;
  personName: string;
  /** The person must have one of these roles in the request's shop at this moment. */
  roles: readonly string[];
  /** Committed with it, or not at all. */
  alongside: AlongsideRequest;
}

/** Every SQL statement on requests that wait out a grace time. */
export interface HoldRows {
  /** Takes a request back, all or nothing. False: something of it has left, or the person has no right to it. */
  undo(token: string, undo: UndoRow): Promise<boolean>;
  /** Nothing that is held leaves sooner than in so many milliseconds. */
  extend(ms: number): Promise<void>;
}

/** Something of it was sent, or it is over: the whole transaction is taken back. */
class TooLate extends Error {}

export function createHoldRows({ db, now }: Store, botId: number): HoldRows {
  return {
    async undo(token, { personId, personName, roles, alongside }) {
      const work = db.transaction().execute(async (transaction) => {
        // Acts before their request, as with every step of an act: whichever comes first keeps the other from its act.
        await transaction
          .updateTable('acts')
          .set({ status: 'skipped', settled_at: now() })
          .where('request', '=', token)
          .where('bot_id', '=', botId)
          .where('status', 'in', heldBack)
          .where('sends', '=', 0)
          .execute();
        const left = await transaction
          .selectFrom('acts')
          .select('position')
          .where('request', '=', token)
          .where('status', '<>', 'skipped')
          .limit(1)
          .executeTakeFirst();
        const row = await transaction
          .updateTable('requests')
          .set({
            status: 'undone',
            undone_by: personId,
            undone_by_name: personName,
            undone_at: now(),
          })
          .where('token', '=', token)
          .where('bot_id', '=', botId)
          .where('status', '=', 'confirmed')
          .where('held_until', 'is not', null)
          .where(({ ref }) => hasRole(sql`${personId}`, ref('requests.shop'), roles))
          .returningAll()
          .executeTakeFirst();
        if (left !== undefined || row === undefined) throw new TooLate();
        await showNow(transaction, now, token);
        await alongside(row, transaction);
        return true;
      });
      return work.catch((error: unknown) => {
        if (error instanceof TooLate) return false;
        throw error;
      });
    },
    async extend(ms) {
      const isHeld = sql<SqlBool>`acts.request in (select token from requests where
        requests.bot_id = ${botId} and requests.status = 'confirmed' and requests.held_until < ${later(now, ms)})`;
      await db.transaction().execute(async (transaction) => {
        const acts = await transaction
          .updateTable('acts')
          .set({ due_at: later(now, ms) })
          .where('status', 'in', heldBack)
          .where('sends', '=', 0)
          .where(isHeld)
          .returning('request')
          .execute();
        for (const request of new Set(acts.map((act) => act.request))) {
          await transaction
            .updateTable('requests')
            .set({ held_until: later(now, ms) })
            .where('token', '=', request)
            .execute();
          await showNow(transaction, now, request);
        }
      });
    },
  };
}

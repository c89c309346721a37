import { type SqlBool, sql } from 'kysely';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { hasRole } from '../../tables/members.ts';
import { unlessHeld } from '../acts/order-held.ts';
import { moveOn } from '../decision/decide.ts';
import type { AlongsideRequest } from '../decision/expire.ts';
import type { RequestRow } from '../request.ts';
import { copyTo, isToBeCopied } from './approval-copies.ts';

/** What somebody says to a request that waits for an approval. */
export interface AnswerRow {
  /** Only who asked for it withdraws it, and only others approve or refuse. */
  to: 'confirmed' | 'declined' | 'withdrawn';
  personId: number;
  personName: string;
  /** Who approves or refuses must have one of these roles in the request's shop at this moment. */
  roles: readonly string[];
  /** The act is looked at once more before what comes to nothing counts as left alone. */
  check: boolean;
  /** An act that is over within so many milliseconds needs no word before its result. */
  slowMs: number;
  /** Committed with the answer, or not at all. */
  alongside: AlongsideRequest;
}

/** Every SQL statement on requests that wait for an approval. */
export interface ApprovalRows {
  /**
   * Takes an answer, all or nothing: of all who answer at once, one gets the row and the others nothing. Nothing too for
   * whom has no right to it, and after the time has run out.
   * @throws {OrderHeld} when a second act on one of its orders would be under way
   */
  answer(token: string, answer: AnswerRow): Promise<RequestRow | undefined>;
  /** Whether anybody in the shop has one of these roles but these people. */
  isAnybodyElse(shop: string, roles: readonly string[], but: readonly number[]): Promise<boolean>;
  /** Has what waits shown to those who have become able to answer it, and to whose group is gone. False: there was nobody. */
  spread(rolesFor: RolesFor): Promise<boolean>;
}

/** Who may approve what: roles by the kind of act. */
export type RolesFor = (kind: Tables['requests']['kind']) => readonly string[];

export function createApprovalRows({ db, now }: Store, botId: number): ApprovalRows {
  return {
    async answer(token, { to, personId, personName, roles, check, slowMs, alongside }) {
      const work = db.transaction().execute(async (transaction) => {
        const isAsker = sql<SqlBool>`${personId} in (requests.asked_by, requests.decided_by)`;
        const row = await transaction
          .updateTable('requests')
          .set({
            status: to,
            answered_by: personId,
            answered_by_name: personName,
            answered_at: now(),
          })
          .where('token', '=', token)
          .where('bot_id', '=', botId)
          .where('status', '=', 'awaiting')
          .where('expires_at', '>', now())
          .where(({ and, not, ref }) =>
            to === 'withdrawn'
              ? isAsker
              : and([not(isAsker), hasRole(sql`${personId}`, ref('requests.shop'), roles)]),
          )
          .returningAll()
          .returning(now().as('read_at'))
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await moveOn(transaction, now, row, { check, slowMs });
        await alongside(row, transaction);
        return row;
      });
      return unlessHeld(work);
    },
    async isAnybodyElse(shop, roles, but) {
      const somebody = await db
        .selectFrom('members')
        .select('person_id')
        .where('shop', '=', shop)
        .where('role', 'in', [...roles])
        .where('person_id', 'not in', [...but])
        .limit(1)
        .executeTakeFirst();
      return somebody !== undefined;
    },
    async spread(rolesFor) {
      const waiting = await db
        .selectFrom('requests')
        .select(['token', 'kind'])
        .where('bot_id', '=', botId)
        .where('status', '=', 'awaiting')
        .limit(500)
        .execute();
      let isSpread = false;
      for (const { token, kind } of waiting) {
        if (!(await isToBeCopied(db, botId, token, rolesFor(kind)))) continue;
        await db
          .transaction()
          .execute((transaction) => copyTo(transaction, now, botId, token, rolesFor(kind)));
        isSpread = true;
      }
      return isSpread;
    },
  };
}

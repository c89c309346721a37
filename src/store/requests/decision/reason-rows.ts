import { type Kysely, sql } from 'kysely';
import { actReasonNote } from '../../encryption/cells.ts';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { hasRole } from '../../tables/members.ts';
import type { ActRow } from '../acts/act.ts';
import { changed } from '../message-rows.ts';

/** Why something is done, in a word, and what somebody wrote about it. */
export interface Why {
  reason: string;
  note?: string | undefined;
}

/** Why an order was canceled, as one person says. */
export interface GivenReason extends Why {
  personId: number;
  /** The person must have one of these roles in the act's shop at this moment. */
  roles: readonly string[];
  /** Done last in the same transaction. */
  alongside: (row: ActRow, transaction: Kysely<Tables>) => Promise<void>;
}

/**
 * Keeps the reason of a cancel that was done, in place of one that was given before, and has it shown.
 * False: nothing was canceled by this request, or the person has no right to say so.
 */
export function giveReason(
  { db, now, encryption }: Store,
  botId: number,
  request: string,
  { reason, note, personId, roles, alongside }: GivenReason,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('acts')
      .set({
        reason,
        reason_at: now(),
        reason_note_encrypted:
          note === undefined ? null : encryption.encrypt(note, actReasonNote(request, 0)),
      })
      .where('request', '=', request)
      .where('position', '=', 0)
      .where('bot_id', '=', botId)
      .where('status', '=', 'done')
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('requests')
            .select('token')
            .whereRef('requests.token', '=', 'acts.request')
            .where('requests.kind', '=', 'cancel'),
        ),
      )
      .where(({ ref }) => hasRole(sql`${personId}`, ref('acts.shop'), roles))
      .returningAll()
      .returning(now().as('read_at'))
      .executeTakeFirst();
    if (row === undefined) return false;
    await changed(transaction, now, request);
    await alongside(row, transaction);
    return true;
  });
}

/** Keeps why a request was confirmed with each of its acts, as a part of what `transaction` does. */
export async function keepWhy(
  transaction: Kysely<Tables>,
  { now, encryption }: Pick<Store, 'now' | 'encryption'>,
  request: string,
  { reason, note }: Why,
): Promise<void> {
  const acts = await transaction
    .updateTable('acts')
    .set({ reason, reason_at: now() })
    .where('request', '=', request)
    .returning('position')
    .execute();
  if (note === undefined) return;
  for (const { position } of acts) {
    await transaction
      .updateTable('acts')
      .set({ reason_note_encrypted: encryption.encrypt(note, actReasonNote(request, position)) })
      .where('request', '=', request)
      .where('position', '=', position)
      .execute();
  }
}

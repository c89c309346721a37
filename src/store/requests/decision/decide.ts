import { type Kysely, type Selectable, sql } from 'kysely';
import { type DatabaseClock, later } from '../../clock.ts';
import type { RequestsTable } from '../../schema/requests.ts';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { hasRole } from '../../tables/members.ts';
import { unlessHeld } from '../acts/order-held.ts';
import { copyTo } from '../approval/approval-copies.ts';
import { changed, showNow } from '../message-rows.ts';
import type { RequestRow } from '../request.ts';
import type { ApprovalReason } from '../states.ts';
import type { AlongsideRequest } from './expire.ts';
import { keepWhy, type Why } from './reason-rows.ts';

/** A person's decision on a request. */
export interface DecisionRow {
  to: 'confirmed' | 'declined' | Awaiting;
  personId: number;
  personName: string;
  /** The person must have one of these roles in the request's shop at this moment. */
  roles: readonly string[];
  /** The act is looked at once more before what was declined counts as left alone. */
  check: boolean;
  /** An act that is over within so many milliseconds needs no word before its result. */
  slowMs: number;
  /** Why, which is kept with each of its acts. */
  why?: Why | undefined;
  /** Committed with the decision, or not at all. */
  alongside?: AlongsideRequest | undefined;
}

/** A Yes that takes a second person: why, for how long it waits for one, and the roles of those who are shown it. */
export interface Awaiting {
  why: ApprovalReason;
  lifetimeMs: number;
  approvers: readonly string[];
}

/** Who decided on a request, and from which chat it was asked. */
export type DecisionTaken = Pick<
  RequestRow,
  'kind' | 'status' | 'decided_by' | 'decided_by_name'
> & { chat_id: number | null };

/** The decision behind an act, as a part of what `from` does. */
export function decisionOn(from: Kysely<Tables>, token: string): Promise<DecisionTaken> {
  return (
    from
      .selectFrom('requests')
      .leftJoin('request_messages', 'request_messages.request', 'requests.token')
      .select(['kind', 'status', 'decided_by', 'decided_by_name', 'request_messages.chat_id'])
      .where('token', '=', token)
      // Where it was asked, before the private chats in which it stands too.
      .orderBy('request_messages.copy')
      .orderBy('request_messages.chat_id')
      .limit(1)
      .executeTakeFirstOrThrow()
  );
}

/**
 * Takes a decision, all or nothing: of all who decide at once, one gets the row and the others nothing. Nothing too for
 * whom has no right to it, and after the question has run out.
 * @throws {OrderHeld} when a second act on one of its orders would be under way
 */
export function decide(
  store: Store,
  botId: number,
  token: string,
  { to, personId, personName, roles, check, slowMs, why, alongside }: DecisionRow,
): Promise<RequestRow | undefined> {
  const { db, now } = store;
  const work = db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('requests')
      .set({
        ...(typeof to === 'object'
          ? { status: 'awaiting', approval: to.why, expires_at: later(now, to.lifetimeMs) }
          : { status: to, approval: null }),
        decided_by: personId,
        decided_by_name: personName,
        decided_at: now(),
      })
      .where('token', '=', token)
      .where('bot_id', '=', botId)
      .where('status', '=', 'proposed')
      .where('expires_at', '>', now())
      .where(({ ref }) => hasRole(sql`${personId}`, ref('requests.shop'), roles))
      .returningAll()
      .returning(now().as('read_at'))
      .executeTakeFirst();
    if (row === undefined) return undefined;
    if (why !== undefined) await keepWhy(transaction, store, token, why);
    if (typeof to === 'object') {
      await changed(transaction, now, token);
      await copyTo(transaction, now, botId, token, to.approvers);
    } else await moveOn(transaction, now, row, { check, slowMs });
    await alongside?.(row, transaction);
    return row;
  });
  return unlessHeld(work);
}

/** A run begins with its Yes, led by who said it. False: the request is about one order. */
async function beginRun(
  transaction: Kysely<Tables>,
  { token, decided_by, decided_by_name }: Selectable<RequestsTable>,
  now: DatabaseClock,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('runs')
    .set({ alive_at: now(), led_by: decided_by, led_by_name: decided_by_name })
    .where('request', '=', token)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * What was decided becomes of the request's acts, and is shown: soon, where its result may come first. What has a grace
 * time is held back for it from now on.
 */
export async function moveOn(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  row: Selectable<RequestsTable>,
  { check, slowMs }: Pick<DecisionRow, 'check' | 'slowMs'>,
): Promise<void> {
  const { token, status } = row;
  const dropped = check ? 'checking' : 'skipped';
  const isRun = status === 'confirmed' && (await beginRun(transaction, row, now));
  const confirmed = isRun ? 'queued' : 'waiting';
  const heldMs = status === 'confirmed' ? (row.grace_ms ?? 0) : 0;
  if (heldMs > 0) await holdBack(transaction, now, token, heldMs);
  await transaction
    .updateTable('acts')
    .set({ status: status === 'confirmed' ? confirmed : dropped, due_at: later(now, heldMs) })
    .where('request', '=', token)
    .where('status', '=', 'proposed')
    .execute();
  if (heldMs > 0) return showNow(transaction, now, token);
  const shownSoon = status === 'confirmed' || check;
  await changed(transaction, now, token, shownSoon ? slowMs : 0);
}

async function holdBack(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  token: string,
  ms: number,
): Promise<void> {
  await transaction
    .updateTable('requests')
    .set({ held_until: later(now, ms) })
    .where('token', '=', token)
    .execute();
}

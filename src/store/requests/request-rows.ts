import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { type DatabaseClock, later } from '../clock.ts';
import type { ActsTable, RequestsTable, RunsTable, Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { hasRole } from '../tables/members.ts';
import { OrderHeld, refusesSecond } from './act-rows.ts';
import { copyTo } from './approval-copies.ts';
import { type AlongsideRequest, expireRequests } from './expire.ts';
import { changed, showNow } from './message-rows.ts';
import { keepWhy, type Why } from './reason-rows.ts';
import type { ApprovalReason } from './states.ts';

/** What is read of a run together with its request; all null where the request is about one order. */
type RunColumns = Pick<
  Selectable<RunsTable>,
  'reason' | 'changed_by' | 'changed_by_name' | 'led_by' | 'led_by_name' | 'trouble'
> & { run_state: RunsTable['state'] | null; alive_at: number | null };

/** A request as it lies in the database, with the moment at which it was read. */
export type RequestRow = Selectable<RequestsTable> & { read_at: number };
export type RequestWithRun = RequestRow & RunColumns;
export type NewRequestRow = Pick<
  Insertable<RequestsTable>,
  | 'token'
  | 'shop'
  | 'kind'
  | 'asked_by'
  | 'asked_by_name'
  | 'follows'
  | 'approval'
  | 'asks_reason'
  | 'grace_ms'
>;
export type NewActRow = Pick<
  Insertable<ActsTable>,
  'order_id' | 'po_number' | 'seen_encrypted' | 'found_at'
>;

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

/** Every SQL statement on requests. */
export interface RequestRows {
  /**
   * Leaves a request as it is that is there already.
   * @param facts what makes it a run over many orders: what is said of them, encrypted
   */
  insert(
    request: NewRequestRow,
    acts: readonly NewActRow[],
    target: { chatId: number; threadId: number | null },
    lifetimeMs: number,
    facts?: string,
  ): Promise<void>;
  get(token: string): Promise<RequestWithRun | undefined>;
  /**
   * Takes a decision, all or nothing: of all who decide at once, one gets the row and the others nothing. Nothing too
   * for whom has no right to it, and after the question has run out.
   * @throws {OrderHeld} when a second act on one of its orders would be under way
   */
  decide(token: string, decision: DecisionRow): Promise<RequestRow | undefined>;
  /** A question that is open asks for a reason from now on, and is shown so. False: it does already, or is closed. */
  askReason(token: string): Promise<boolean>;
  /** Closes what nobody answered in time, and tells of what had waited for an approval. Returns how many. */
  expire(alongside?: AlongsideRequest): Promise<number>;
}

/** So many rows are written with one statement: each takes some twenty of its parameters. */
const rowsAtOnce = 100;
const newAct = {
  status: 'proposed',
  sends: 0,
  sent_at: null,
  old_since: null,
  tries: 0,
  outcome_encrypted: null,
  settled_by: null,
  settled_at: null,
  asked_person_at: null,
  unread_at: null,
} as const;
const newRun = {
  state: 'running',
  reason: null,
  changed_by: null,
  changed_by_name: null,
  led_by: null,
  led_by_name: null,
  trouble: null,
  told_at: null,
} as const;
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

export function createRequestRows(store: Store, botId: number): RequestRows {
  const { db, now } = store;
  return {
    async insert(request, acts, { chatId, threadId }, lifetimeMs, facts) {
      await db.transaction().execute(async (transaction) => {
        const inserted = await transaction
          .insertInto('requests')
          .values({
            ...request,
            bot_id: botId,
            status: 'proposed',
            created_at: now(),
            expires_at: later(now, lifetimeMs),
            decided_by: null,
            decided_by_name: null,
            decided_at: null,
            answered_by: null,
            answered_by_name: null,
            answered_at: null,
            held_until: null,
            undone_by: null,
            undone_by_name: null,
            undone_at: null,
          })
          .onConflict((conflict) => conflict.column('token').doNothing())
          .returning('token')
          .executeTakeFirst();
        if (inserted === undefined) return;
        if (facts !== undefined) {
          await transaction
            .insertInto('runs')
            .values({
              ...newRun,
              request: request.token,
              bot_id: botId,
              alive_at: now(),
              facts_encrypted: facts,
            })
            .execute();
        }
        const rows = acts.map((act, position) => ({
          ...newAct,
          ...act,
          request: request.token,
          position,
          bot_id: botId,
          shop: request.shop,
          due_at: now(),
        }));
        for (let at = 0; at < rows.length; at += rowsAtOnce) {
          const some = rows.slice(at, at + rowsAtOnce);
          await transaction.insertInto('acts').values(some).execute();
        }
        await transaction
          .insertInto('request_messages')
          .values({
            request: request.token,
            bot_id: botId,
            chat_id: chatId,
            thread_id: threadId,
            message_id: null,
            version: 1,
            shown_version: 1,
            due_at: now(),
          })
          .execute();
      });
    },
    get: (token) =>
      db
        .selectFrom('requests')
        .leftJoin('runs', 'runs.request', 'requests.token')
        .selectAll('requests')
        .select([
          'runs.state as run_state',
          'runs.reason',
          'runs.changed_by',
          'runs.changed_by_name',
          'runs.led_by',
          'runs.led_by_name',
          'runs.trouble',
          'runs.alive_at',
          now().as('read_at'),
        ])
        .where('requests.token', '=', token)
        .where('requests.bot_id', '=', botId)
        .executeTakeFirst(),
    async decide(token, { to, personId, personName, roles, check, slowMs, why, alongside }) {
      try {
        return await db.transaction().execute(async (transaction) => {
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
      } catch (error) {
        if (refusesSecond(error)) throw new OrderHeld(undefined, { cause: error });
        throw error;
      }
    },
    askReason: (token) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('requests')
          .set({ asks_reason: 1 })
          .where('token', '=', token)
          .where('bot_id', '=', botId)
          .where('status', '=', 'proposed')
          .where('asks_reason', '=', 0)
          .returning('token')
          .executeTakeFirst();
        if (row !== undefined) await changed(transaction, now, token);
        return row !== undefined;
      }),
    expire: (alongside) => expireRequests(store, botId, alongside),
  };
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

import {
  type Expression,
  type Kysely,
  type Selectable,
  type SqlBool,
  sql,
  type Updateable,
} from 'kysely';
import { type DatabaseClock, later } from '../clock.ts';
import { eachAlone, type InTransaction } from '../engine/group-commit.ts';
import type { ActsTable, Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { hasRole } from '../tables/members.ts';
import { changeRefund, type RefundChange } from '../tables/refunds.ts';
import { changed, showNow } from './message-rows.ts';
import { type ActKind, type ActStatus, actStatuses, isOver, underWay } from './states.ts';

/** An act as it lies in the database, with the moment at which it was read. */
export type ActRow = Selectable<ActsTable> & { read_at: number };

/** Which act is meant. */
export interface ActKey {
  request: string;
  position: number;
}

/** What a step of an act writes; the named moments are set to now by the database's clock. */
export interface ActStep {
  from: readonly ActStatus[];
  to: ActStatus;
  set?: Updateable<ActsTable>;
  stamp?: readonly ('sent_at' | 'settled_at')[];
  /** Not looked at again before so many milliseconds have passed. */
  dueInMs?: number;
  /** Nothing changes for who looks on. */
  silent?: boolean;
  /** Nor for any worker. */
  quiet?: boolean;
  /**
   * The act is one of a run: it is committed together with others that take a step at about the same time; an urgent one
   * before those that aren't.
   */
  ofMany?: 'urgent' | boolean;
  /** The step is taken only after a person was asked what happened. */
  personAsked?: boolean;
  /** The step is taken only by the holder of this lease: one that ran out is held until somebody else takes it. */
  lease?: { name: string; holder: string };
  /** The lease must not have run out either. */
  live?: boolean;
  /** No other act on its order has ended within so many milliseconds. */
  aloneForMs?: number;
  /**
   * Who decided has one of these roles now, and has decided no longer than so many milliseconds ago. Of a run: it goes on,
   * by the right of who leads it, and has not stood still for so long. The grace time of either is over.
   */
  mandate?: Mandate;
  /** What the step changes of the money that is owed for the order. */
  refund?: RefundChange | undefined;
  /** This person has one of these roles now. */
  settler?: { personId: number; roles: readonly string[] };
  /** Done last in the transaction of the step, with the act as it is now: committed with it, or not at all. */
  alongside?: (row: ActRow, transaction: Kysely<Tables>) => Promise<void>;
}

/** By whose word an act is sent. */
export interface Mandate {
  roles: readonly string[];
  /** Where it took a second person: that one has approved no longer ago, and has one of these roles now. */
  approvers?: readonly string[];
  lifetimeMs: number;
  ofRun?: boolean;
}

/** Another act on the same order and shop is under way. */
export class OrderHeld extends Error {
  override readonly name = 'OrderHeld';
}

/** What is shown beside an act's state. */
export type ActNote = 'unread_at' | 'asked_person_at';

/** Every SQL statement on acts. */
export interface ActRows {
  get(key: ActKey): Promise<ActRow | undefined>;
  underWay(shop: string, orderId: number): Promise<ActKey | undefined>;
  /**
   * Takes one step: of all who try, one gets the row and the others nothing. With its last act a request is over.
   * @throws {OrderHeld} when the step would put a second act on its order under way
   */
  step(key: ActKey, step: ActStep): Promise<ActRow | undefined>;
  /** Says when to look at an act again, without changing its state. */
  postpone(key: ActKey, ms: number): Promise<void>;
  /** Notes on what nobody could settle yet that this happened, and has it shown. True the first time only. */
  note(key: ActKey, note: ActNote): Promise<boolean>;
  /** It was read in its old state at this moment, after its time was up. */
  noteOld(key: ActKey, readAt: number): Promise<void>;
  /**
   * The acts of one kind that were done since a moment (milliseconds since 1970) and still stand: nothing was done to
   * their order after them. The latest first.
   */
  doneSince(shop: string, kind: ActKind, since: number, limit: number): Promise<ActRow[]>;
  /** What waits in one of these states to be moved on, the longest waiting first, and is in nobody's hands. */
  due(statuses: readonly ActStatus[], limit: number): Promise<ActKey[]>;
}

/** No act is put off for longer: what is due later than this was put off before the clock was set back. */
export const longestPauseMs = 10 * 60_000;

export function createActRows({ db, now, oneOfMany }: Store, botId: number): ActRows {
  const isKey = ({ request, position }: ActKey) =>
    sql<boolean>`acts.request = ${request} and acts.position = ${position}`;

  return {
    get: (key) =>
      db
        .selectFrom('acts')
        .selectAll()
        .select(now().as('read_at'))
        .where(isKey(key))
        .where('bot_id', '=', botId)
        .executeTakeFirst(),
    underWay: (shop, orderId) =>
      db
        .selectFrom('acts')
        .select(['request', 'position'])
        .where('shop', '=', shop)
        .where('order_id', '=', orderId)
        .where('status', 'in', underWay)
        .executeTakeFirst(),
    async step(key, step) {
      const { from, to, set, stamp = [], ofMany = false } = step;
      const inTransaction: InTransaction = ofMany ? oneOfMany : eachAlone(db);
      const take = async (transaction: Kysely<Tables>) => {
        const stamps = Object.fromEntries(stamp.map((column) => [column, now()]));
        const row = await transaction
          .updateTable('acts')
          .set({
            ...set,
            status: to,
            ...stamps,
            ...(step.dueInMs !== undefined && { due_at: later(now, step.dueInMs) }),
          })
          .where(isKey(key))
          .where('bot_id', '=', botId)
          .where('status', 'in', [...from])
          .where((row) => row.and(conditionsOf(step, now)))
          .returningAll()
          .returning(now().as('read_at'))
          .executeTakeFirst();
        if (row === undefined) return undefined;
        if (step.refund) await changeRefund(transaction, now, step.refund);
        if (isOver(to)) await noteAlive(transaction, now, key.request);
        // Nobody who waits for the end of a run waits for its next turn to be shown.
        if (isOver(to) && (await endRequest(transaction, key.request)))
          await showNow(transaction, now, key.request);
        else if (!step.silent) await changed(transaction, now, key.request);
        await step.alongside?.(row, transaction);
        return row;
      };
      return inTransaction(take, ofMany === 'urgent').catch((error: unknown) => {
        throw refusesSecond(error) ? new OrderHeld(undefined, { cause: error }) : error;
      });
    },
    async postpone(key, ms) {
      await db
        .updateTable('acts')
        .set((row) => ({
          due_at: later(now, Math.min(ms, longestPauseMs)),
          tries: row('tries', '+', 1),
        }))
        .where(isKey(key))
        .execute();
    },
    note: (key, note) =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('acts')
          .set({ [note]: now() })
          .where(isKey(key))
          .where('status', '=', 'unknown')
          .where(note, 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await changed(transaction, now, key.request);
        return true;
      }),
    async noteOld(key, readAt) {
      await db.updateTable('acts').set({ old_since: readAt }).where(isKey(key)).execute();
    },
    doneSince: (shop, kind, since, limit) =>
      db
        .selectFrom('acts')
        .selectAll()
        .select(now().as('read_at'))
        .where('bot_id', '=', botId)
        .where('shop', '=', shop)
        .where('status', '=', 'done')
        .where('settled_at', '>=', since)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('requests')
              .select('requests.token')
              .whereRef('requests.token', '=', 'acts.request')
              .where('requests.kind', '=', kind),
          ),
        )
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('acts as later')
                .select('later.request')
                .whereRef('later.shop', '=', 'acts.shop')
                .whereRef('later.order_id', '=', 'acts.order_id')
                .whereRef('later.bot_id', '=', 'acts.bot_id')
                .whereRef('later.request', '<>', 'acts.request')
                .where('later.status', '=', 'done')
                .whereRef('later.settled_at', '>=', 'acts.settled_at'),
            ),
          ),
        )
        .orderBy('settled_at', 'desc')
        .orderBy('order_id', 'desc')
        .limit(limit)
        .execute(),
    due: (statuses, limit) =>
      db
        .selectFrom('acts')
        .select(['request', 'position'])
        .where('bot_id', '=', botId)
        .where('status', 'in', [...statuses])
        // What waits in a run over many has a worker of its own.
        .where(
          sql<SqlBool>`not (acts.status = 'waiting' and exists
            (select 1 from runs where runs.request = acts.request))`,
        )
        .where((row) =>
          row.or([row('due_at', '<=', now()), row('due_at', '>', later(now, longestPauseMs))]),
        )
        .where(isFree(now))
        .orderBy('due_at')
        .limit(limit)
        .execute(),
  };
}

/** The lease that a worker holds while it works on an act. */
export function leaseOf({ request, position }: ActKey): string {
  return `act:${request}:${position}`;
}

/** Nobody works on it: what is being sent just now is not looked up at the same time. */
function isFree(now: DatabaseClock): Expression<SqlBool> {
  return sql<SqlBool>`not exists (select 1 from leases
    where leases.name = 'act:' || acts.request || ':' || acts.position
      and leases.expires_at > ${now()} and leases.expires_at <= ${later(now, longestPauseMs)})`;
}

/** What must be so at the moment of a step, beside the act's state. */
function conditionsOf(step: ActStep, now: DatabaseClock): Expression<SqlBool>[] {
  const { personAsked, lease, live, aloneForMs, mandate, settler } = step;
  const conditions: Expression<SqlBool>[] = [];
  if (personAsked) conditions.push(sql<SqlBool>`acts.asked_person_at is not null`);
  if (lease) {
    conditions.push(sql<SqlBool>`exists (select 1 from leases where leases.name = ${lease.name}
      and leases.holder = ${lease.holder} ${live ? sql`and leases.expires_at > ${now()}` : sql``})`);
  }
  if (aloneForMs !== undefined) {
    conditions.push(sql<SqlBool>`not exists (select 1 from acts as other where other.shop = acts.shop
      and other.order_id = acts.order_id and other.request <> acts.request
      and other.settled_at between ${later(now, -aloneForMs)} and ${now()})`);
  }
  if (mandate) {
    conditions.push(sql<SqlBool>`exists (select 1 from requests where requests.token = acts.request
      and coalesce(requests.held_until, 0) <= ${now()})`);
  }
  if (mandate?.approvers) {
    const { approvers } = mandate;
    const second = hasRole(sql.ref('requests.answered_by'), sql.ref('requests.shop'), approvers);
    conditions.push(sql<SqlBool>`exists (select 1 from requests where requests.token = acts.request
      and ${second})`);
  }
  if (mandate?.ofRun) {
    const { roles, lifetimeMs } = mandate;
    const leader = hasRole(sql.ref('runs.led_by'), sql.ref('acts.shop'), roles);
    conditions.push(sql<SqlBool>`exists (select 1 from runs where runs.request = acts.request
      and runs.state = 'running' and runs.alive_at > ${later(now, -lifetimeMs)} and ${leader})`);
  } else if (mandate) {
    const { roles, approvers, lifetimeMs } = mandate;
    const decider = hasRole(sql.ref('requests.decided_by'), sql.ref('requests.shop'), roles);
    const since = sql.ref(approvers ? 'requests.answered_at' : 'requests.decided_at');
    conditions.push(sql<SqlBool>`exists (select 1 from requests where requests.token = acts.request
      and ${since} > ${later(now, -lifetimeMs)} and ${decider})`);
  }
  if (settler) {
    conditions.push(hasRole(sql`${settler.personId}`, sql.ref('acts.shop'), settler.roles));
  }
  return conditions;
}

/** A run that gets on with its orders has not stood still. */
async function noteAlive(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  token: string,
): Promise<void> {
  await transaction
    .updateTable('runs')
    .set({ alive_at: now(), trouble: null })
    .where('request', '=', token)
    .execute();
}

/** A request is over when all of its acts are. Returns whether it is over with this. */
export async function endRequest(transaction: Kysely<Tables>, token: string): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('requests')
    .set({ status: 'over' })
    .where('token', '=', token)
    .where('status', '=', 'confirmed')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('acts')
            .select('acts.request')
            .whereRef('acts.request', '=', 'requests.token')
            .where('acts.status', 'not in', actStatuses.filter(isOver)),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** SQLite says it in words, PostgreSQL by SQLSTATE 23505. */
export function refusesSecond(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message.includes('UNIQUE constraint failed') ||
    ('code' in error && error.code === '23505')
  );
}

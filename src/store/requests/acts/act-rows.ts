import { type Expression, type SqlBool, sql } from 'kysely';
import { type DatabaseClock, later } from '../../clock.ts';
import type { Store } from '../../store.ts';
import { changed } from '../message-rows.ts';
import type { Within } from '../record/done-rows.ts';
import { type ActKind, type ActStatus, underWay } from '../states.ts';
import { type ActKey, type ActRow, isAct } from './act.ts';
import type { ActStep } from './act-step.ts';
import { type StepTaken, takeStep } from './take-step.ts';

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
  step(key: ActKey, step: ActStep): Promise<StepTaken | undefined>;
  /** Says when to look at an act again, without changing its state. */
  postpone(key: ActKey, ms: number): Promise<void>;
  /** Notes on what nobody could settle yet that this happened, and has it shown. True the first time only. */
  note(key: ActKey, note: ActNote): Promise<boolean>;
  /** It was read in its old state at this moment, after its time was up. */
  noteOld(key: ActKey, readAt: number): Promise<void>;
  /**
   * The acts of one kind that were done within a time and still stand: nothing was done to their order after them. The
   * latest first.
   */
  standingOf(shop: string, kind: ActKind, within: Within, limit: number): Promise<ActRow[]>;
  /** What waits in one of these states to be moved on, the longest waiting first, and is in nobody's hands. */
  due(statuses: readonly ActStatus[], limit: number): Promise<ActKey[]>;
}

/** No act is put off for longer: what is due later than this was put off before the clock was set back. */
export const longestPauseMs = 10 * 60_000;

export function createActRows(store: Store, botId: number): ActRows {
  const { db, now } = store;
  return {
    get: (key) =>
      db
        .selectFrom('acts')
        .selectAll()
        .select(now().as('read_at'))
        .where(isAct(key))
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
    step: (key, step) => takeStep(store, botId, key, step),
    async postpone(key, ms) {
      await db
        .updateTable('acts')
        .set((row) => ({
          due_at: later(now, Math.min(ms, longestPauseMs)),
          tries: row('tries', '+', 1),
        }))
        .where(isAct(key))
        .execute();
    },
    note: (key, note) =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('acts')
          .set({ [note]: now() })
          .where(isAct(key))
          .where('status', '=', 'unknown')
          .where(note, 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await changed(transaction, now, key.request);
        return true;
      }),
    async noteOld(key, readAt) {
      await db.updateTable('acts').set({ old_since: readAt }).where(isAct(key)).execute();
    },
    standingOf: (shop, kind, { from, before }, limit) =>
      db
        .selectFrom('acts')
        .selectAll()
        .select(now().as('read_at'))
        .where('bot_id', '=', botId)
        .where('shop', '=', shop)
        // In these words SQLite knows the index of what was done by it.
        .where(sql<SqlBool>`acts.status = 'done'`)
        .where('settled_at', '>=', from)
        .where('settled_at', '<', before)
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

/** Nobody works on it: what is being sent just now is not looked up at the same time. */
function isFree(now: DatabaseClock): Expression<SqlBool> {
  return sql<SqlBool>`not exists (select 1 from leases
    where leases.name = 'act:' || acts.request || ':' || acts.position
      and leases.expires_at > ${now()} and leases.expires_at <= ${later(now, longestPauseMs)})`;
}

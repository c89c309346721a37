import { type SqlBool, sql } from 'kysely';
import { later } from '../clock.ts';
import type { Store } from '../store.ts';
import { hasRole } from '../tables/members.ts';
import type { ActKey, ActRow } from './acts/act.ts';
import { longestPauseMs } from './acts/act-rows.ts';
import { unlessHeld } from './acts/order-held.ts';
import { endRequest } from './acts/take-step.ts';
import { changed, showNow } from './message-rows.ts';
import type { ActStatus, RunReason, RunState } from './states.ts';

/** A person's word on how a run is to go on. */
export interface RunDecision {
  to: RunState;
  person: { id: number; name: string };
  /** The person must have one of these roles in the run's shop at this moment. */
  roles: readonly string[];
}

/** How many acts of a run are in a state. */
export interface RunCount {
  status: ActStatus;
  count: number;
}

/** Every SQL statement on runs: requests over many orders. */
export interface RunRows {
  /**
   * Pauses, continues or stops a run that isn't over. What had not had its turn is skipped by a stop; who continues it
   * leads it from then on. False: it is over, stands so already, or the person has no right to it.
   */
  decide(token: string, decision: RunDecision): Promise<boolean>;
  /** The bot itself pauses a run that goes on. False: it did not go on. */
  hold(token: string, reason: RunReason, trouble?: string): Promise<boolean>;
  /** Ngorder keeps it waiting. */
  noteTrouble(token: string, trouble: string): Promise<void>;
  /**
   * Puts an act that has its turn on its order's way, where no other act is under way there. Undefined: somebody else has
   * moved it on. A power cut may undo it: then it has its turn again.
   * @throws {OrderHeld}
   */
  takeUp(key: ActKey): Promise<ActRow | undefined>;
  /** The acts of all runs that have their turn, or must be put back, each run's in their order. */
  due(limit: number): Promise<ActKey[]>;
  counts(token: string): Promise<RunCount[]>;
  /** How many of a run's acts were settled within the last so many milliseconds. */
  settledWithin(token: string, ms: number): Promise<number>;
  acts(token: string): Promise<ActRow[]>;
  /** The runs of a shop that aren't over, the latest first. */
  underWay(shop: string, limit: number): Promise<string[]>;
  facts(token: string): Promise<string | undefined>;
  /** The orders of a run's done acts to which something else was done since. */
  touchedSince(token: string): Promise<number[]>;
  /** The paused runs of which nobody was told why. */
  untold(limit: number): Promise<string[]>;
  markTold(token: string): Promise<void>;
}

export function createRunRows(store: Store, botId: number): RunRows {
  const { db, now, withRelaxedDurability } = store;
  const isUnderWay = sql<SqlBool>`exists (select 1 from requests where requests.token = runs.request
    and requests.status = 'confirmed')`;

  return {
    decide: (token, { to, person, roles }) =>
      db.transaction().execute(async (transaction) => {
        const isLed = to === 'running';
        const row = await transaction
          .updateTable('runs')
          .set({
            state: to,
            reason: isLed ? null : 'person',
            changed_by: person.id,
            changed_by_name: person.name,
            told_at: null,
            ...(isLed && {
              led_by: person.id,
              led_by_name: person.name,
              alive_at: now(),
              trouble: null,
            }),
          })
          .where('request', '=', token)
          .where('bot_id', '=', botId)
          .where('state', 'in', to === 'stopped' ? ['running', 'paused'] : [opposite(to)])
          .where(isUnderWay)
          .where(
            sql<SqlBool>`exists (select 1 from requests where requests.token = runs.request
              and ${hasRole(sql`${person.id}`, sql.ref('requests.shop'), roles)})`,
          )
          .returning('request')
          .executeTakeFirst();
        if (row === undefined) return false;
        if (to === 'stopped') {
          await transaction
            .updateTable('acts')
            .set({ status: 'skipped', settled_at: now() })
            .where('request', '=', token)
            .where('status', '=', 'queued')
            .execute();
          await endRequest(transaction, token);
        }
        await showNow(transaction, now, token);
        return true;
      }),
    hold: (token, reason, trouble) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('runs')
          .set({
            state: 'paused',
            reason,
            changed_by: null,
            changed_by_name: null,
            told_at: null,
            ...(trouble !== undefined && { trouble }),
          })
          .where('request', '=', token)
          .where('state', '=', 'running')
          .where(isUnderWay)
          .returning('request')
          .executeTakeFirst();
        if (row === undefined) return false;
        await showNow(transaction, now, token);
        return true;
      }),
    async noteTrouble(token, trouble) {
      await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .updateTable('runs')
          .set({ trouble })
          .where('request', '=', token)
          .where(sql<SqlBool>`coalesce(trouble, '') <> ${trouble}`)
          .returning('request')
          .executeTakeFirst();
        if (row !== undefined) await changed(transaction, now, token);
      });
    },
    takeUp: ({ request, position }) =>
      unlessHeld(
        withRelaxedDurability((relaxed) =>
          relaxed
            .updateTable('acts')
            .set({ status: 'waiting' })
            .where('request', '=', request)
            .where('position', '=', position)
            .where('bot_id', '=', botId)
            .where('status', '=', 'queued')
            .returningAll()
            .returning(now().as('read_at'))
            .executeTakeFirst(),
        ),
      ),
    due: (limit) =>
      db
        .selectFrom('runs')
        .innerJoin('acts', 'acts.request', 'runs.request')
        .select(['acts.request', 'acts.position'])
        .where('runs.bot_id', '=', botId)
        // Said twice, so that it is found among the acts and not among all the runs that ever were.
        .where('acts.bot_id', '=', botId)
        .where('acts.status', 'in', ['queued', 'waiting'])
        .where((row) =>
          row.or([
            row('acts.status', '=', 'waiting'),
            row.and([row('acts.status', '=', 'queued'), row('runs.state', '<>', 'paused')]),
          ]),
        )
        .where((row) =>
          row.or([
            row('acts.due_at', '<=', now()),
            row('acts.due_at', '>', later(now, longestPauseMs)),
          ]),
        )
        .orderBy('acts.position')
        .orderBy('acts.request')
        .limit(limit)
        .execute(),
    async counts(token) {
      const rows = await db
        .selectFrom('acts')
        .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
        .where('request', '=', token)
        .groupBy('status')
        .execute();
      return rows.map(({ status, count }) => ({ status, count: Number(count) }));
    },
    async settledWithin(token, ms) {
      const { count } = await db
        .selectFrom('acts')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('request', '=', token)
        .where('settled_at', '>', later(now, -ms))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async underWay(shop, limit) {
      const rows = await db
        .selectFrom('requests')
        .innerJoin('runs', 'runs.request', 'requests.token')
        .select('requests.token')
        .where('requests.bot_id', '=', botId)
        .where('requests.status', '=', 'confirmed')
        .where('requests.shop', '=', shop)
        .orderBy('requests.decided_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ token }) => token);
    },
    acts: (token) =>
      db
        .selectFrom('acts')
        .selectAll()
        .select(now().as('read_at'))
        .where('request', '=', token)
        .where('bot_id', '=', botId)
        .orderBy('position')
        .execute(),
    async facts(token) {
      const row = await db
        .selectFrom('runs')
        .select('facts_encrypted')
        .where('request', '=', token)
        .where('bot_id', '=', botId)
        .executeTakeFirst();
      return row?.facts_encrypted;
    },
    async touchedSince(token) {
      const rows = await db
        .selectFrom('acts')
        .select('order_id')
        .where('request', '=', token)
        .where('status', '=', 'done')
        .where(hasLaterAct)
        .execute();
      return rows.map(({ order_id }) => order_id);
    },
    async untold(limit) {
      const rows = await db
        .selectFrom('runs')
        .select('request')
        .where('bot_id', '=', botId)
        .where('state', '=', 'paused')
        .where('reason', '=', 'right')
        .where('told_at', 'is', null)
        .limit(limit)
        .execute();
      return rows.map(({ request }) => request);
    },
    async markTold(token) {
      await db.updateTable('runs').set({ told_at: now() }).where('request', '=', token).execute();
    },
  };
}

/** Something was done to the act's order after it. */
const hasLaterAct = sql<SqlBool>`exists (select 1 from acts as later where later.bot_id = acts.bot_id
  and later.shop = acts.shop and later.order_id = acts.order_id and later.request <> acts.request
  and later.status = 'done' and later.settled_at >= acts.settled_at)`;

function opposite(to: 'running' | 'paused'): RunState {
  return to === 'running' ? 'paused' : 'running';
}

import { type Expression, type Kysely, type SqlBool, sql, type Updateable } from 'kysely';
import { type DatabaseClock, later } from '../../clock.ts';
import type { ActsTable } from '../../schema/requests.ts';
import type { Tables } from '../../schema.ts';
import { hasRole } from '../../tables/members.ts';
import type { RefundChange } from '../../tables/refunds.ts';
import type { ActStatus } from '../states.ts';
import type { ActRow } from './act.ts';

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

/** What must be so at the moment of a step, beside the act's state. */
export function conditionsOf(step: ActStep, now: DatabaseClock): Expression<SqlBool>[] {
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

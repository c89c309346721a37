import { elapsed, type Moment } from '../../background/with-lease.ts';
import { actOutcome } from '../../store/encryption/cells.ts';
import { type ActKey, leaseOf } from '../../store/requests/acts/act.ts';
import type { ActStep } from '../../store/requests/acts/act-step.ts';
import type { StepTaken } from '../../store/requests/acts/take-step.ts';
import { actTransitions, fresh, isOver, phaseOf, unsettled } from '../../store/requests/states.ts';
import type { RefundChange } from '../../store/tables/refunds.ts';
import type { Operation } from '../../team/operations.ts';
import { refundChange } from '../refunds/refund-change.ts';
import { signaturesOf, signingRoles } from './approval/mandate.ts';
import { RequestUnknown } from './errors.ts';
import type { LedgerRows } from './ledger-rows.ts';
import { questionLifetimeMs } from './limits.ts';
import { recordEnd } from './record/record-end.ts';
import { rolesFor } from './rights.ts';
import { actOf, requestOf } from './rows.ts';
import {
  type ActStatus,
  type Outcome,
  type Person,
  personBehind,
  type Request,
  type RequestedAct,
  type SettledBy,
} from './states.ts';

/** A step that a worker takes with an act: from one state to another, with what it learned. */
export interface Step {
  from: ActStatus;
  to: ActStatus;
  outcome?: Outcome;
  settledBy?: SettledBy;
  /** The act with its request, as the holder of its lease knows it: what doesn't change needn't be read again. */
  known?: RequestedAct;
  /** The holder of the act's lease, which nobody else may have taken over, for the step to be taken. */
  heldBy?: string;
}

/**
 * Whether a decision still stands: the person has the right now, and decided a short while ago. A run that is paused or
 * stopped is `held`, one that stood still for too long is `stale`.
 */
export type Mandate = 'valid' | 'notAllowed' | 'stale' | 'held';

/** A run's request as it is after a step of one of its acts: of many, it isn't read anew for each. */
function requestAfter(known: Request, { row, endsRequest }: StepTaken): Request {
  return { ...known, readAt: row.read_at, ...(endsRequest && { status: 'over' as const }) };
}

/**
 * What happens to orders, step by step.
 * @param onEnd told of each act that was confirmed and has come to its end
 */
export function createActSteps(
  { botId, store, requests, acts, activity, get, announce }: LedgerRows,
  onEnd: (requested: RequestedAct) => void,
) {
  /** Takes one step; undefined when somebody else has taken one, or what it depends on is no longer so. */
  const step = async (
    key: ActKey,
    wanted: ActStep,
    known?: RequestedAct,
  ): Promise<RequestedAct | undefined> => {
    for (const from of wanted.from) {
      if (!actTransitions[from].includes(wanted.to))
        throw new Error(`An act never goes from ${from} to ${wanted.to}`);
    }
    // An answer that came during an outage of the database is worth more than one that is looked up later.
    const refund =
      wanted.to === 'done'
        ? await store.health.retryAfterOutage(() => refundOf(key, known))
        : undefined;
    const taken = await store.health.retryAfterOutage(() => acts.step(key, { ...wanted, refund }));
    if (taken === undefined) return undefined;
    const { row } = taken;
    const request = known?.request.run
      ? requestAfter(known.request, taken)
      : await store.health.retryAfterOutage(() => requestNow(key.request));
    const requested = { request, act: actOf(row, store.encryption) };
    // A run that goes on shows how far it is by itself, and takes up its next order.
    const isGoingOn = wanted.ofMany && isOver(row.status) && request.status === 'confirmed';
    if (!wanted.quiet && !isGoingOn) announce();
    if (isOver(row.status) && phaseOf(request.status) !== 'dropped') onEnd(requested);
    return requested;
  };

  const requestNow = async (token: string): Promise<Request> => {
    const row = await requests.get(token);
    if (row === undefined) throw new RequestUnknown();
    return requestOf(row);
  };

  /** What an act that is done changes of the money that is owed for its order. */
  const refundOf = async (
    key: ActKey,
    known: RequestedAct | undefined,
  ): Promise<RefundChange | undefined> => {
    const { request, act } = known ?? (await get(key.request, key.position));
    const canceledBy = personBehind(request).name;
    const parts = { botId, shop: act.shop, encryption: store.encryption };
    return refundChange(request.kind, act.orderId, { seen: act.seen, canceledBy }, parts);
  };

  const ending = (
    { request, position }: ActKey,
    to: ActStatus,
    { outcome, settledBy }: Pick<Step, 'outcome' | 'settledBy'>,
    saidBy?: Person,
  ) => ({
    set: {
      ...(outcome && {
        outcome_encrypted: store.encryption.encrypt(
          JSON.stringify(outcome),
          actOutcome(request, position),
        ),
      }),
      ...(settledBy && { settled_by: settledBy }),
    },
    stamp: isOver(to) ? (['settled_at'] as const) : [],
    ...(outcome && {
      alongside: recordEnd(activity, store.encryption, { outcome, settledBy, saidBy }),
    }),
  });

  return {
    /**
     * Takes a worker's step; undefined when somebody else has taken one or the lease was lost.
     * A step that the table of transitions doesn't have is a mistake in the program.
     */
    step: (key: ActKey, { from, to, outcome, settledBy, known, heldBy }: Step) =>
      step(
        key,
        {
          from: [from],
          to,
          ofMany: known?.request.run !== undefined,
          ...ending(key, to, { ...(outcome && { outcome }), ...(settledBy && { settledBy }) }),
          ...(heldBy !== undefined && { lease: { name: leaseOf(key), holder: heldBy } }),
        },
        known,
      ),

    /**
     * Whether the decision on a request still stands, and the approval of it where it took one; of a run, whether it may
     * go on.
     */
    async mandateOf(
      request: Request,
      may: (personId: number, operation: Operation, shop: string) => Promise<boolean>,
    ): Promise<Mandate> {
      const { decidedBy, approval, run, shop, readAt } = request;
      if (run !== undefined && run.state !== 'running') return 'held';
      const person = run?.ledBy ?? decidedBy;
      const { asked, approved } = signaturesOf(request);
      const signed = [
        ...asked.map((operation) => ({ by: person, operation })),
        ...approved.map((operation) => ({ by: approval?.answeredBy, operation })),
      ];
      for (const { by, operation } of signed)
        if (by === undefined || !(await may(by.id, operation, shop))) return 'notAllowed';
      const decidedAt = approval === undefined ? request.decidedAt : approval.answeredAt;
      const since = run?.aliveAt ?? decidedAt ?? 0;
      return readAt - since < questionLifetimeMs ? 'valid' : 'stale';
    },

    /**
     * Commits that the request is about to leave, so that no later reader takes it for unsent. Undefined when the lease
     * was lost, the decision has grown too old, who decided has lost the right, or another act on the order has ended
     * since it was looked at.
     */
    markSent: (known: RequestedAct, heldBy: string, lookedAt?: Moment) => {
      const { request, act } = known;
      const mark: ActStep = {
        from: [act.status],
        to: 'sent',
        set: { sends: act.sends + 1, old_since: null },
        stamp: ['sent_at'],
        silent: act.status === 'waiting',
        quiet: request.run !== undefined,
        // A place at Ngorder is held until it is committed.
        ofMany: request.run !== undefined && 'urgent',
        lease: { name: leaseOf(act), holder: heldBy },
        live: true,
        ...(lookedAt && { aloneForMs: Math.ceil(elapsed(lookedAt)) }),
        mandate: {
          ...signingRoles(request),
          lifetimeMs: questionLifetimeMs,
          ofRun: request.run !== undefined,
        },
      };
      return step(act, mark, known);
    },

    /**
     * Nothing was sent for an act of a run, or Ngorder took on nothing of what was, or reading proved that it had no
     * effect: it gets another turn, in `ms` milliseconds. Undefined: somebody else has moved it on.
     */
    putBack: ({ act }: RequestedAct, ms: number, heldBy: string) =>
      step(act, {
        from: [act.status],
        to: 'queued',
        set: {
          // What was sent and had no effect is sent once more and no oftener.
          sends: act.status === 'unknown' ? act.sends : 0,
          sent_at: null,
          old_since: null,
          tries: act.tries + 1,
        },
        dueInMs: ms,
        silent: true,
        quiet: true,
        lease: { name: leaseOf(act), holder: heldBy },
      }),

    /** Looks at an act again after `ms` milliseconds. */
    postpone: (key: ActKey, ms: number) => acts.postpone(key, ms),

    /** It was read in its old state at this moment, after its time was up. */
    noteOld: (key: ActKey, readAt: number) => acts.noteOld(key, readAt),

    /** Asks a person what happened, once, when it could not be read for a day. */
    async askPerson(key: ActKey): Promise<void> {
      if (await acts.note(key, 'asked_person_at')) announce();
    },

    /** Has the chats told, once, that Ngorder can't be read to learn what became of it. */
    async noteUnread(key: ActKey): Promise<void> {
      if (await acts.note(key, 'unread_at')) announce();
    },

    /** What somebody waits for, and what only reading can settle: each the longest waiting first. */
    due: (what: 'fresh' | 'unsettled', limit: number): Promise<ActKey[]> =>
      acts.due(what === 'fresh' ? fresh : unsettled, limit),

    /**
     * A person with the right says what happened to an act that nobody could read for a day.
     * Undefined: it was settled meanwhile, or the person has no right to it.
     */
    async settleByPerson(
      token: string,
      person: Person,
      happened: boolean,
    ): Promise<RequestedAct | undefined> {
      const { request, act } = await get(token);
      const outcome: Outcome = happened ? { kind: 'done' } : { kind: 'saidNotDone' };
      const to = happened ? 'done' : 'failed';
      return step(act, {
        from: ['unknown'],
        to,
        ...ending(act, to, { outcome, settledBy: 'person' }, person),
        personAsked: true,
        settler: { personId: person.id, roles: rolesFor(request) },
      });
    },
  };
}

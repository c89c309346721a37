import { elapsed, type Held, type Moment, moment } from '../../background/with-lease.ts';
import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import { longestPauseMs } from '../../store/requests/acts/act-rows.ts';
import type { Shops } from '../../team/shops/shops.ts';
import type { Team } from '../../team/team.ts';
import { conclude, type Finding } from '../reading/conclude.ts';
import { locate, type Pause } from '../reading/locate.ts';
import { forgetReads } from '../reading/many/forget-reads.ts';
import { type Answer, lookAgain, send } from './attempt.ts';
import { heldMs } from './grace/grace-time.ts';
import type { Ledger } from './ledger.ts';
import { backoffMs, untilTimeIsUp } from './limits.ts';
import { createLooks, type Looks } from './runs/looks.ts';
import { createTurns } from './runs/turns.ts';
import { isOver, type Outcome, type RequestedAct, type SettledBy } from './states.ts';

export interface ActRunnerParts {
  ledger: Ledger;
  shops: Pick<Shops, 'of'>;
  team: Pick<Team, 'may'>;
  /** After this long without proof a person is asked what happened, in milliseconds. */
  askPersonAfterMs?: number | undefined;
  /** How the time between two readings is waited for. */
  pause?: Pause | undefined;
  looks?: Looks | undefined;
}

const dayMs = 24 * 3_600_000;
/** How long an act is left alone whose shop can't be reached with any token that is known. */
const noShopMs = 60_000;

/**
 * Moves an act on, a new or an abandoned one by the same code, as far as it goes now: looks at the order once more,
 * waits for a slot, commits that the request leaves, sends it, and settles what came of it.
 * The caller holds the act's lease; what is written without it is not written at all.
 */
export type ActRunner = (requested: RequestedAct, held: Held) => Promise<void>;

export function createActRunner(parts: ActRunnerParts): ActRunner {
  const { ledger, shops, team, askPersonAfterMs = dayMs, pause, looks = createLooks() } = parts;

  const end = (known: RequestedAct, outcome: Outcome, settledBy: SettledBy, { holder }: Held) =>
    ledger.step(known.act, {
      from: known.act.status,
      to: outcome.kind === 'done' ? 'done' : 'failed',
      outcome,
      settledBy,
      known,
      heldBy: holder,
    });

  /** Why nothing may be sent for a decision any more; undefined: it still stands. */
  const withdrawn = async ({ request, act }: RequestedAct): Promise<Outcome | undefined> => {
    const mandate = await ledger.mandateOf(request, team.may);
    if (mandate === 'notAllowed') return { kind: 'notAllowed' };
    if (mandate === 'held') return undefined;
    return mandate === 'stale' ? { kind: 'stale', now: act.seen } : undefined;
  };

  const run = async (ngorder: Ngorder, requested: RequestedAct, held: Held): Promise<void> => {
    // Nothing tells whether the order still is what the person saw.
    if (requested.act.isUnreadable)
      return void (await end(requested, { kind: 'unreadable' }, 'reading', held));
    const outdated = await withdrawn(requested);
    // Without a preview there is nothing to be told beside it.
    if (outdated?.kind === 'notAllowed' || (outdated && requested.act.seen === undefined))
      return void (await end(requested, outdated, 'reading', held));
    const outcome = (await lookAgain(ngorder, requested, held.signal)) ?? outdated;
    if (outcome !== undefined) return void (await end(requested, outcome, 'reading', held));
    await sendOnce(ngorder, requested, held);
  };

  /**
   * `otherwise`: what it comes to where the decision has grown too old; `lookedAt`: when the order was read, where another
   * act may have ended since.
   */
  const sendOnce = async (
    ngorder: Ngorder,
    requested: RequestedAct,
    held: Held,
    { otherwise, lookedAt }: { otherwise?: Outcome | undefined; lookedAt?: Moment } = {},
  ): Promise<void> => {
    const isOfRun = requested.request.run !== undefined;
    // Whoever has a right by their group may have left it while the order was read, or while this waited for its place. A
    // run, for which places are scarce, asks before it holds one.
    const isWithdrawn = async () => (await withdrawn(requested)) !== undefined;
    if (isOfRun && (await isWithdrawn())) return await notSent(requested, held, otherwise);
    const { actSlot } = isOfRun ? ngorder.inBulk : ngorder;
    const slot = await actSlot(held.signal);
    try {
      if (!isOfRun && (await isWithdrawn())) return await notSent(requested, held, otherwise);
      const begun = moment();
      const sent = await ledger.markSent(requested, held.holder, lookedAt);
      if (sent === undefined) return await notSent(requested, held, otherwise);
      // A machine that was suspended after the mark: others may have taken its request for lost by now.
      const mayLeave = () => !held.lost.aborted && elapsed(begun) < ngorder.limits.actMs;
      const answer = await send(slot, sent, mayLeave).finally(() => forgetReads(ngorder));
      slot.release();
      await answered(ngorder, sent, answer, held);
    } finally {
      slot.release();
    }
  };

  /** The mark was refused: the lease was lost, or the decision no longer stands, which ends the act. */
  const notSent = async (
    { act }: RequestedAct,
    held: Held,
    otherwise: Outcome | undefined,
  ): Promise<void> => {
    const requested = await ledger.get(act.request, act.position);
    // Taken back while it was looked at.
    if (isOver(requested.act.status)) return;
    if (requested.request.run !== undefined && requested.act.status === 'waiting')
      return turns.notSent(requested, held);
    const outdated = await withdrawn(requested);
    const outcome = outdated?.kind === 'stale' ? (otherwise ?? outdated) : outdated;
    if (outcome !== undefined) await end(requested, outcome, 'reading', held);
  };

  const answered = async (
    ngorder: Ngorder,
    sent: RequestedAct,
    answer: Answer,
    held: Held,
  ): Promise<void> => {
    const said = answer.known ? answer.outcome : answer.refusal;
    const refusal = said?.kind === 'refused' ? said : undefined;
    if (answer.known && (await turns.hasAnother(sent, refusal, held))) return;
    // A second request may be refused because the first one was carried out after all.
    if (answer.known && (refusal === undefined || sent.act.sends === 1)) {
      await end(sent, answer.outcome, 'answer', held);
      return;
    }
    await nowUnknown(ngorder, sent, held, answer.known || answer.over, refusal);
  };

  const nowUnknown = async (
    ngorder: Ngorder,
    { act }: RequestedAct,
    held: Held,
    over = false,
    refusal?: Outcome,
  ): Promise<void> => {
    const step = { from: 'sent', to: 'unknown', heldBy: held.holder } as const;
    const unknown = await ledger.step(act, step);
    if (unknown !== undefined) await settle(ngorder, unknown, held, over, refusal);
  };

  /** `over`: the request is known to be no longer under way; `refusal`: what it is when nothing has happened. */
  const settle = async (
    ngorder: Ngorder,
    requested: RequestedAct,
    held: Held,
    over = false,
    refusal?: Outcome,
  ): Promise<void> => {
    const { act } = requested;
    let nextLookMs = backoffMs(act.tries);
    try {
      const finding = await find(ngorder, requested, held.signal, over);
      switch (finding.verdict) {
        case 'settled': {
          const { outcome } = finding;
          forgetReads(ngorder);
          const shown = (outcome.kind === 'notDone' && refusal) || outcome;
          await end(requested, shown, 'reading', held);
          return;
        }
        case 'sendAgain': {
          // Ngorder's own word that it failed, now proven: nobody asked for a second try.
          if (refusal !== undefined) {
            await end(requested, refusal, 'reading', held);
            return;
          }
          await repeat(ngorder, requested, held);
          return;
        }
        case 'readOnceMore':
          await ledger.noteOld(act, requested.request.readAt);
          nextLookMs = finding.notBefore - requested.request.readAt;
          break;
        case 'wait':
          nextLookMs = Math.min(nextLookMs, finding.until - requested.request.readAt);
          break;
        case 'unclear':
          break;
      }
    } catch (error) {
      if (!(error instanceof NgorderError)) throw error;
      await ledger.noteUnread(act);
      nextLookMs = untilTimeIsUp(nextLookMs, requested, ngorder);
    }
    const age = requested.request.readAt - (act.sentAt ?? requested.request.readAt);
    if (age >= askPersonAfterMs) await ledger.askPerson(act);
    await ledger.postpone(act, nextLookMs);
  };

  /** Sends what had no effect once more; in a run it waits for its turn, like the others. */
  const repeat = async (ngorder: Ngorder, requested: RequestedAct, held: Held): Promise<void> => {
    if (requested.request.run !== undefined) {
      await ledger.putBack(requested, 0, held.holder);
      return;
    }
    const { seen: now } = requested.act;
    const notDone: Outcome | undefined = now && { kind: 'notDone', now };
    await sendOnce(ngorder, requested, held, { otherwise: notDone });
  };

  const find = async (
    ngorder: Ngorder,
    { request, act }: RequestedAct,
    signal: AbortSignal,
    over: boolean,
  ): Promise<Finding> => {
    const where = await locate(
      ngorder.inBackground,
      { kind: request.kind, ...act },
      { signal, pause },
    );
    return conclude({ kind: request.kind, ...act }, where, {
      sentAt: act.sentAt ?? 0,
      readAt: request.readAt,
      oldSince: act.oldSince,
      actMs: ngorder.limits.actMs,
      over,
    });
  };

  /** Somebody said no to a second try: whether the first one has arrived after all is read before "kept" is believed. */
  const check = async (ngorder: Ngorder, requested: RequestedAct, held: Held): Promise<void> => {
    const { request, act } = requested;
    try {
      const asked = { kind: request.kind, ...act };
      const where = await locate(ngorder, asked, { signal: held.signal, pause });
      // Nothing of this request was sent: all of it is over.
      const times = { sentAt: 0, readAt: request.readAt, oldSince: 0, actMs: 0, over: true };
      const finding = conclude({ ...asked, sends: 0 }, where, times);
      const outcome = finding.verdict === 'settled' ? finding.outcome : undefined;
      if (outcome?.kind === 'done' || outcome?.kind === 'elsewhere') {
        forgetReads(ngorder);
        await end(requested, outcome, 'reading', held);
        return;
      }
      if (finding.verdict !== 'unclear') {
        await ledger.step(act, { from: 'checking', to: 'skipped', heldBy: held.holder });
        return;
      }
    } catch (error) {
      if (!(error instanceof NgorderError)) throw error;
    }
    await ledger.postpone(act, backoffMs(act.tries));
  };

  const turns = createTurns({
    ledger,
    team,
    looks,
    end: (requested, outcome, held) => end(requested, outcome, 'reading', held),
    send: (ngorder, requested, held, lookedAt) => sendOnce(ngorder, requested, held, { lookedAt }),
  });

  return async (requested, held) => {
    const { act, request } = requested;
    // Read again under the lease: what was seen before it may have been moved on since.
    const pauseMs = act.dueAt - request.readAt;
    if (pauseMs > 0 && pauseMs <= longestPauseMs) return;
    const ngorder = (await shops.of(act.shop))?.ngorder;
    if (ngorder === undefined) return ledger.postpone(act, noShopMs);
    if (act.sends === 0 && heldMs(request) > 0) return ledger.postpone(act, heldMs(request));
    switch (act.status) {
      case 'queued':
        return turns.take(ngorder, requested, held);
      case 'waiting':
        return request.run ? turns.take(ngorder, requested, held) : run(ngorder, requested, held);
      case 'sent':
        // Its lease was free, so whoever sent it died before the answer was stored.
        return nowUnknown(ngorder, requested, held);
      case 'unknown':
        return settle(ngorder, requested, held);
      case 'checking':
        return check(ngorder, requested, held);
      case 'proposed':
      case 'done':
      case 'failed':
      case 'skipped':
        return;
    }
  };
}

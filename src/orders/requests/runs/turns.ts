import type { Held, Moment } from '../../../background/with-lease.ts';
import type { Ngorder } from '../../../ngorder/client.ts';
import { NgorderError } from '../../../ngorder/errors.ts';
import type { Team } from '../../../team/team.ts';
import type { Ledger } from '../ledger.ts';
import { backoffMs } from '../limits.ts';
import type { Outcome, RequestedAct } from '../states.ts';
import type { Looks } from './looks.ts';

export interface TurnsParts {
  ledger: Ledger;
  team: Pick<Team, 'may'>;
  looks: Looks;
  /** Nothing is sent for the act: this is what it came to. */
  end(requested: RequestedAct, outcome: Outcome, held: Held): Promise<unknown>;
  /** Sends it, unless another act on its order has ended since it was looked at. */
  send(ngorder: Ngorder, requested: RequestedAct, held: Held, lookedAt: Moment): Promise<void>;
}

/** What Ngorder answers when it takes on nothing of a request now, though it may later. */
const later: ReadonlySet<string> = new Set(['Throttled', 'NotConnected']);
/** What it answers to everything until somebody sees to it. */
const forGood: ReadonlySet<string> = new Set(['TokenRejected', 'Forbidden']);
/** An act is tried again at least every 16 seconds. */
const mostBackoffs = 4;

/** The turns of acts in runs: what can't be done now gets another one, and what concerns all of them pauses the run. */
export function createTurns({ ledger, team, looks, end, send }: TurnsParts) {
  const another = async (
    requested: RequestedAct,
    error: string,
    { holder }: Held,
  ): Promise<void> => {
    const { request, act } = requested;
    await ledger.putBack(requested, backoffMs(Math.min(act.tries, mostBackoffs)), holder);
    if (forGood.has(error)) await ledger.holdRun(request.token, 'refused', error);
    else await ledger.noteTrouble(request.token, error);
  };

  /** Whether an act may have its turn; where not, it is put back or left out, and the run paused where it can't go on. */
  const mayGoOn = async (requested: RequestedAct, held: Held): Promise<boolean> => {
    const { request, act } = requested;
    if (request.run?.state === 'stopped') {
      await ledger.skip(requested, held.holder);
      return false;
    }
    const mandate = await ledger.mandateOf(request, team.may);
    if (mandate === 'valid') return true;
    if (act.status === 'waiting') await ledger.putBack(requested, 0, held.holder);
    if (mandate === 'notAllowed') await ledger.holdRun(request.token, 'right');
    if (mandate === 'stale') await ledger.holdRun(request.token, 'standstill');
    return false;
  };

  return {
    /** The mark of an act that had its turn was refused: where the run goes on, it has another one, and is looked at anew. */
    async notSent(requested: RequestedAct, held: Held): Promise<void> {
      if (!(await mayGoOn(requested, held))) return;
      looks.forget(requested.request.token);
      await ledger.putBack(requested, 0, held.holder);
    },

    /** Looks at an order once more and sends the act's request. */
    async take(ngorder: Ngorder, requested: RequestedAct, held: Held): Promise<void> {
      if (!(await mayGoOn(requested, held))) return;
      const isNew = requested.act.status === 'queued';
      if (requested.act.isUnreadable) {
        const outcome = { kind: 'unreadable' } as const;
        if (isNew) await ledger.skip(requested, held.holder, outcome);
        else await end(requested, outcome, held);
        return;
      }
      const taken = isNew ? await ledger.takeUp(requested, held.holder) : requested;
      if (taken === undefined) return;
      try {
        const { outcome, begun } = await looks.look(ngorder.inBulk, taken, held.signal);
        if (outcome !== undefined) await end(taken, outcome, held);
        else await send(ngorder, taken, held, begun);
      } catch (error) {
        if (!(error instanceof NgorderError)) throw error;
        await another(taken, error.kind, held);
      }
    },

    /** Whether what was sent is refused in a way that another turn may get over; then it has one. */
    async hasAnother(
      sent: RequestedAct,
      outcome: Outcome | undefined,
      held: Held,
    ): Promise<boolean> {
      if (sent.request.run === undefined || sent.act.sends !== 1) return false;
      if (outcome?.kind !== 'refused') return false;
      if (!later.has(outcome.error) && !forGood.has(outcome.error)) return false;
      await another(sent, outcome.error, held);
      return true;
    },
  };
}

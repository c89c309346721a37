import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import type { Leases } from '../../store/tables/leases.ts';
import { conclude, type Finding } from '../reading/conclude.ts';
import { locate, type Pause, pause as wait } from '../reading/locate.ts';
import { lookAgain, send } from './attempt.ts';
import { type Ledger, leaseOf } from './ledger.ts';
import type { Action, Outcome, SettledBy } from './states.ts';

export interface RunnerParts {
  ledger: Ledger;
  leases: Leases;
  ngorder: Ngorder;
  /** Told of what the runner could not carry out itself; the action stays and is tried again. */
  onTrouble: (error: unknown, token: string) => void;
  /** How often the ledger is looked at when nobody announces a change. */
  tickMs?: number;
  /** After this long without proof a person is asked what happened. */
  askPersonAfterMs?: number;
  /** How the time between two readings is waited for. */
  pause?: Pause;
}

const atOnce = 16;
const dayMs = 24 * 3_600_000;

/** Moves confirmed actions on, new and abandoned ones by the same code, until they are settled. */
export interface ActionRunner {
  start(): void;
  /** Takes no more work and waits for what is under way. */
  stop(): Promise<void>;
  /** Moves on everything that is due now; for tests and for a clean start. */
  runDue(): Promise<void>;
}

export function createActionRunner(parts: RunnerParts): ActionRunner {
  const { ledger, leases, ngorder, onTrouble, tickMs = 1000, askPersonAfterMs = dayMs } = parts;
  const { pause = wait } = parts;
  const holder = randomUUID();
  const limit = pLimit(atOnce);
  const inHand = new Map<string, Promise<void>>();
  const looks = new Set<Promise<void>>();
  // Longer than the request's whole time limit, and renewed while the work lasts.
  const leaseMs = ngorder.limits.actMs * 2;
  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;
  const stopping = new AbortController();
  const { signal } = stopping;

  const end = (action: Action, outcome: Outcome, settledBy: SettledBy) =>
    ledger.step(action.token, {
      from: action.status,
      to: outcome.kind === 'done' ? 'done' : 'failed',
      outcome,
      settledBy,
      heldBy: holder,
    });

  const sendOnce = async (action: Action): Promise<void> => {
    const begun = performance.now();
    const sent = await ledger.markSent(action, holder);
    // A process that was paused after the mark: its request would not be over when others take it for that.
    if (sent === undefined || performance.now() - begun > ngorder.limits.actMs) return;
    const answer = await send(ngorder, sent);
    const outcome = answer.known ? answer.outcome : answer.refusal;
    const refusal = outcome?.kind === 'refused' ? outcome : undefined;
    // A second request may be refused because the first one was carried out after all.
    if (answer.known && (refusal === undefined || sent.sends === 1)) {
      await end(sent, answer.outcome, 'answer');
      return;
    }
    const unknown = await ledger.step(sent.token, { from: 'sent', to: 'unknown', heldBy: holder });
    if (unknown !== undefined) await settle(unknown, answer.known || answer.over, refusal);
  };

  /** Reads where the order is, and once more where it looks as if nothing had happened. */
  const find = async (action: Action, over: boolean): Promise<Finding> => {
    const { sentAt = 0 } = action;
    let { readAt } = action;
    let oldSince: number | undefined;
    for (;;) {
      const where = await locate(ngorder, action, { signal, pause });
      const times = { sentAt, readAt, oldSince, actMs: ngorder.limits.actMs, over };
      const finding = conclude(action, where, times);
      if (finding.verdict !== 'readOnceMore') return finding;
      oldSince ??= readAt;
      await pause(finding.notBefore - readAt, signal);
      readAt = (await ledger.get(action.token)).readAt;
    }
  };

  /** `over`: the request is known to be no longer under way; `refusal`: what it is when nothing has happened. */
  const settle = async (action: Action, over = false, refusal?: Outcome): Promise<void> => {
    const timeUpAt = (action.sentAt ?? 0) + ngorder.limits.actMs * 2;
    try {
      const finding = await find(action, over);
      const outcome = outcomeOf(finding, refusal);
      if (outcome !== undefined) {
        await end(action, outcome, 'reading');
        return;
      }
      if (finding.verdict === 'sendAgain') return await sendOnce(action);
    } catch (error) {
      if (!(error instanceof NgorderError)) throw error;
      await ledger.noteUnread(action.token);
    }
    const age = action.readAt - (action.sentAt ?? action.readAt);
    if (age >= askPersonAfterMs) await ledger.askPerson(action.token);
    await ledger.postpone(action.token, untilNextLook(action, timeUpAt));
  };

  const moveOn = async (action: Action): Promise<void> => {
    switch (action.status) {
      case 'confirmed': {
        const outcome = await lookAgain(ngorder, action);
        if (outcome === undefined) await sendOnce(action);
        else await end(action, outcome, 'reading');
        return;
      }
      case 'sent': {
        // Its lease was free, so whoever sent it died before the answer was stored.
        const unknown = await ledger.step(action.token, {
          from: 'sent',
          to: 'unknown',
          heldBy: holder,
        });
        if (unknown !== undefined) await settle(unknown);
        return;
      }
      case 'unknown':
        return settle(action);
    }
  };

  const underLease = async (token: string): Promise<void> => {
    if (signal.aborted) return;
    const lease = leaseOf(token);
    if (!(await leases.take(lease, holder, leaseMs))) return;
    const renewal = setInterval(() => {
      leases.renew(lease, holder, leaseMs).catch((error: unknown) => onTrouble(error, token));
    }, leaseMs / 4).unref();
    try {
      // Read again under the lease: what was seen before it may have been moved on since.
      const action = await ledger.get(token);
      if (action.dueAt <= action.readAt) await moveOn(action);
    } catch (error) {
      if (signal.aborted && error === signal.reason) return;
      onTrouble(error, token);
      await ledger.postpone(token, tickMs * 5);
    } finally {
      clearInterval(renewal);
      await leases.release(lease, holder);
    }
  };

  const takeUp = (token: string): Promise<void> => {
    const running = inHand.get(token);
    if (running !== undefined) return running;
    const work = limit(() => underLease(token))
      .catch((error: unknown) => onTrouble(error, token))
      .finally(() => inHand.delete(token));
    inHand.set(token, work);
    return work;
  };

  const runDue = async (): Promise<void> => {
    await ledger.expireQuestions();
    const due = await ledger.due(100);
    await Promise.all(due.map(({ token }) => takeUp(token)));
  };

  const look = (): void => {
    if (signal.aborted) return;
    const looking = runDue()
      .catch((error: unknown) => onTrouble(error, ''))
      .finally(() => looks.delete(looking));
    looks.add(looking);
  };

  return {
    start() {
      stopListening = ledger.onChange(look);
      timer = setInterval(look, tickMs);
      look();
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      stopListening?.();
      await Promise.all([...looks, ...inHand.values()]);
    },
    runDue,
  };
}

/** What a finding ends an action with: Ngorder's own refusal, where nothing has happened. */
function outcomeOf(finding: Finding, refusal: Outcome | undefined): Outcome | undefined {
  if (finding.verdict === 'sendAgain') return refusal;
  if (finding.verdict !== 'settled') return undefined;
  return (finding.outcome.kind === 'notDone' && refusal) || finding.outcome;
}

/** Quickly at first, then rarer, and in any case as soon as the request can no longer be under way. */
function untilNextLook({ tries, readAt }: Action, timeUpAt: number): number {
  const backoff = Math.min(1000 * 2 ** tries, 5 * 60_000);
  const untilTimeIsUp = timeUpAt - readAt;
  return untilTimeIsUp > 0 ? Math.min(backoff, untilTimeIsUp) : backoff;
}

import type { Order } from '../../../ngorder/order.ts';
import { actOutcome, actSeen, runFacts } from '../../../store/encryption/cells.ts';
import { ifReadable } from '../../../store/encryption/encryption.ts';
import { type ActKey, leaseOf } from '../../../store/requests/acts/act.ts';
import { OrderHeld } from '../../../store/requests/acts/order-held.ts';
import type { RunReason, RunState } from '../../../store/requests/states.ts';
import { createShopSettings } from '../../../team/shop-settings.ts';
import type { FoundAt } from '../../reading/order-location.ts';
import { reasonFor } from '../approval/mandate.ts';
import { RequestUnknown } from '../errors.ts';
import type { LedgerRows } from '../ledger-rows.ts';
import { questionLifetimeMs } from '../limits.ts';
import { newToken, type Proposal, tokenAfter } from '../questions.ts';
import { asksReason } from '../record/reasons.ts';
import { rolesFor } from '../rights.ts';
import { actOf, requestOf } from '../rows.ts';
import {
  type Act,
  type ActStatus,
  type Outcome,
  type Person,
  phaseOf,
  type Request,
  type RequestedAct,
} from '../states.ts';
import { bareFacts, type ManyFacts } from './many-facts.ts';

/** What is asked of a person about many orders at once. */
export interface ManyProposal extends Pick<Proposal, 'shop' | 'kind' | 'askedBy' | 'target'> {
  /** The same each time that the same question is put; none: a new one. */
  token?: string | undefined;
  /** In the order in which they get their turn. */
  orders: readonly { seen: Order; foundAt?: FoundAt | undefined }[];
  /** What is said of them. */
  facts: ManyFacts;
}

/** How far a run has come. */
export interface Progress {
  /** How many acts it has. */
  total: number;
  by: Readonly<Partial<Record<ActStatus, number>>>;
  /** How many were settled within the last {@link paceMs}. */
  lately: number;
}

/** How far back the pace is measured. */
export const paceMs = 20_000;

/** Runs: requests over many orders, of which each has an act of its own. */
export function createRuns(
  { botId, store, requests, acts, runs, get, announce, graceMs }: LedgerRows,
  onEnd: (requested: RequestedAct) => void,
) {
  const settings = createShopSettings(store, botId);

  const decide = async (token: string, person: Person, to: RunState): Promise<boolean> => {
    const { request } = await get(token);
    const decided = await runs.decide(token, { to, person, roles: rolesFor(request) });
    if (decided) announce();
    return decided;
  };

  const progressOf = async (token: string): Promise<Progress> => {
    const counts = await runs.counts(token);
    return {
      total: counts.reduce((sum, { count }) => sum + count, 0),
      by: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
      lately: await runs.settledWithin(token, paceMs),
    };
  };

  const skip = async (
    { request, act }: RequestedAct,
    heldBy: string,
    outcome?: Outcome,
  ): Promise<void> => {
    const cell = actOutcome(act.request, act.position);
    const taken = await acts.step(act, {
      from: [act.status],
      to: 'skipped',
      stamp: ['settled_at'],
      lease: { name: leaseOf(act), holder: heldBy },
      set: {
        ...(outcome && {
          outcome_encrypted: store.encryption.encrypt(JSON.stringify(outcome), cell),
        }),
      },
    });
    if (taken === undefined) return;
    announce();
    onEnd({ request, act: actOf(taken.row, store.encryption) });
  };

  return {
    /**
     * Writes down a question about many orders: a Yes to it begins a run, in which each has an act of its own. Of one
     * token, the first question stands.
     */
    async proposeMany(proposal: ManyProposal): Promise<RequestedAct> {
      const { token = newToken(), target, askedBy } = proposal;
      const { encryption } = store;
      const totals = proposal.orders.map(({ seen }) => seen.totalAmount);
      const chosen = await settings.of(proposal.shop);
      await requests.insert(
        {
          token,
          shop: proposal.shop,
          kind: proposal.kind,
          asked_by: askedBy.id,
          asked_by_name: askedBy.name,
          follows: null,
          approval: reasonFor(proposal, totals, chosen) ?? null,
          asks_reason: asksReason(proposal.kind, chosen) ? 1 : 0,
          grace_ms: graceMs(proposal.kind, chosen),
        },
        proposal.orders.map(({ seen, foundAt }, position) => ({
          order_id: seen.orderId,
          po_number: seen.poNumber ?? null,
          seen_encrypted: encryption.encrypt(JSON.stringify(seen), actSeen(token, position)),
          found_at: foundAt === undefined ? null : JSON.stringify(foundAt),
        })),
        { chatId: target.chatId, threadId: target.threadId ?? null },
        questionLifetimeMs,
        encryption.encrypt(JSON.stringify(proposal.facts), runFacts(token)),
      );
      return get(token);
    },

    /**
     * A person pauses, continues or stops a run. Whoever continues it leads it: it goes on by their right. False: it is
     * over or stands so already, or the person has no right to it. @throws {RequestUnknown}
     */
    pauseRun: (token: string, person: Person) => decide(token, person, 'paused'),
    continueRun: (token: string, person: Person) => decide(token, person, 'running'),
    stopRun: (token: string, person: Person) => decide(token, person, 'stopped'),

    /** The bot itself pauses a run that can't go on, until a person continues it. */
    async holdRun(token: string, reason: RunReason, trouble?: string): Promise<void> {
      if (await runs.hold(token, reason, trouble)) announce();
    },

    /** Has the chats told what keeps a run waiting at Ngorder, by the error's kind. */
    async noteTrouble(token: string, trouble: string): Promise<void> {
      await runs.noteTrouble(token, trouble);
    },

    /**
     * An act of a run has its turn and holds its order from now on. Undefined: somebody else has moved it on, or it is
     * skipped, since another act on its order is under way.
     */
    async takeUp(
      { request, act }: RequestedAct,
      heldBy: string,
    ): Promise<RequestedAct | undefined> {
      try {
        const row = await runs.takeUp(act);
        return row && { request, act: actOf(row, store.encryption) };
      } catch (error) {
        if (!(error instanceof OrderHeld)) throw error;
        await skip({ request, act }, heldBy, { kind: 'busy' });
        return undefined;
      }
    },

    /** An act that was never sent is left out, for good. */
    skip,

    /** What has its turn in all runs. */
    dueInRuns: (limit: number): Promise<ActKey[]> => runs.due(limit),

    /** What was said of a run's orders when it was asked for. @throws {RequestUnknown} */
    async factsOf(token: string): Promise<ManyFacts> {
      const encrypted = await runs.facts(token);
      if (encrypted === undefined) throw new RequestUnknown();
      const facts = ifReadable(() => store.encryption.decrypt(encrypted, runFacts(token)));
      return facts === undefined
        ? bareFacts(await runs.acts(token))
        : (JSON.parse(facts) as ManyFacts);
    },

    progressOf,

    /** The runs of a shop that are under way or paused, the latest first, each with how far it has come. */
    async runsIn(shop: string, limit: number): Promise<{ request: Request; progress: Progress }[]> {
      const tokens = await runs.underWay(shop, limit);
      return Promise.all(
        tokens.map(async (token) => ({
          request: (await get(token)).request,
          progress: await progressOf(token),
        })),
      );
    },

    /** Every act of a run, in their order. @throws {RequestUnknown} */
    async actsOf(token: string): Promise<{ request: Request; acts: Act[] }> {
      const row = await requests.get(token);
      if (row === undefined) throw new RequestUnknown();
      const found = await runs.acts(token);
      return { request: requestOf(row), acts: found.map((act) => actOf(act, store.encryption)) };
    },

    /**
     * The request that undoes a run; where nobody asked for one, or nothing came of it, the token that it is to have. One
     * that came to nothing is never undone itself, so that the token after its own is free.
     */
    async undoOf(token: string): Promise<{ token: string; request?: Request }> {
      for (let next = tokenAfter(token); ; next = tokenAfter(next)) {
        const row = await requests.get(next);
        if (row === undefined) return { token: next };
        const request = requestOf(row);
        if (phaseOf(request.status) !== 'dropped') return { token: next, request };
      }
    },

    /** IDs of the orders of a run to which something else was done by the bot since. */
    touchedSince: (token: string): Promise<number[]> => runs.touchedSince(token),

    /** The runs that are paused since their leader lost the right, and of which no manager knows yet. */
    untoldRuns: (limit: number): Promise<string[]> => runs.untold(limit),
    markTold: (token: string): Promise<void> => runs.markTold(token),
  };
}

import { createHash, randomBytes } from 'node:crypto';
import type { Order } from '../../ngorder/order.ts';
import type { Store } from '../../store/store.ts';
import { type ActionStep, ActionUnderWay, createActionRows } from '../../store/tables/actions.ts';
import type { FoundAt } from '../reading/order-location.ts';
import { ActionUnknown, AlreadyDecided, OrderBusy, QuestionExpired } from './errors.ts';
import { actionOf } from './rows.ts';
import {
  type Action,
  type ActionKind,
  type ActionStatus,
  type Outcome,
  type Person,
  type Place,
  type SettledBy,
  transitions,
} from './states.ts';

/** How long a question stays open. */
export const questionLifetimeMs = 15 * 60_000;

/** What is asked of a person before anything is done. */
export interface Proposal {
  shop: string;
  kind: ActionKind;
  orderId: number;
  poNumber?: number | undefined;
  askedBy: Person;
  place: Place;
  seen?: Order | undefined;
  foundAt?: FoundAt | undefined;
}

/** A step that a runner takes: from one state to another, with what it learned. */
export interface Step {
  to: ActionStatus;
  from: ActionStatus;
  outcome?: Outcome;
  settledBy?: SettledBy;
  /** The holder of the action's lease, which nobody else may have taken over, for the step to be taken. */
  heldBy?: string;
}

/** What of an action stands in the chat. */
type Shown = Pick<Action, 'token' | 'status'> & Partial<Pick<Action, 'unreadAt' | 'askedPersonAt'>>;

/** 16 characters in a button. */
const tokenBytes = 12;

/** The token of the question that follows an action: the same each time, and unknown to who doesn't know the action's. */
function tokenAfter(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, tokenBytes).toString('base64url');
}

/** The lease that a runner holds while it works on an action. */
export function leaseOf(token: string): string {
  return `act:${token}`;
}

/**
 * The one safe way to change an order: who asked, who decided, what was sent and what came of it.
 * Every step is one atomic statement, so that of many who press, one is heard.
 */
export type Ledger = ReturnType<typeof createLedger>;

/** @param onEnd told of each act that was confirmed and has come to its end */
export function createLedger(
  store: Store,
  botId: number,
  onEnd: (action: Action) => void = () => undefined,
) {
  const rows = createActionRows(store, botId);
  const open = (row: Parameters<typeof actionOf>[0]) => actionOf(row, store.sealing);
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };

  const known = async (token: string): Promise<Action> => {
    const row = await rows.get(token);
    if (row === undefined) throw new ActionUnknown();
    return open(row);
  };

  const decide = async (
    token: string,
    person: Person,
    to: 'confirmed' | 'declined',
  ): Promise<Action> => {
    const step: ActionStep = {
      from: ['proposed'],
      to,
      set: { decided_by: person.id, decided_by_name: person.name },
      stamp: ['decided_at'],
      unexpired: true,
    };
    try {
      const row = await rows.step(token, step);
      if (row !== undefined) return open(row);
    } catch (error) {
      if (!(error instanceof ActionUnderWay)) throw error;
      const { shop, orderId } = await known(token);
      const other = await rows.underWay(shop, orderId);
      throw new OrderBusy(other && open(other));
    }
    const action = await known(token);
    if (action.status === 'proposed' || action.status === 'expired')
      throw new QuestionExpired(action);
    throw new AlreadyDecided(action);
  };

  const insert = async (token: string, proposal: Proposal): Promise<Action> => {
    const { askedBy, place, seen, foundAt } = proposal;
    await rows.insert(
      {
        token,
        shop: proposal.shop,
        order_id: proposal.orderId,
        po_number: proposal.poNumber ?? null,
        kind: proposal.kind,
        status: 'proposed',
        asked_by: askedBy.id,
        asked_by_name: askedBy.name,
        chat_id: place.chatId,
        thread_id: place.threadId ?? null,
        message_id: place.messageId ?? null,
        seen_sealed: seen === undefined ? null : store.sealing.sealLegacy(JSON.stringify(seen)),
        found_at: foundAt === undefined ? null : JSON.stringify(foundAt),
        decided_by: null,
        decided_by_name: null,
        decided_at: null,
        sent_at: null,
        outcome_sealed: null,
        settled_by: null,
        settled_at: null,
        asked_person_at: null,
        unread_at: null,
      },
      questionLifetimeMs,
    );
    return known(token);
  };

  return {
    /** Calls back after every change that a runner or a screen should look at. Returns the way to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Writes a question down and gives it the token that its buttons carry. Nothing is done yet. */
    propose: (proposal: Proposal): Promise<Action> =>
      insert(randomBytes(tokenBytes).toString('base64url'), proposal),

    /**
     * Where nothing happened and the order is known as it is now, puts the question again about what it is now: one for
     * each action, however often it is called. Undefined: there is nothing to ask.
     */
    async proposeAnew(action: Action): Promise<Action | undefined> {
      const { token, outcome, kind, shop, orderId, askedBy, decidedBy, foundAt } = action;
      if (outcome?.kind !== 'changed' && outcome?.kind !== 'notDone') return undefined;
      const { chatId, threadId } = action.place;
      return insert(tokenAfter(token), {
        shop,
        kind,
        orderId,
        poNumber: outcome.now.poNumber,
        askedBy: decidedBy ?? askedBy,
        place: { chatId, threadId },
        seen: outcome.now,
        foundAt,
      });
    },

    /** Remembers the message that asks the question. */
    place: (token: string, messageId: number) => rows.place(token, messageId),

    /** @throws {ActionUnknown} */
    get: known,

    /**
     * A person with the right to it says yes. The caller has checked the right at this moment.
     * @throws {AlreadyDecided} when somebody was faster, {@link QuestionExpired}, {@link OrderBusy}, {@link ActionUnknown}
     */
    async confirm(token: string, person: Person): Promise<Action> {
      const action = await decide(token, person, 'confirmed');
      announce();
      return action;
    },

    /** A person says no. @throws as {@link confirm} */
    async decline(token: string, person: Person): Promise<Action> {
      const action = await decide(token, person, 'declined');
      announce();
      return action;
    },

    /**
     * Takes a runner's step; undefined when somebody else has taken one or the lease was lost.
     * A step that the table of transitions doesn't have is a mistake in the program.
     */
    async step(
      token: string,
      { from, to, outcome, settledBy, heldBy }: Step,
    ): Promise<Action | undefined> {
      if (!transitions[from].includes(to))
        throw new Error(`An action never goes from ${from} to ${to}`);
      const ends = transitions[to].length === 0;
      const step = {
        from: [from],
        to,
        set: {
          ...(outcome && { outcome_sealed: store.sealing.sealLegacy(JSON.stringify(outcome)) }),
          ...(settledBy && { settled_by: settledBy }),
        },
        stamp: ends ? ['settled_at' as const] : [],
        personAsked: settledBy === 'person',
        ...(heldBy !== undefined && { lease: { name: leaseOf(token), holder: heldBy } }),
      };
      // An answer that came during an outage of the database is worth more than one that is looked up later.
      const row = await store.health.outlast(() => rows.step(token, step));
      announce();
      const action = row && open(row);
      if (ends && action !== undefined) onEnd(action);
      return action;
    },

    /** Commits that the request is about to leave, so that no later reader takes it for unsent. */
    async markSent(action: Action, heldBy: string): Promise<Action | undefined> {
      if (!transitions[action.status].includes('sent'))
        throw new Error(`An action is not sent from ${action.status}`);
      const row = await rows.step(action.token, {
        from: [action.status],
        to: 'sent',
        set: { sends: action.sends + 1 },
        stamp: ['sent_at'],
        lease: { name: leaseOf(action.token), holder: heldBy },
        live: true,
      });
      return row && open(row);
    },

    /** Looks at an action again after `ms` milliseconds. */
    postpone: (token: string, ms: number) => rows.postpone(token, ms),

    /** Asks a person what happened, once, when it could not be read for a day. */
    async askPerson(token: string): Promise<void> {
      if (await rows.markPersonAsked(token)) announce();
    },

    /** Has the chat told, once, that Ngorder can't be read to learn what became of it. */
    async noteUnread(token: string): Promise<void> {
      if (await rows.markUnread(token)) announce();
    },

    /** Closes the questions that ran out of time. */
    async expireQuestions(): Promise<void> {
      if ((await rows.expire()) > 0) announce();
    },

    /** Closes what a message asked, since it shows something else from now on. */
    closeQuestionsAt: (chatId: number, messageId: number) => rows.closeAt(chatId, messageId),

    async due(limit: number): Promise<Action[]> {
      return (await rows.due(limit)).map(open);
    },

    async unshown(slowMs: number, limit: number): Promise<Action[]> {
      return (await rows.unshown(slowMs, limit)).map(open);
    },

    /**
     * A person says what happened to an act that nobody could read for a day.
     * Undefined: it was settled meanwhile.
     */
    async settleByPerson(token: string, happened: boolean): Promise<Action | undefined> {
      const outcome: Outcome = happened ? { kind: 'done' } : { kind: 'saidNotDone' };
      return this.step(token, {
        from: 'unknown',
        to: happened ? 'done' : 'failed',
        outcome,
        settledBy: 'person',
      });
    },

    /** The chat shows the action as it was read; what has changed since is still to be shown. */
    markShown: ({ token, status, unreadAt, askedPersonAt }: Shown) =>
      rows.markShown({
        token,
        status,
        unread_at: unreadAt ?? null,
        asked_person_at: askedPersonAt ?? null,
      }),
  };
}

import { createHash, randomBytes } from 'node:crypto';
import type { Order } from '../../ngorder/order.ts';
import { actOutcome, actSeen } from '../../store/encryption/cells.ts';
import {
  type ActKey,
  type ActStep,
  createActRows,
  OrderHeld,
} from '../../store/requests/act-rows.ts';
import { createRequestMessageRows } from '../../store/requests/message-rows.ts';
import { createRequestRows } from '../../store/requests/request-rows.ts';
import { actTransitions, fresh, isOver, unsettled } from '../../store/requests/states.ts';
import type { Store } from '../../store/store.ts';
import { rolesWith } from '../../team/operations.ts';
import type { FoundAt } from '../reading/order-location.ts';
import {
  AlreadyDecided,
  NotAllowed,
  OrderBusy,
  QuestionExpired,
  RequestUnknown,
} from './errors.ts';
import { actOf, requestOf } from './rows.ts';
import type {
  ActKind,
  ActStatus,
  Outcome,
  Person,
  Request,
  RequestedAct,
  SettledBy,
  Target,
} from './states.ts';

/** How long a question stays open, and how long after a decision something may still be sent for it. */
export const questionLifetimeMs = 15 * 60_000;
/** An act that is over within this time needs no "working on it" before its result. */
export const slowMs = 1500;

/** What is asked of a person before anything is done. */
export interface Proposal {
  shop: string;
  kind: ActKind;
  orderId: number;
  poNumber?: number | undefined;
  askedBy: Person;
  target: Target;
  seen?: Order | undefined;
  foundAt?: FoundAt | undefined;
  /** The request that this one puts anew. */
  follows?: string | undefined;
}

/** A step that a worker takes with an act: from one state to another, with what it learned. */
export interface Step {
  from: ActStatus;
  to: ActStatus;
  outcome?: Outcome;
  settledBy?: SettledBy;
  /** The holder of the act's lease, which nobody else may have taken over, for the step to be taken. */
  heldBy?: string;
}

/** Where a request stands in a chat, and which version of it the chat shows. */
export interface RequestMessage extends Target {
  request: string;
  messageId: number | undefined;
  version: number;
  isShown: boolean;
}

/** Whether a decision still stands: the person has the right now, and decided a short while ago. */
export type Mandate = 'valid' | 'notAllowed' | 'stale';

/** 16 characters in a button. */
const tokenBytes = 12;

/** The token of the question that follows a request: the same each time, and unknown to who doesn't know the request's. */
function tokenAfter(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, tokenBytes).toString('base64url');
}

/** The lease that a worker holds while it works on an act. */
export function leaseOf({ request, position }: ActKey): string {
  return `act:${request}:${position}`;
}

/**
 * The one safe way to change an order: who asked, who decided, what was sent and what came of it.
 * Every step is one atomic transaction, so that of many who press, one is heard.
 */
export type Ledger = ReturnType<typeof createLedger>;

/** @param onEnd told of each act that was confirmed and has come to its end */
export function createLedger(
  store: Store,
  botId: number,
  onEnd: (requested: RequestedAct) => void = () => undefined,
) {
  const requests = createRequestRows(store, botId);
  const acts = createActRows(store, botId);
  const messages = createRequestMessageRows(store, botId);
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };

  const get = async (token: string, position = 0): Promise<RequestedAct> => {
    const [request, act] = [
      await requests.get(token),
      await acts.get({ request: token, position }),
    ];
    if (request === undefined || act === undefined) throw new RequestUnknown();
    return { request: requestOf(request), act: actOf(act, store.sealing) };
  };

  const insert = async (token: string, proposal: Proposal): Promise<RequestedAct> => {
    const { askedBy, seen, foundAt, target } = proposal;
    await requests.insert(
      {
        token,
        shop: proposal.shop,
        kind: proposal.kind,
        asked_by: askedBy.id,
        asked_by_name: askedBy.name,
        follows: proposal.follows ?? null,
      },
      [
        {
          order_id: proposal.orderId,
          po_number: proposal.poNumber ?? null,
          seen_encrypted:
            seen === undefined ? null : store.sealing.seal(JSON.stringify(seen), actSeen(token, 0)),
          found_at: foundAt === undefined ? null : JSON.stringify(foundAt),
        },
      ],
      { chatId: target.chatId, threadId: target.threadId ?? null },
      questionLifetimeMs,
    );
    return get(token);
  };

  /** Whether what was declined may happen all the same, through an earlier request that arrives late. */
  const mayArriveLate = async ({ follows }: Request): Promise<boolean> => {
    if (follows === undefined) return false;
    const before = await acts.get({ request: follows, position: 0 });
    return before !== undefined && before.sends > 0;
  };

  const decide = async (
    token: string,
    person: Person,
    to: 'confirmed' | 'declined',
  ): Promise<RequestedAct> => {
    const { request, act } = await get(token);
    try {
      const decided = await requests.decide(token, {
        to,
        personId: person.id,
        personName: person.name,
        roles: rolesWith(request.kind),
        check: to === 'declined' && (await mayArriveLate(request)),
        slowMs,
      });
      if (decided !== undefined) {
        announce();
        return await get(token);
      }
    } catch (error) {
      if (!(error instanceof OrderHeld)) throw error;
      const other = await acts.underWay(act.shop, act.orderId);
      throw new OrderBusy(other && (await get(other.request, other.position)));
    }
    throw refusalOf(await get(token));
  };

  /** Takes one step; undefined when somebody else has taken one, or what it depends on is no longer so. */
  const step = async (key: ActKey, wanted: ActStep): Promise<RequestedAct | undefined> => {
    for (const from of wanted.from) {
      if (!actTransitions[from].includes(wanted.to))
        throw new Error(`An act never goes from ${from} to ${wanted.to}`);
    }
    // An answer that came during an outage of the database is worth more than one that is looked up later.
    const row = await store.health.outlast(() => acts.step(key, wanted));
    if (row === undefined) return undefined;
    const request = await store.health.outlast(() => requests.get(key.request));
    if (request === undefined) throw new RequestUnknown();
    const requested = { request: requestOf(request), act: actOf(row, store.sealing) };
    announce();
    if (isOver(row.status) && request.status === 'over') onEnd(requested);
    return requested;
  };

  const ending = (
    { request, position }: ActKey,
    to: ActStatus,
    { outcome, settledBy }: Pick<Step, 'outcome' | 'settledBy'>,
  ) => ({
    set: {
      ...(outcome && {
        outcome_encrypted: store.sealing.seal(
          JSON.stringify(outcome),
          actOutcome(request, position),
        ),
      }),
      ...(settledBy && { settled_by: settledBy }),
    },
    stamp: isOver(to) ? (['settled_at'] as const) : [],
  });

  return {
    /** Calls back after every change that a worker should look at. Returns the way to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Writes a question down and gives it the token that its buttons carry. Nothing is done yet. */
    propose: (proposal: Proposal): Promise<RequestedAct> =>
      insert(randomBytes(tokenBytes).toString('base64url'), proposal),

    /**
     * Where nothing happened and the order is known as it is now, puts the question again about what it is now: one for
     * each act, however often it is called. Undefined: there is nothing to ask.
     */
    async proposeAnew(
      { request, act }: RequestedAct,
      target: Target,
    ): Promise<RequestedAct | undefined> {
      const { outcome } = act;
      const isAskedAnew =
        outcome?.kind === 'changed' || outcome?.kind === 'notDone' || outcome?.kind === 'stale';
      if (!isAskedAnew) return undefined;
      return insert(tokenAfter(request.token), {
        shop: request.shop,
        kind: request.kind,
        orderId: act.orderId,
        poNumber: outcome.now?.poNumber ?? act.poNumber,
        askedBy: request.decidedBy ?? request.askedBy,
        target,
        seen: outcome.now,
        foundAt: act.foundAt,
        follows: request.token,
      });
    },

    /** The question stands in this message from now on, and no other question does. */
    attach: (token: string, chatId: number, messageId: number) =>
      messages.attach(token, chatId, messageId),

    /** @throws {RequestUnknown}, {StoreError} `key` when its order can't be decrypted */
    get,

    /** Where a request stands in a chat; undefined: it doesn't. */
    async messageIn(token: string, chatId: number): Promise<RequestMessage | undefined> {
      const row = await messages.get(token, chatId);
      return row && messageOf(row);
    },

    /**
     * A person says yes. In the same moment in which it is written, the question is open and the person has the right.
     * @throws {AlreadyDecided} when somebody was faster, {@link QuestionExpired}, {@link NotAllowed},
     * {@link OrderBusy}, {@link RequestUnknown}
     * @example const { act } = await ledger.confirm(token, { id: 11, name: 'Sari' });
     */
    confirm: (token: string, person: Person) => decide(token, person, 'confirmed'),

    /** A person says no. @throws as {@link confirm} */
    decline: (token: string, person: Person) => decide(token, person, 'declined'),

    /**
     * Takes a worker's step; undefined when somebody else has taken one or the lease was lost.
     * A step that the table of transitions doesn't have is a mistake in the program.
     */
    step: (key: ActKey, { from, to, outcome, settledBy, heldBy }: Step) =>
      step(key, {
        from: [from],
        to,
        ...ending(key, to, { ...(outcome && { outcome }), ...(settledBy && { settledBy }) }),
        ...(heldBy !== undefined && { lease: { name: leaseOf(key), holder: heldBy } }),
      }),

    /** Whether the decision on a request still stands. */
    async mandateOf(
      { decidedBy, decidedAt = 0, kind, shop, readAt }: Request,
      may: (personId: number, operation: ActKind, shop: string) => Promise<boolean>,
    ): Promise<Mandate> {
      if (decidedBy === undefined || !(await may(decidedBy.id, kind, shop))) return 'notAllowed';
      return readAt - decidedAt < questionLifetimeMs ? 'valid' : 'stale';
    },

    /**
     * Commits that the request is about to leave, so that no later reader takes it for unsent. Undefined when the lease
     * was lost, the decision has grown too old, or who decided has lost the right.
     */
    markSent: ({ request, act }: RequestedAct, heldBy: string) =>
      step(act, {
        from: [act.status],
        to: 'sent',
        set: { sends: act.sends + 1, old_since: null },
        stamp: ['sent_at'],
        silent: act.status === 'waiting',
        lease: { name: leaseOf(act), holder: heldBy },
        live: true,
        mandate: { roles: rolesWith(request.kind), lifetimeMs: questionLifetimeMs },
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

    /** Closes the questions that ran out of time. */
    async expireQuestions(): Promise<void> {
      if ((await requests.expire()) > 0) announce();
    },

    /** Closes what a message asked, other than `but`: it shows something else from now on. */
    closeQuestionsAt: (chatId: number, messageId: number, but?: string) =>
      messages.closeAt(chatId, messageId, but),

    /** What somebody waits for, and what only reading can settle: each the longest waiting first. */
    due: (what: 'fresh' | 'unsettled', limit: number): Promise<ActKey[]> =>
      acts.due(what === 'fresh' ? fresh : unsettled, limit),

    /** What chats are still to be shown. */
    async unshown(limit: number): Promise<RequestMessage[]> {
      return (await messages.unshown(limit)).map(messageOf);
    },

    /** The chat shows the request as it was at this version; what has changed since is still to be shown. */
    markShown: ({ request, chatId, version }: RequestMessage) =>
      messages.markShown(request, chatId, version),

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
        ...ending(act, to, { outcome, settledBy: 'person' }),
        personAsked: true,
        settler: { personId: person.id, roles: rolesWith(request.kind) },
      });
    },
  };
}

function refusalOf(requested: RequestedAct): Error {
  const { status, readAt, expiresAt } = requested.request;
  if (status === 'proposed' && readAt < expiresAt) return new NotAllowed('no right to decide this');
  if (status === 'proposed' || status === 'expired') return new QuestionExpired(requested);
  return new AlreadyDecided(requested);
}

function messageOf(row: {
  request: string;
  chat_id: number;
  thread_id: number | null;
  message_id: number | null;
  version: number;
  shown_version: number;
}): RequestMessage {
  return {
    request: row.request,
    chatId: row.chat_id,
    threadId: row.thread_id ?? undefined,
    messageId: row.message_id ?? undefined,
    version: row.version,
    isShown: row.version === row.shown_version,
  };
}

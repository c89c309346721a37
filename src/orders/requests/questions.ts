import { createHash, randomBytes } from 'node:crypto';
import type { Order } from '../../ngorder/order.ts';
import { actSeen } from '../../store/encryption/cells.ts';
import { OrderHeld } from '../../store/requests/acts/order-held.ts';
import type { Standing } from '../../store/requests/standing-rows.ts';
import { approvalLifetimeMs, rolesToApprove } from '../../team/approval.ts';
import { createShopSettings, type ShopSettings } from '../../team/shop-settings.ts';
import type { FoundAt } from '../reading/order-location.ts';
import { NobodyToApprove } from './approval/errors.ts';
import { mayAsk, reasonFor } from './approval/mandate.ts';
import { AlreadyDecided, NotAllowed, QuestionExpired, ReasonNeeded } from './errors.ts';
import type { LedgerRows } from './ledger-rows.ts';
import { questionLifetimeMs, slowMs } from './limits.ts';
import { asksReason, type GivenReason } from './record/reasons.ts';
import { messageOf } from './rows.ts';
import type {
  ActKind,
  ApprovalReason,
  Person,
  Request,
  RequestedAct,
  RequestMessage,
  Target,
} from './states.ts';

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

/** What is known of a Yes: the chat in which it is said, and why. */
export interface Said {
  chat?: number | undefined;
  because?: GivenReason | undefined;
}

/** 16 characters in a button. */
const tokenBytes = 12;

export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** The token of the question that follows a request: the same each time, and unknown to who doesn't know the request's. */
export function tokenAfter(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, tokenBytes).toString('base64url');
}

/** What is asked of people, where it stands, and what they decide. */
export function createQuestions(rows: LedgerRows) {
  const {
    botId,
    store,
    requests,
    approvals,
    messages,
    standing,
    totalsOf,
    get,
    announce,
    mayArriveLate,
    orderBusy,
    recordStep,
    graceMs,
  } = rows;
  const settings = createShopSettings(store, botId);
  const insert = async (token: string, proposal: Proposal): Promise<RequestedAct> => {
    const { askedBy, seen, foundAt, target } = proposal;
    const chosen = await settings.of(proposal.shop);
    const approval = reasonFor(proposal, [seen?.totalAmount], chosen);
    await requests.insert(
      {
        token,
        shop: proposal.shop,
        kind: proposal.kind,
        asked_by: askedBy.id,
        asked_by_name: askedBy.name,
        follows: proposal.follows ?? null,
        approval: approval ?? null,
        asks_reason: asksReason(proposal.kind, chosen) ? 1 : 0,
        grace_ms: graceMs(proposal.kind, chosen),
      },
      [
        {
          order_id: proposal.orderId,
          po_number: proposal.poNumber ?? null,
          seen_encrypted:
            seen === undefined
              ? null
              : store.encryption.encrypt(JSON.stringify(seen), actSeen(token, 0)),
          found_at: foundAt === undefined ? null : JSON.stringify(foundAt),
        },
      ],
      { chatId: target.chatId, threadId: target.threadId ?? null },
      questionLifetimeMs,
    );
    return get(token);
  };

  /** @throws {NobodyToApprove} when nobody but these two could say yes as well */
  const expectSecond = async ({ kind, shop, askedBy }: Request, person: Person): Promise<void> => {
    const own = [askedBy.id, person.id];
    if (!(await approvals.isAnybodyElse(shop, rolesToApprove(kind), own)))
      throw new NobodyToApprove();
  };

  /** @throws {ReasonNeeded} when the question is open and a Yes to it has to say why */
  const expectReason = async (
    { token, kind, status, readAt, expiresAt }: Request,
    now: ShopSettings,
  ) => {
    if (status !== 'proposed' || readAt >= expiresAt || !asksReason(kind, now)) return;
    if (await requests.askReason(token)) announce();
    throw new ReasonNeeded('no reason was given');
  };

  /** Why a Yes takes a second person now; undefined: it doesn't. @throws what it takes besides and lacks */
  const secondFor = async (
    { request, act }: RequestedAct,
    person: Person,
    now: ShopSettings,
    because: GivenReason | undefined,
  ): Promise<ApprovalReason | undefined> => {
    if (because === undefined) await expectReason(request, now);
    else if (request.kind !== 'cancel') throw new NotAllowed('a reason is for a cancel');
    const why = reasonFor(request, await totalsOf({ request, act }), now);
    if (why !== undefined && request.status === 'proposed') await expectSecond(request, person);
    return why;
  };

  const decide = async (
    token: string,
    person: Person,
    to: 'confirmed' | 'declined',
    { chat, because }: Said = {},
  ): Promise<RequestedAct> => {
    const { request, act } = await get(token);
    const now = await settings.of(request.shop);
    const why =
      to === 'confirmed' ? await secondFor({ request, act }, person, now, because) : undefined;
    const approvers = rolesToApprove(request.kind);
    try {
      const decided = await requests.decide(token, {
        to: why === undefined ? to : { why, lifetimeMs: approvalLifetimeMs, approvers },
        personId: person.id,
        personName: person.name,
        roles: mayAsk(request, now),
        check: to === 'declined' && (await mayArriveLate(request)),
        slowMs,
        why: because,
        ...(why && { alongside: recordStep('approvalAsked', { person, chat }) }),
      });
      if (decided !== undefined) {
        announce();
        return await get(token);
      }
    } catch (error) {
      if (!(error instanceof OrderHeld)) throw error;
      throw await orderBusy(act);
    }
    throw refusalOf(await get(token));
  };

  return {
    /** Writes a question down and gives it the token that its buttons carry. Nothing is done yet. */
    propose: (proposal: Proposal): Promise<RequestedAct> => insert(newToken(), proposal),

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

    /**
     * The question stands in this message from now on, and no other question does. Where another copy of the bot had put
     * one there since this one was asked, this one is shown there once more.
     */
    async attach(token: string, chatId: number, messageId: number): Promise<void> {
      if (await standing.attach(token, chatId, messageId)) announce();
    },

    /** A chat in which the request wasn't asked is shown what comes of it, in this message. */
    async follow(token: string, { chatId, threadId }: Target, messageId: number): Promise<void> {
      await messages.follow(token, { chatId, threadId: threadId ?? null, messageId });
      announce();
    },

    /** Where a request stands in a chat; undefined: it doesn't. */
    async messageIn(token: string, chatId: number): Promise<RequestMessage | undefined> {
      const row = await messages.get(token, chatId);
      return row && messageOf(row);
    },

    /**
     * A person says yes. In the same moment in which it is written, the question is open and the person has the right.
     * Where the shop wants that, it then waits for a second person.
     * @throws {AlreadyDecided} when somebody was faster, {@link QuestionExpired}, {@link NotAllowed},
     * {@link NobodyToApprove}, {@link ReasonNeeded}, {OrderBusy}, {RequestUnknown}
     * @example const { act } = await ledger.confirm(token, { id: 11, name: 'Sari' }, { chat: -100 });
     */
    confirm: (token: string, person: Person, said?: Said) =>
      decide(token, person, 'confirmed', said),

    /** A person says no. @throws as {@link confirm} */
    decline: (token: string, person: Person) => decide(token, person, 'declined'),

    /** Closes the questions that ran out of time, and what nobody approved in time. */
    async expireQuestions(): Promise<void> {
      if ((await requests.expire(recordStep('approvalExpired'))) > 0) announce();
    },

    /**
     * A message in which these requests stood was made to show something else, and what they asked is closed. Where it was
     * given to another one while that was on its way, by another copy of the bot, that one is shown there again: nobody
     * could answer it otherwise.
     */
    async replacedAt(
      requests: readonly string[],
      chatId: number,
      messageId: number,
    ): Promise<void> {
      if (await standing.replacedAt(requests, chatId, messageId)) announce();
    },

    /** A message was made to show a request, and whatever else it asked is closed; the same where another one has it. */
    async shownAt(request: string, chatId: number, messageId: number): Promise<void> {
      if (await standing.shownAt(request, chatId, messageId)) announce();
    },

    /** What stands in a message: nothing else is to be shown in the place of a record, of what came of a Yes or is about to. */
    standingAt: (chatId: number, messageId: number): Promise<Standing> =>
      standing.standingIn(chatId, messageId),

    /** What chats are still to be shown of requests about one order. */
    async unshown(limit: number): Promise<RequestMessage[]> {
      return (await messages.unshown('one', limit)).map(messageOf);
    },

    /** What chats are still to be shown of runs over many. */
    async unshownRuns(limit: number): Promise<RequestMessage[]> {
      return (await messages.unshown('many', limit)).map(messageOf);
    },

    /**
     * The chat shows the request as it was at this version; what has changed since is still to be shown.
     * @param nextMs no sooner than in so many milliseconds
     */
    markShown: ({ request, chatId, version }: RequestMessage, nextMs = 0) =>
      messages.markShown(request, chatId, version, nextMs),

    /**
     * The chat shows it as it was at this version, and is to show it again in so many milliseconds, since a time in it
     * goes on. False: it has changed otherwise meanwhile.
     */
    showAgain: ({ request, chatId, version }: RequestMessage, ms: number) =>
      messages.showAgain(request, chatId, version, ms),
  };
}

function refusalOf(requested: RequestedAct): Error {
  const { status, readAt, expiresAt } = requested.request;
  if (status === 'proposed' && readAt < expiresAt) return new NotAllowed('no right to decide this');
  if (status === 'proposed' || status === 'expired') return new QuestionExpired(requested);
  return new AlreadyDecided(requested);
}

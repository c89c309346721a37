import type { Order } from '../../ngorder/order.ts';
import type {
  ActKind,
  ActStatus,
  ApprovalReason,
  RequestStatus,
  RunReason,
  RunState,
  SettledBy,
} from '../../store/requests/states.ts';
import type { Reason } from '../../team/activity/reasons.ts';
import type { FoundAt, OrderLocation } from '../reading/order-location.ts';

export {
  type ActKind,
  type ActStatus,
  type ApprovalReason,
  actKinds,
  actStatuses,
  approvalReasons,
  isOver,
  isUnderWay,
  phaseOf,
  type RequestStatus,
  type RunReason,
  type RunState,
  requestStatuses,
  type SettledBy,
} from '../../store/requests/states.ts';

/** Who presses and types. */
export interface Person {
  id: number;
  name: string;
}

/** Where a question is asked: Telegram's chat and its topic. */
export interface Target {
  chatId: number;
  threadId?: number | undefined;
}

/** What an act came to. */
export type Outcome =
  /** Ngorder did it, or the order was found in its new state. */
  | { kind: 'done' }
  /** Ngorder said no; nothing happened. `words` are its own. */
  | { kind: 'refused'; error: string; words?: string | undefined }
  /** The order is no longer what the person saw, or has turned up only now: where nothing was sent, it is asked anew. */
  | { kind: 'changed'; now: Order }
  /** Nothing sent: the order is somewhere else. */
  | { kind: 'elsewhere'; where: OrderLocation }
  /** Nothing sent: the order could not be read. */
  | { kind: 'unread'; error: string }
  /** Nothing sent: the decision was too old by then. `now` is absent where nobody has seen the order. */
  | { kind: 'stale'; now?: Order | undefined }
  /** Nothing sent: who decided has lost the right to it meanwhile. */
  | { kind: 'notAllowed' }
  /** Sent, and reading proved that nothing had happened; it is for a person to ask again. */
  | { kind: 'notDone'; now: Order }
  /** Nothing sent: another act on the order was under way when its turn came. */
  | { kind: 'busy' }
  /** Nobody could read it for a day, and a person said that it had not happened. */
  | { kind: 'saidNotDone' }
  /** What the person saw, or what it came to, can't be decrypted any more; in the first case nothing was sent. */
  | { kind: 'unreadable' };

/**
 * What was asked of people, who decided, and until when they could. Times are milliseconds since 1970, by the
 * database's clock.
 */
export interface Request {
  token: string;
  shop: string;
  kind: ActKind;
  status: RequestStatus;
  askedBy: Person;
  createdAt: number;
  expiresAt: number;
  decidedBy: Person | undefined;
  decidedAt: number | undefined;
  /** The second person that it takes; undefined: one is enough, as far as is known. */
  approval: Approval | undefined;
  /** A Yes to it says why. */
  asksReason: boolean;
  /** The token of the request that this one puts anew. */
  follows: string | undefined;
  /** How long it is held back once it is decided, in milliseconds, so that it can be taken back: 0, not at all. */
  graceMs: number;
  /** Nothing of it leaves before; undefined: it was not held back, or not yet. */
  heldUntil: number | undefined;
  /** Who took it back while it was held. */
  undone: { by: Person; at: number } | undefined;
  /** When this was read, by the same clock. */
  readAt: number;
  /** How it goes over its many orders; undefined: it is about one. */
  run?: Run | undefined;
}

/** A request over many orders, from its Yes on. */
export interface Run {
  state: RunState;
  /** Why it doesn't go on. */
  reason: RunReason | undefined;
  /** Who paused, continued or stopped it; undefined: nobody, or the bot itself. */
  changedBy: Person | undefined;
  /** By whose right it goes on: who said yes, or continued it last. */
  ledBy: Person | undefined;
  /** When it was let go on, or an act of it was last settled. */
  aliveAt: number;
  /** What keeps it waiting at Ngorder, by the error's kind. */
  trouble: string | undefined;
}

/** Why a request takes a second person, and what that one, or who asked for it, said once it waited. */
export interface Approval {
  why: ApprovalReason;
  answeredBy: Person | undefined;
  answeredAt: number | undefined;
}

/** What happens to one order because of a request. Times as in {@link Request}. */
export interface Act {
  /** The request's token, and which of its acts this is, from 0. */
  request: string;
  position: number;
  shop: string;
  orderId: number;
  poNumber: number | undefined;
  status: ActStatus;
  /** The order as the person saw it; absent when asked without a preview. */
  seen: Order | undefined;
  /** It was seen, and can't be decrypted any more: nothing can be compared with it, so that nothing may be sent. */
  isUnreadable?: true;
  /** It is over, and the shop keeps its order no longer. */
  isErased?: true;
  foundAt: FoundAt | undefined;
  sends: number;
  sentAt: number | undefined;
  /** When it was first read in its old state after the request's time was up. */
  oldSince: number | undefined;
  dueAt: number;
  tries: number;
  outcome: Outcome | undefined;
  settledBy: SettledBy | undefined;
  settledAt: number | undefined;
  askedPersonAt: number | undefined;
  /** When Ngorder could first not be read to learn what became of it. */
  unreadAt: number | undefined;
  /** Why it was canceled, as far as somebody has said, and when that was said last. */
  reason: Reason | undefined;
  reasonNote: string | undefined;
  reasonAt: number | undefined;
}

/** An act together with the request that it comes of. */
export interface RequestedAct {
  request: Request;
  act: Act;
}

/** Whose request this is now: who decided, and until then who asked. */
export function personBehind({ decidedBy, askedBy }: Request): Person {
  return decidedBy ?? askedBy;
}

/** Where a request stands in a chat, and which version of it the chat shows. */
export interface RequestMessage extends Target {
  request: string;
  messageId: number | undefined;
  version: number;
  isShown: boolean;
  /** It was asked elsewhere. */
  isCopy: boolean;
}

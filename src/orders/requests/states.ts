import type { Order } from '../../ngorder/order.ts';
import type { FoundAt, OrderLocation } from '../reading/order-location.ts';

/** What can be done to an order. */
export const actionKinds = ['cancel', 'return', 'delete'] as const;
export type ActionKind = (typeof actionKinds)[number];

/** The states of an action, from the question to its end. */
export const actionStatuses = [
  'proposed',
  'declined',
  'expired',
  'confirmed',
  'sent',
  'unknown',
  'done',
  'failed',
] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** Every step an action can take. `unknown → sent` is the one repeat, after reading proved that nothing had happened. */
export const transitions: Readonly<Record<ActionStatus, readonly ActionStatus[]>> = {
  proposed: ['confirmed', 'declined', 'expired'],
  declined: [],
  expired: [],
  confirmed: ['sent', 'failed'],
  sent: ['done', 'failed', 'unknown'],
  unknown: ['done', 'failed', 'sent'],
  done: [],
  failed: [],
};

/** True while an action holds its order against every other. */
export function isUnderWay(status: ActionStatus): boolean {
  return status === 'confirmed' || status === 'sent' || status === 'unknown';
}

/** Who presses and types. */
export interface Person {
  id: number;
  name: string;
}

/** Where the question stands: Telegram's chat, its topic and the message. */
export interface Place {
  chatId: number;
  threadId?: number | undefined;
  messageId?: number | undefined;
}

/** What an action came to. */
export type Outcome =
  /** Ngorder did it, or the order was found in its new state. */
  | { kind: 'done' }
  /** Ngorder said no; nothing happened. `words` are its own. */
  | { kind: 'refused'; error: string; words?: string | undefined }
  /** Nothing sent: the order is no longer what the person saw. */
  | { kind: 'changed'; now: Order }
  /** Nothing sent: the order is somewhere else. */
  | { kind: 'elsewhere'; where: OrderLocation }
  /** Nothing sent: the order could not be read. */
  | { kind: 'unread'; error: string }
  /** Sent, and reading proved that nothing had happened; it is for a person to ask again. */
  | { kind: 'notDone'; now: Order }
  /** Nobody could read it for a day, and a person said that it had not happened. */
  | { kind: 'saidNotDone' };

/** How it became known what an action came to. */
export type SettledBy = 'answer' | 'reading' | 'person';

/** One question to a person and all that came of it. Times are milliseconds since 1970, by the database's clock. */
export interface Action {
  token: string;
  shop: string;
  orderId: number;
  poNumber: number | undefined;
  kind: ActionKind;
  status: ActionStatus;
  askedBy: Person;
  place: Place;
  /** The order as the person saw it; absent when asked without a preview. */
  seen: Order | undefined;
  foundAt: FoundAt | undefined;
  createdAt: number;
  expiresAt: number;
  decidedBy: Person | undefined;
  decidedAt: number | undefined;
  sends: number;
  sentAt: number | undefined;
  dueAt: number;
  tries: number;
  outcome: Outcome | undefined;
  settledBy: SettledBy | undefined;
  settledAt: number | undefined;
  shownStatus: string;
  askedPersonAt: number | undefined;
  /** When Ngorder could first not be read to learn what became of it. */
  unreadAt: number | undefined;
  /** When this was read, by the same clock. */
  readAt: number;
}

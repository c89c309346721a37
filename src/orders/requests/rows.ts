import type { Order } from '../../ngorder/order.ts';
import { actOutcome, actReasonNote, actSeen } from '../../store/encryption/cells.ts';
import { type Cell, type Encryption, ifReadable } from '../../store/encryption/encryption.ts';
import type { ActRow } from '../../store/requests/acts/act.ts';
import type { RequestMessageRow } from '../../store/requests/message-rows.ts';
import type { RequestWithRun } from '../../store/requests/request.ts';
import { reasons } from '../../team/activity/reasons.ts';
import type { FoundAt } from '../reading/order-location.ts';
import type { Act, Approval, Outcome, Person, Request, RequestMessage, Run } from './states.ts';

/** A request as the rest of the house knows it. */
export function requestOf(row: RequestWithRun): Request {
  return {
    token: row.token,
    shop: row.shop,
    kind: row.kind,
    status: row.status,
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    decidedBy: personOf(row.decided_by, row.decided_by_name),
    decidedAt: row.decided_at ?? undefined,
    approval: approvalOf(row),
    asksReason: row.asks_reason === 1,
    follows: row.follows ?? undefined,
    graceMs: row.grace_ms ?? 0,
    heldUntil: row.held_until ?? undefined,
    undone: undoneOf(row),
    readAt: row.read_at,
    run: runOf(row),
  };
}

/** An act as the rest of the house knows it, without what can't be decrypted. */
export function actOf(row: ActRow, encryption: Encryption): Act {
  const opened = (text: string | null, cell: Cell): string | undefined =>
    text === null ? undefined : ifReadable(() => encryption.decrypt(text, cell));
  const { request, position, seen_encrypted, outcome_encrypted, reason_note_encrypted } = row;
  const seen = opened(seen_encrypted, actSeen(request, position));
  const outcome = opened(outcome_encrypted, actOutcome(request, position));
  return {
    request,
    position,
    shop: row.shop,
    orderId: row.order_id,
    poNumber: row.po_number ?? undefined,
    status: row.status,
    seen: seen === undefined ? undefined : (JSON.parse(seen) as Order),
    ...(seen === undefined && seen_encrypted !== null && { isUnreadable: true }),
    ...(row.order_kept === 0 && { isErased: true }),
    foundAt: row.found_at === null ? undefined : (JSON.parse(row.found_at) as FoundAt),
    sends: row.sends,
    sentAt: row.sent_at ?? undefined,
    oldSince: row.old_since ?? undefined,
    dueAt: row.due_at,
    tries: row.tries,
    outcome: outcomeOf(outcome, outcome_encrypted !== null),
    settledBy: row.settled_by ?? undefined,
    settledAt: row.settled_at ?? undefined,
    askedPersonAt: row.asked_person_at ?? undefined,
    unreadAt: row.unread_at ?? undefined,
    // One that this version doesn't know is as good as none.
    reason: reasons.find((reason) => reason === row.reason),
    reasonNote: opened(reason_note_encrypted, actReasonNote(request, position)),
    reasonAt: row.reason_at ?? undefined,
  };
}

function runOf(row: RequestWithRun): Run | undefined {
  if (row.run_state === null) return undefined;
  return {
    state: row.run_state,
    reason: row.reason ?? undefined,
    changedBy: personOf(row.changed_by, row.changed_by_name),
    ledBy: personOf(row.led_by, row.led_by_name),
    aliveAt: row.alive_at ?? row.created_at,
    trouble: row.trouble ?? undefined,
  };
}

function approvalOf(row: RequestWithRun): Approval | undefined {
  if (row.approval === null) return undefined;
  return {
    why: row.approval,
    answeredBy: personOf(row.answered_by, row.answered_by_name),
    answeredAt: row.answered_at ?? undefined,
  };
}

function undoneOf({ undone_by, undone_by_name, undone_at }: RequestWithRun): Request['undone'] {
  const by = personOf(undone_by, undone_by_name);
  return by && { by, at: undone_at ?? 0 };
}

function outcomeOf(text: string | undefined, isThere: boolean): Outcome | undefined {
  if (text !== undefined) return JSON.parse(text) as Outcome;
  return isThere ? { kind: 'unreadable' } : undefined;
}

function personOf(id: number | null, name: string | null): Person | undefined {
  return id === null ? undefined : { id, name: name ?? '' };
}

/** Where a request stands in a chat, as the rest of the house knows it. */
export function messageOf(row: RequestMessageRow): RequestMessage {
  return {
    request: row.request,
    chatId: row.chat_id,
    threadId: row.thread_id ?? undefined,
    messageId: row.message_id ?? undefined,
    version: row.version,
    isShown: row.version === row.shown_version,
    isCopy: row.copy === 1,
  };
}

import type { Order } from '../../ngorder/order.ts';
import { actOutcome, actReasonNote, actSeen } from '../../store/encryption/cells.ts';
import type { Cell, Encryption } from '../../store/encryption/encryption.ts';
import type { ActRow } from '../../store/requests/act-rows.ts';
import type { RequestWithRun } from '../../store/requests/request-rows.ts';
import { reasons } from '../../team/activity/reasons.ts';
import type { FoundAt } from '../reading/order-location.ts';
import type { Act, Approval, Outcome, Person, Request, Run } from './states.ts';

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
    readAt: row.read_at,
    run: runOf(row),
  };
}

/** An act as the rest of the house knows it. @throws {DecryptionFailed} when what it holds can't be read */
export function actOf(row: ActRow, encryption: Encryption): Act {
  const opened = (text: string | null, cell: Cell): unknown =>
    text === null ? undefined : JSON.parse(encryption.decrypt(text, cell));
  const { request, position } = row;
  return {
    request,
    position,
    shop: row.shop,
    orderId: row.order_id,
    poNumber: row.po_number ?? undefined,
    status: row.status,
    seen: opened(row.seen_encrypted, actSeen(request, position)) as Order | undefined,
    foundAt: row.found_at === null ? undefined : (JSON.parse(row.found_at) as FoundAt),
    sends: row.sends,
    sentAt: row.sent_at ?? undefined,
    oldSince: row.old_since ?? undefined,
    dueAt: row.due_at,
    tries: row.tries,
    outcome: opened(row.outcome_encrypted, actOutcome(request, position)) as Outcome | undefined,
    settledBy: row.settled_by ?? undefined,
    settledAt: row.settled_at ?? undefined,
    askedPersonAt: row.asked_person_at ?? undefined,
    unreadAt: row.unread_at ?? undefined,
    // One that this version doesn't know is as good as none.
    reason: reasons.find((reason) => reason === row.reason),
    reasonNote: note(row, encryption),
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

function note({ request, position, reason_note_encrypted: text }: ActRow, encryption: Encryption) {
  return text === null ? undefined : encryption.decrypt(text, actReasonNote(request, position));
}

function personOf(id: number | null, name: string | null): Person | undefined {
  return id === null ? undefined : { id, name: name ?? '' };
}

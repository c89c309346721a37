import type { Order } from '../../ngorder/order.ts';
import type { Sealing } from '../../store/encryption/encryption.ts';
import type { ActionRow } from '../../store/tables/actions.ts';
import type { FoundAt } from '../reading/order-location.ts';
import type { Action, ActionKind, ActionStatus, Outcome, Person, SettledBy } from './states.ts';

/** An action as the rest of the house knows it, opened from its row. */
export function actionOf(row: ActionRow, sealing: Sealing): Action {
  return {
    token: row.token,
    shop: row.shop,
    orderId: row.order_id,
    poNumber: row.po_number ?? undefined,
    kind: row.kind as ActionKind,
    status: row.status as ActionStatus,
    askedBy: { id: row.asked_by, name: row.asked_by_name },
    place: {
      chatId: row.chat_id,
      threadId: row.thread_id ?? undefined,
      messageId: row.message_id ?? undefined,
    },
    seen:
      row.seen_sealed === null
        ? undefined
        : (JSON.parse(sealing.openLegacy(row.seen_sealed)) as Order),
    foundAt: row.found_at === null ? undefined : (JSON.parse(row.found_at) as FoundAt),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    decidedBy: personOf(row.decided_by, row.decided_by_name),
    decidedAt: row.decided_at ?? undefined,
    sends: row.sends,
    sentAt: row.sent_at ?? undefined,
    dueAt: row.due_at,
    tries: row.tries,
    outcome:
      row.outcome_sealed === null
        ? undefined
        : (JSON.parse(sealing.openLegacy(row.outcome_sealed)) as Outcome),
    settledBy: (row.settled_by ?? undefined) as SettledBy | undefined,
    settledAt: row.settled_at ?? undefined,
    shownStatus: row.shown_status,
    askedPersonAt: row.asked_person_at ?? undefined,
    unreadAt: row.unread_at ?? undefined,
    readAt: row.read_at,
  };
}

function personOf(id: number | null, name: string | null): Person | undefined {
  return id === null ? undefined : { id, name: name ?? '' };
}

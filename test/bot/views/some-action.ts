import type { Action, Outcome } from '../../../src/orders/requests/states.ts';
import { order } from './sendable.ts';

export const token = 'AbCdEfGhIjKl-_12';

const settledAt = Date.UTC(2021, 0, 19, 2, 5);

/** An action in whatever state, asked by Sari about order 1338. */
export function someAction(fields: Partial<Action>): Action {
  return {
    token,
    shop: 'first',
    orderId: 1338,
    poNumber: 10735,
    kind: 'cancel',
    status: 'proposed',
    askedBy: { id: 11, name: 'Sari' },
    place: { chatId: 11, messageId: 7 },
    seen: order,
    foundAt: undefined,
    createdAt: settledAt - 60_000,
    expiresAt: settledAt + 60_000,
    decidedBy: undefined,
    decidedAt: undefined,
    sends: 0,
    sentAt: undefined,
    dueAt: settledAt,
    tries: 0,
    outcome: undefined,
    settledBy: undefined,
    settledAt: undefined,
    shownStatus: '',
    askedPersonAt: undefined,
    unreadAt: undefined,
    readAt: settledAt,
    ...fields,
  };
}

/** The same after Budi said yes and it came to this, at 09.05 in Jakarta. */
export function settled(outcome: Outcome, fields: Partial<Action> = {}): Action {
  return someAction({
    status: outcome.kind === 'done' ? 'done' : 'failed',
    decidedBy: { id: 12, name: 'Budi' },
    decidedAt: settledAt - 1000,
    settledAt,
    settledBy: 'answer',
    outcome,
    ...fields,
  });
}

import type {
  Act,
  ActStatus,
  Outcome,
  Request,
  RequestedAct,
  RequestStatus,
} from '../../../src/orders/requests/states.ts';
import { order } from './sendable.ts';

export const token = 'AbCdEfGhIjKl-_12';

const settledAt = Date.UTC(2021, 0, 19, 2, 5);

/** The states in which a request can be seen, each with the one of its act. */
const states = {
  proposed: ['proposed', 'proposed'],
  declined: ['declined', 'skipped'],
  expired: ['expired', 'skipped'],
  awaiting: ['awaiting', 'proposed'],
  withdrawn: ['withdrawn', 'skipped'],
  undone: ['undone', 'skipped'],
  waiting: ['confirmed', 'waiting'],
  sent: ['confirmed', 'sent'],
  unknown: ['confirmed', 'unknown'],
  checking: ['declined', 'checking'],
  done: ['over', 'done'],
  failed: ['over', 'failed'],
} as const satisfies Record<string, readonly [RequestStatus, ActStatus]>;
export type SeenStatus = keyof typeof states;
export const seenStatuses = Object.keys(states) as SeenStatus[];

type Fields = Partial<Omit<Request & Act, 'status' | 'request'>> & { status?: SeenStatus };

/** A request in whatever state, asked by Sari about order 1338. */
export function someRequest({ status = 'proposed', ...fields }: Fields): RequestedAct {
  const [requestStatus, actStatus] = states[status];
  const given = {
    token,
    shop: 'first',
    orderId: 1338,
    poNumber: 10735,
    kind: 'cancel' as const,
    askedBy: { id: 11, name: 'Sari' },
    seen: order,
    foundAt: undefined,
    createdAt: settledAt - 60_000,
    expiresAt: settledAt + 60_000,
    decidedBy: undefined,
    decidedAt: undefined,
    approval: undefined,
    asksReason: false,
    follows: undefined,
    graceMs: 0,
    heldUntil: undefined,
    undone: undefined,
    sends: 0,
    sentAt: undefined,
    oldSince: undefined,
    dueAt: settledAt,
    tries: 0,
    outcome: undefined,
    settledBy: undefined,
    settledAt: undefined,
    askedPersonAt: undefined,
    unreadAt: undefined,
    reason: undefined,
    reasonNote: undefined,
    reasonAt: undefined,
    readAt: settledAt,
    position: 0,
    ...fields,
  };
  return {
    request: { ...given, status: requestStatus },
    act: { ...given, request: token, status: actStatus },
  };
}

/** The same after Budi said yes and it came to this, at 09.05 in Jakarta. */
export function settled(outcome: Outcome, fields: Fields = {}): RequestedAct {
  return someRequest({
    status: outcome.kind === 'done' ? 'done' : 'failed',
    decidedBy: { id: 12, name: 'Budi' },
    decidedAt: settledAt - 1000,
    settledAt,
    settledBy: 'answer',
    outcome,
    ...fields,
  });
}

import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import { findActive, findCanceled, passOverEverything } from '../lookup.ts';
import { changesSince } from '../order-changes.ts';
import type { Action, ActionKind, Outcome } from './states.ts';

/** What one request came to: an outcome, or that only reading can tell. */
export type Answer =
  | { known: true; outcome: Outcome }
  /** `over`: Ngorder has answered, so that the request can have no effect later on. */
  | { known: false; over: boolean };

/**
 * The second look before a request leaves. Undefined: the order still is what the person saw.
 * Otherwise nothing may be sent, and the outcome says why.
 */
export async function lookAgain(ngorder: Ngorder, action: Action): Promise<Outcome | undefined> {
  // Without a preview there is nothing that could have changed under the person's eyes.
  if (action.seen === undefined) return undefined;
  try {
    const now = await readAgain(ngorder, action);
    if ('where' in now) return { kind: 'elsewhere', where: now.where };
    return changesSince(action.seen, now.order).length > 0
      ? { kind: 'changed', now: now.order }
      : undefined;
  } catch (error) {
    if (error instanceof NgorderError) return { kind: 'unread', error: error.kind };
    throw error;
  }
}

async function readAgain(ngorder: Ngorder, { kind, orderId, foundAt }: Action) {
  if (kind === 'cancel') {
    const order = await findActive(ngorder, orderId);
    if (order !== undefined) return { order };
    const where = await findCanceled(ngorder, orderId);
    if (where.at !== 'nowhere') return { where };
    // Ngorder's search has missed an order that a person saw: it is read for page by page.
    const { found } = await passOverEverything(ngorder, orderId);
    return found.at === 'active' ? { order: found.order } : { where: found };
  }
  const where = await findCanceled(ngorder, orderId, foundAt);
  if (where.at === 'canceled') return { order: where.order };
  const active = await findActive(ngorder, orderId);
  return { where: active ? ({ at: 'active', order: active } as const) : where };
}

/** Sends the one request of an action and sorts what came back. It is never repeated here. */
export async function send(ngorder: Ngorder, { kind, orderId }: Action): Promise<Answer> {
  try {
    await requests[kind](ngorder, orderId);
    return { known: true, outcome: { kind: 'done' } };
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    if (error.fate !== 'refused') return { known: false, over: error.fate === 'readBack' };
    return {
      known: true,
      outcome: { kind: 'refused', error: error.kind, words: error.apiMessage },
    };
  }
}

const requests: Record<ActionKind, (ngorder: Ngorder, orderId: number) => Promise<unknown>> = {
  cancel: (ngorder, orderId) => ngorder.cancelOrder(orderId),
  return: (ngorder, orderId) => ngorder.returnOrder(orderId),
  delete: (ngorder, orderId) => ngorder.deleteOrder(orderId),
};

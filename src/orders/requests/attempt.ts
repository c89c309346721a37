import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError } from '../../ngorder/errors.ts';
import { changesSince } from '../order-changes.ts';
import { readAgain } from '../reading/locate.ts';
import type { Action, ActionKind, Outcome } from './states.ts';

/** What one request came to: an outcome, or that only reading can tell. */
export type Answer =
  | { known: true; outcome: Outcome }
  /**
   * `over`: Ngorder has answered, so that the request can have no effect later on; `refusal`: what the outcome is if
   * reading shows that nothing has happened, where Ngorder said so itself.
   */
  | { known: false; over: boolean; refusal?: Outcome };

/**
 * The second look before a request leaves. Undefined: the order still is what the person saw.
 * Otherwise nothing may be sent, and the outcome says why.
 */
export async function lookAgain(ngorder: Ngorder, action: Action): Promise<Outcome | undefined> {
  // Without a preview there is nothing that could have changed under the person's eyes.
  if (action.seen === undefined) return undefined;
  try {
    const where = await readAgain(ngorder, action);
    if (where === undefined) return { kind: 'unread', error: 'NotLocated' };
    const oldPlace = action.kind === 'cancel' ? 'active' : 'canceled';
    if (where.at === 'nowhere' || where.at !== oldPlace) return { kind: 'elsewhere', where };
    return changesSince(action.seen, where.order).length > 0
      ? { kind: 'changed', now: where.order }
      : undefined;
  } catch (error) {
    if (error instanceof NgorderError) return { kind: 'unread', error: error.kind };
    throw error;
  }
}

/** Sends the one request of an action and sorts what came back. It is never repeated here. */
export async function send(ngorder: Ngorder, { kind, orderId }: Action): Promise<Answer> {
  try {
    await requests[kind](ngorder, orderId);
    return { known: true, outcome: { kind: 'done' } };
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    const words = error.apiMessage;
    if (error.fate === 'refused') {
      return { known: true, outcome: { kind: 'refused', error: error.kind, words } };
    }
    const refusal = { kind: 'refused', error: 'RequestRefused', words } as const;
    const over = error.fate === 'readBack';
    return { known: false, over, ...(error.kind === 'SaidFailed' && { refusal }) };
  }
}

const requests: Record<ActionKind, (ngorder: Ngorder, orderId: number) => Promise<unknown>> = {
  cancel: (ngorder, orderId) => ngorder.cancelOrder(orderId),
  return: (ngorder, orderId) => ngorder.returnOrder(orderId),
  delete: (ngorder, orderId) => ngorder.deleteOrder(orderId),
};

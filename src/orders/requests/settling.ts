import type { Ngorder } from '../../ngorder/client.ts';
import type { Order } from '../../ngorder/order.ts';
import { findActive, findCanceled, passOverEverything } from '../lookup.ts';
import { changesSince } from '../order-changes.ts';
import type { Whereabouts } from '../whereabouts.ts';
import { type Action, mostSends, type Outcome } from './states.ts';

/** What Ngorder's own data says of a request whose answer was lost. */
export type Finding =
  | { verdict: 'settled'; outcome: Outcome }
  | { verdict: 'sendAgain' }
  /** The request may still be under way: only its new state would prove anything yet. */
  | { verdict: 'wait' }
  /** Not found, and not proven to be gone. */
  | { verdict: 'unclear' };

/**
 * Reads where the order is now, as little as settles it.
 * Absence counts only after two complete passes over everything.
 * @throws {NgorderError} when it can't be read now.
 */
export async function locate(ngorder: Ngorder, action: Action): Promise<Whereabouts | undefined> {
  let found = await locateDirectly(ngorder, action);
  for (let pass = 0; pass < 2 && found.at === 'nowhere'; pass += 1) {
    const reading = await passOverEverything(ngorder, action.orderId);
    found = reading.found;
    if (found.at === 'nowhere' && !reading.complete) return undefined;
  }
  return found;
}

async function locateDirectly(
  ngorder: Ngorder,
  { kind, orderId, foundAt }: Action,
): Promise<Whereabouts> {
  if (kind === 'return') {
    const active = await findActive(ngorder, orderId);
    return active ? { at: 'active', order: active } : findCanceled(ngorder, orderId, foundAt);
  }
  const canceled = await findCanceled(ngorder, orderId, foundAt);
  if (canceled.at !== 'nowhere') return canceled;
  const active = await findActive(ngorder, orderId);
  return active ? { at: 'active', order: active } : canceled;
}

/**
 * Draws the conclusion from where the order is, without asking anybody.
 * @param where undefined when reading everything gave no proof.
 * @param timeIsUp whether the request's time limit has passed twice since it was sent.
 */
export function conclude(
  action: Action,
  where: Whereabouts | undefined,
  timeIsUp: boolean,
): Finding {
  if (where === undefined) return { verdict: 'unclear' };
  if (isNewState(action, where)) return { verdict: 'settled', outcome: { kind: 'done' } };
  if (!timeIsUp) return { verdict: 'wait' };
  const old = inOldState(action, where);
  if (old === undefined) return { verdict: 'settled', outcome: { kind: 'elsewhere', where } };
  if (action.seen !== undefined && wasTouched(action.seen, old)) {
    return { verdict: 'settled', outcome: { kind: 'changed', now: old } };
  }
  // Without a preview nothing tells an order that was left alone from one that went there and back again.
  const mayRepeat =
    action.kind !== 'delete' && action.seen !== undefined && action.sends < mostSends;
  return mayRepeat
    ? { verdict: 'sendAgain' }
    : { verdict: 'settled', outcome: { kind: 'notDone', now: old } };
}

/** Also an order that went there and back again was touched: its old state is no proof that nothing happened. */
function wasTouched(seen: Order, now: Order): boolean {
  return changesSince(seen, now).length > 0 || seen.updatedAt !== now.updatedAt;
}

function isNewState({ kind }: Action, where: Whereabouts): boolean {
  switch (kind) {
    case 'cancel':
      return where.at === 'canceled' && where.foundAt.type === 'CANCEL';
    case 'return':
      return where.at === 'active';
    case 'delete':
      return where.at === 'nowhere';
  }
}

function inOldState({ kind }: Action, where: Whereabouts): Order | undefined {
  const oldPlace = kind === 'cancel' ? 'active' : 'canceled';
  return where.at === oldPlace ? where.order : undefined;
}

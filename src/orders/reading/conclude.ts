import type { Order } from '../../ngorder/order.ts';
import { changesSince } from '../order-changes.ts';
import type { ActKind } from '../requests/states.ts';
import type { OrderLocation } from './order-location.ts';

/** A request leaves at most this often for one confirmation; the second only after proof that the first had no effect. */
export const mostSends = 2;

/** What was sent, and the order as the person saw it; absent without a preview. */
export interface SentAct {
  kind: ActKind;
  seen?: Order | undefined;
  /** How often the request has left. */
  sends: number;
}

/**
 * When what was read, for one sending of the request; all times in milliseconds by one clock, the database's.
 * Who calls keeps `oldSince` from one reading to the next, and forgets it when the request is sent again.
 */
export interface ReadingTimes {
  /** When the request was last marked as sent. */
  sentAt: number;
  /** When this reading began: before its first request to Ngorder, not when it was over. */
  readAt: number;
  /** `readAt` of the first reading that {@link conclude} answered with `readOnceMore`; undefined until then. */
  oldSince: number | undefined;
  /** The whole time limit of one request. */
  actMs: number;
  /** Ngorder has answered the request: it can have no effect later on. */
  over: boolean;
}

/** What Ngorder's own data says of a request whose answer was lost. */
export type Finding =
  | { verdict: 'settled'; outcome: Conclusion }
  /** It had no effect, and may be sent once more. */
  | { verdict: 'sendAgain' }
  /** It may still be under way, so that only its new state would prove anything: read again from this time on. */
  | { verdict: 'wait'; until: number }
  /** It looks as if nothing had happened; believed when a second reading, from this time on, finds the same. */
  | { verdict: 'readOnceMore'; notBefore: number }
  /** Not found, and not proven to be gone. */
  | { verdict: 'unclear' };

export type Conclusion =
  | { kind: 'done' }
  | { kind: 'notDone'; now: Order }
  | { kind: 'changed'; now: Order }
  | { kind: 'elsewhere'; where: OrderLocation };

/**
 * Draws the conclusion from where the order is, without asking anybody.
 *
 * The new state settles it at once. Anything else counts only after the request's time limit has passed twice. That
 * nothing has happened takes two readings, both after that and one time limit apart, since a request can be carried
 * out long after nobody waits for its answer: a single one would call "not deleted" what is deleted a moment later.
 *
 * @param where undefined when reading everything gave no proof.
 */
export function conclude(
  act: SentAct,
  where: OrderLocation | undefined,
  times: ReadingTimes,
): Finding {
  if (where === undefined) return { verdict: 'unclear' };
  if (isNewState(act.kind, where)) return { verdict: 'settled', outcome: { kind: 'done' } };
  const { sentAt, readAt, actMs, over } = times;
  const timeUpAt = sentAt + 2 * actMs;
  if (!over && readAt < timeUpAt) return { verdict: 'wait', until: timeUpAt };
  const old = inOldState(act.kind, where);
  if (old === undefined) return { verdict: 'settled', outcome: { kind: 'elsewhere', where } };
  // A reading from before the time was up says nothing of what came after.
  const { oldSince = 0 } = times;
  const believedAt = (oldSince < timeUpAt ? readAt : oldSince) + actMs;
  if (!over && readAt < believedAt) return { verdict: 'readOnceMore', notBefore: believedAt };
  return fromOldState(act, old);
}

function fromOldState({ kind, seen, sends }: SentAct, now: Order): Finding {
  if (seen !== undefined && wasTouched(seen, now))
    return { verdict: 'settled', outcome: { kind: 'changed', now } };
  // Without a preview nothing tells an order that was left alone from one that went there and back again.
  const mayRepeat = kind !== 'delete' && seen !== undefined && sends < mostSends;
  return mayRepeat
    ? { verdict: 'sendAgain' }
    : { verdict: 'settled', outcome: { kind: 'notDone', now } };
}

/** Also an order that went there and back again was touched: its old state is no proof that nothing happened. */
function wasTouched(seen: Order, now: Order): boolean {
  return changesSince(seen, now).length > 0 || seen.updatedAt !== now.updatedAt;
}

function isNewState(kind: ActKind, where: OrderLocation): boolean {
  switch (kind) {
    case 'cancel':
      return where.at === 'canceled' && where.foundAt.type === 'CANCEL';
    case 'return':
      return where.at === 'active';
    case 'delete':
      return where.at === 'nowhere';
  }
}

function inOldState(kind: ActKind, where: OrderLocation): Order | undefined {
  const oldPlace = kind === 'cancel' ? 'active' : 'canceled';
  return where.at === oldPlace ? where.order : undefined;
}

import type { ActSlot } from '../../ngorder/acts/act-slot.ts';
import type { Ngorder } from '../../ngorder/client.ts';
import { NgorderError, TooLate } from '../../ngorder/errors.ts';
import { changesSince } from '../order-changes.ts';
import { isPaid, isShipped } from '../order-risk.ts';
import { readAgain } from '../reading/locate.ts';
import { findActive } from '../reading/order-reader.ts';
import type { Outcome, RequestedAct } from './states.ts';

/** What one request came to: an outcome, or that only reading can tell. */
export type Answer =
  | { known: true; outcome: Outcome }
  /**
   * `over`: the request can have no effect later on, since Ngorder has answered it or it never left; `refusal`: what it
   * comes to if reading shows that nothing has happened, where Ngorder said so itself.
   */
  | { known: false; over: boolean; refusal?: Outcome };

/** What nobody has seen is looked for once more for so long: it was not to be found a moment ago. */
const unseenLookMs = 4000;

/**
 * The second look before a request leaves. Undefined: the order still is what the person saw.
 * Otherwise nothing may be sent, and the outcome says why.
 * @throws {NgorderError} when it can't be read now, where that is wanted and not an outcome
 */
export async function lookAgain(
  ngorder: Ngorder,
  { request: { kind }, act }: RequestedAct,
  signal?: AbortSignal,
  { throwing = false } = {},
): Promise<Outcome | undefined> {
  if (act.seen === undefined) return lookForUnseen(ngorder, act.orderId, signal);
  try {
    const where = await readAgain(ngorder, { kind, ...act }, { signal });
    if (where === undefined) return { kind: 'unread', error: 'NotLocated' };
    const oldPlace = kind === 'cancel' ? 'active' : 'canceled';
    if (where.at === 'nowhere' || where.at !== oldPlace) return { kind: 'elsewhere', where };
    return changesSince(act.seen, where.order).length > 0
      ? { kind: 'changed', now: where.order }
      : undefined;
  } catch (error) {
    if (error instanceof NgorderError && !throwing) return { kind: 'unread', error: error.kind };
    throw error;
  }
}

/**
 * A person said yes without having seen the order. Where it can be found now and more hangs on it than a number tells,
 * they are to see it first; where it can't, that is what they were sure in spite of.
 */
async function lookForUnseen(
  ngorder: Ngorder,
  orderId: number,
  signal?: AbortSignal,
): Promise<Outcome | undefined> {
  const timeout = AbortSignal.timeout(unseenLookMs);
  try {
    const within = signal ? AbortSignal.any([signal, timeout]) : timeout;
    const now = await findActive(ngorder, orderId, within);
    return now && (isPaid(now) || isShipped(now)) ? { kind: 'changed', now } : undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof NgorderError || timeout.aborted) return undefined;
    throw error;
  }
}

/**
 * Sends the one request of an act and sorts what came back. It is never repeated here.
 * @param mayLeave asked at the last moment before the request is written
 */
export async function send(
  slot: ActSlot,
  { request, act }: RequestedAct,
  mayLeave: () => boolean,
): Promise<Answer> {
  try {
    await slot.send(request.kind, act.orderId, mayLeave);
    return { known: true, outcome: { kind: 'done' } };
  } catch (error) {
    if (!(error instanceof NgorderError)) throw error;
    if (error instanceof TooLate) return { known: false, over: true };
    const words = error.apiMessage;
    if (error.certainty === 'noEffect') {
      return { known: true, outcome: { kind: 'refused', error: error.kind, words } };
    }
    const refusal = { kind: 'refused', error: 'RequestRefused', words } as const;
    const over = error.certainty === 'mustReadBack';
    return { known: false, over, ...(error.kind === 'SaidFailed' && { refusal }) };
  }
}

import type { Receipt } from './receipt.ts';

/** What can be done to an order (Ngorder reference: Cancel an Order, Return and Delete Canceled Order). */
export type ActKind = 'cancel' | 'return' | 'delete';

/**
 * A free place for one act; held until released. Whoever holds one reads nothing before releasing it: slots are few,
 * and reads wait for them too.
 *
 * @example
 * const slot = await ngorder.actSlot(signal);
 * try {
 *   await markSent();
 *   await slot.send('cancel', 1338, () => Date.now() < deadline);
 * } finally {
 *   slot.release();
 * }
 */
export interface ActSlot {
  /**
   * Sends the one request; its time limit (`limits.actMs`) starts now. A slot sends once, a second call is an error.
   *
   * @param orderId a positive whole number, else a RangeError and nothing is sent
   * @param mayLeave asked once, when the connection stands and before a byte of the request is written; on false,
   *   nothing is sent and TooLate is thrown. What it throws itself comes out as it is, and nothing is sent either.
   * @throws NgorderError whose `fate` tells what is certain
   */
  send(kind: ActKind, orderId: number, mayLeave?: () => boolean): Promise<Receipt>;
  /** Frees the place; again without effect. A request that is under way keeps it until it is over. */
  release(): void;
}

type SendAct = (kind: ActKind, orderId: number, mayLeave: () => boolean) => Promise<Receipt>;

/** A slot around a place that `free` gives back (again without effect). */
export function openActSlot(free: () => void, sendAct: SendAct): ActSlot {
  let state: 'unused' | 'sending' | 'over' = 'unused';
  let released = false;
  return {
    async send(kind, orderId, mayLeave = () => true) {
      if (released || state !== 'unused') throw new Error('an act slot sends one request');
      state = 'sending';
      try {
        return await sendAct(kind, orderId, mayLeave);
      } finally {
        state = 'over';
        if (released) free();
      }
    },
    release() {
      released = true;
      if (state !== 'sending') free();
    },
  };
}

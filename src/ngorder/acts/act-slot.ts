import type { Receipt } from './receipt.ts';

/** What can be done to an order (Ngorder reference: Cancel an Order, Return and Delete Canceled Order). */
export type ActKind = 'cancel' | 'return' | 'delete';

/**
 * A place for one act among the requests of its token, held until released. Its holder must not read from Ngorder
 * meanwhile: reads wait for the same few slots, so that could deadlock.
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
   * @param mayLeave asked once, when the connection is open and before a byte of the request is written; on false,
   *   nothing is sent and TooLate is thrown. If it throws, nothing is sent either, and its error is passed on.
   * @throws NgorderError, whose `certainty` says whether the act can have happened
   */
  send(kind: ActKind, orderId: number, mayLeave?: () => boolean): Promise<Receipt>;
  /** Frees the slot, or does so as soon as a request that is under way is over; calling it again does nothing. */
  release(): void;
}

type SendAct = (kind: ActKind, orderId: number, mayLeave: () => boolean) => Promise<Receipt>;

/** A slot that `free` gives back; calling `free` again must do nothing. */
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

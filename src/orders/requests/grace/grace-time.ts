import type { ShopSettings } from '../../../team/shop-settings.ts';
import { slowMs } from '../limits.ts';
import type { ActKind, Request } from '../states.ts';

/**
 * How long a request is held back after its Yes, in milliseconds; null: not at all. Only a delete is: of everything else
 * there is a way back.
 * @param insteadMs in place of what the shop has chosen
 */
export function graceMsOf(
  kind: ActKind,
  { deleteGrace }: Pick<ShopSettings, 'deleteGrace'>,
  insteadMs: number | undefined,
): number | null {
  const ms = kind === 'delete' ? (insteadMs ?? deleteGrace * 1000) : 0;
  return ms > 0 ? ms : null;
}

/** For how long a request is still held back, in milliseconds; 0: it isn't, or not any more. */
export function heldMs({ status, heldUntil, readAt }: Request): number {
  return status === 'confirmed' ? Math.max(0, (heldUntil ?? 0) - readAt) : 0;
}

/** A countdown is shown every so many milliseconds. */
const tickMs = 15_000;
/** And no sooner than after so many. */
const leastTickMs = 5000;

/**
 * When a countdown with so much left is shown next, in milliseconds: at a full quarter of a minute, and last when it is
 * over and the result would have come by then.
 */
export function nextTickMs(leftMs: number): number {
  const toQuarter = leftMs % tickMs || tickMs;
  const next = toQuarter < leastTickMs ? toQuarter + tickMs : toQuarter;
  return next < leftMs ? next : leftMs + slowMs;
}

import type { Ngorder } from '../../ngorder/client.ts';
import type { RequestedAct } from './states.ts';

/** How long a question stays open, and how long after a decision something may still be sent for it. */
export const questionLifetimeMs = 15 * 60_000;
/** An act that is over within this time needs no "working on it" before its result. */
export const slowMs = 1500;

/** Quickly at first, then rarer; in milliseconds. */
export function backoffMs(tries: number): number {
  return Math.min(1000 * 2 ** tries, 5 * 60_000);
}

/** In any case as soon as the request can no longer be under way. */
export function untilTimeIsUp(
  ms: number,
  { request, act }: RequestedAct,
  { limits }: Ngorder,
): number {
  const left = (act.sentAt ?? 0) + 2 * limits.actMs - request.readAt;
  return left > 0 ? Math.min(ms, left) : ms;
}

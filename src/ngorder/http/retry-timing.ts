import { Maintenance, type NgorderError, type NgorderErrorKind, Throttled } from '../errors.ts';

const firstBackoffMs = 400;
const longestBackoffMs = 5_000;

const worthAnotherTry: ReadonlySet<NgorderErrorKind> = new Set([
  'Throttled',
  'Maintenance',
  'ServerFault',
  'TimedOut',
  'ConnectionBroken',
  'NotConnected',
]);

export interface TriesSoFar {
  /** Tries made, at least 1. */
  tries: number;
  /** Milliseconds already spent waiting between them. */
  waitedMs: number;
}

/**
 * How long to wait before a read is tried again, in milliseconds; undefined when it isn't to be tried again.
 * A wait that Ngorder asked for is kept whole or the read is given up; our own backoff doubles, is jittered by half
 * and is cut to what is left of `maxWaitMs`.
 */
export function retryDelay(
  error: NgorderError,
  soFar: TriesSoFar,
  limits: { readTries: number; maxWaitMs: number },
  random: () => number = Math.random,
): number | undefined {
  if (!worthAnotherTry.has(error.kind) || soFar.tries >= limits.readTries) return undefined;
  const left = Math.max(0, limits.maxWaitMs - soFar.waitedMs);
  const asked =
    error instanceof Throttled || error instanceof Maintenance ? (error.retryAfterMs ?? 0) : 0;
  if (asked > left) return undefined;
  const backoff = Math.min(longestBackoffMs, firstBackoffMs * 2 ** (soFar.tries - 1));
  return Math.max(asked, Math.min(left, Math.round(backoff * (0.5 + random() / 2))));
}

/**
 * The milliseconds that a Retry-After header asks for: seconds or an HTTP date (RFC 9110, 10.2.3);
 * undefined when there is none or it is neither.
 */
export function retryAfterMs(
  header: string | undefined,
  now: number = Date.now(),
): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  if (!value.endsWith('GMT')) return undefined;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

import { enoughAnswers, type Means, noted, slowerBy } from './slowness.ts';

/** The bounds of what is learned: requests at once for one token. */
export const leastPlaces = 2;
export const mostPlaces = 32;
const firstPlaces = 8;
/** Answers that only become slower never take more places than down to this. */
const leastWhenSlow = 4;

/**
 * By how much answers become slower where there are more at once: 0 not at all, 1 as much as there are more, so that
 * nothing is gained. Up to the first it is worth having more, from the second on it is worth having fewer.
 */
const littleSlower = 0.8;
const muchSlower = 0.95;
/** So much of a place is given up with each answer that is much slower. */
const shrinking = 0.2;
/** So much of a place comes with each answer: each number of places has been tried often enough before the next one. */
const growing = 1 / enoughAnswers;
/** While nothing was ever refused, and the first number of places is known to compare with. */
const growingAtFirst = 1 / 4;

/**
 * How long after a refusal more is tried than was refused; twice as long after each time that it is refused again. What
 * is borne is followed by more soon: the server may have become another one.
 */
const firstProbeMs = 60_000;
const longestProbeMs = 15 * 60_000;
const nextStepMs = 5_000;

/**
 * How long a server is left alone that has refused everything; twice as long each time. No longer than that, also where
 * it asks for more: whoever waits for an answer is to be told by then.
 */
const firstPauseMs = 1_000;
const longestPauseMs = 5_000;
/** So many refusals without an answer between them mean that everything is refused. */
const everything = 8;

/** Rates are counted over this time: what servers count by. */
export const rateWindowMs = 1000;
/** A little longer, since requests are under way for different times before they are counted. */
const rateMs = rateWindowMs * 1.03;

/** What has been learned of how much a server bears. */
export interface Learned {
  /** So many requests may be under way at once; the fraction grows into the next one. */
  readonly places: number;
  /** One more than this at once was refused; undefined: none was. */
  readonly ceiling: number | undefined;
  /** So many at once were answered, all of them. */
  readonly proven: number;
  /** At most so many may start within so many milliseconds; undefined: no such limit was met. */
  readonly rate: { readonly count: number; readonly ms: number } | undefined;
  /** When more is tried than was refused, and how long to wait after the next failure of that. */
  readonly probeAt: number;
  readonly probeMs: number;
  readonly means: Means;
  /** Nothing is sent before this moment, and for how long nothing is after the next refusal of everything. */
  readonly closedUntil: number;
  readonly pauseMs: number;
  /** How many were refused since the last answer. */
  readonly refusals: number;
  /** When it was last refused: requests that were sent before tell nothing new. */
  readonly refusedAt: number;
}

export const nothingLearned: Learned = {
  places: firstPlaces,
  ceiling: undefined,
  proven: 0,
  rate: undefined,
  probeAt: Number.POSITIVE_INFINITY,
  probeMs: firstProbeMs,
  means: [],
  closedUntil: Number.NEGATIVE_INFINITY,
  pauseMs: firstPauseMs,
  refusals: 0,
  refusedAt: Number.NEGATIVE_INFINITY,
};

/** A request that was answered, whatever the answer. Moments are milliseconds on one clock. */
export interface Answered {
  sentAt: number;
  now: number;
  /** How many were under way when it was sent, itself counted. */
  inFlight: number;
  /** How long it took, in milliseconds; where requests differ, as a multiple of the shortest time of one like it. */
  took: number;
  /** No place was free when it was sent: those that are held before a request leaves are needed too. */
  isFull: boolean;
}

/** A request that was refused for being too many. */
export interface Refused extends Omit<Answered, 'took' | 'isFull'> {
  /** How many of those that were sent within the last {@link rateWindowMs} before it are not refused so far. */
  accepted: number;
  /** For how long the server asks to be left alone, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** It is too many in a time that is refused, as 429 may say; 503 never does. */
  canBeRate: boolean;
}

/** Grows while more are answered for it, shrinks where answers only become slower. */
export function answered(
  before: Learned,
  { sentAt, now, inFlight, took, isFull }: Answered,
): Learned {
  // While refusals are under way, more count as under way than the server has.
  const proven = sentAt > before.refusedAt ? Math.max(before.proven, inFlight) : before.proven;
  const means = noted(before.means, inFlight, took);
  const again = { proven, means, pauseMs: firstPauseMs, refusals: 0 };
  const learned = probed({ ...before, ...again }, now);
  const { places } = learned;
  // Of those that leave together, each has only those beside it that left before.
  const most = Math.floor(places);
  const beside = Math.min(inFlight, most);
  const slower = Math.max(slowerBy(means, most), slowerBy(means, beside));
  if (slower > muchSlower) {
    const fewer = Math.max(Math.min(places, leastWhenSlow), places - shrinking);
    return { ...learned, places: fewer };
  }
  // Places that nobody needed prove nothing.
  if (slower > littleSlower || !isFull) return learned;
  const more = Math.min(places + growth(learned), learned.ceiling ?? mostPlaces, mostPlaces);
  return { ...learned, places: Math.max(places, more) };
}

/** What was borne before a refusal is taken again quickly: only more than that has to be tried slowly. */
function growth({ places, ceiling, proven, refusedAt }: Learned): number {
  if (ceiling !== undefined && places < Math.min(ceiling, proven)) return 1;
  const isNew = refusedAt === Number.NEGATIVE_INFINITY && places >= firstPlaces + 1;
  return isNew ? growingAtFirst : growing;
}

/**
 * Halves the places and remembers where it was refused, to grow up to there again and no further for a while. A refusal
 * with no more at once than was borne before is no matter of how many at once: then it was too many in a time. Where
 * everything is refused, nothing is learned but to wait.
 */
export function refused(before: Learned, refusal: Refused): Learned {
  const { sentAt, now, inFlight, accepted, retryAfterMs = 0, canBeRate } = refusal;
  const refusals = before.refusals + 1;
  const learned = closed({ ...before, refusals }, now + Math.min(retryAfterMs, longestPauseMs));
  if (sentAt <= before.refusedAt) return sameBurst(learned, inFlight);
  const after: Learned = { ...learned, refusedAt: now };
  if (refusals > everything || accepted === 0) return paused(after, now);

  const { probeMs } = before;
  const later = {
    probeAt: now + probeMs,
    probeMs: Math.min(probeMs * 2, longestProbeMs),
  };
  const isProven = inFlight <= before.proven || inFlight <= leastPlaces;
  if (canBeRate && (before.rate !== undefined || isProven))
    return { ...after, ...later, rate: slower(before.rate, accepted), ceiling: undefined };
  const places = Math.max(leastPlaces, Math.floor(before.places / 2));
  if (isProven) return { ...after, ...later, places };
  const ceiling = Math.max(leastPlaces, inFlight - 1);
  return { ...after, ...later, ceiling, places: Math.min(places, ceiling) };
}

function closed(before: Learned, until: number): Learned {
  return until > before.closedUntil ? { ...before, closedUntil: until } : before;
}

function paused(before: Learned, now: number): Learned {
  const pauseMs = Math.min(before.pauseMs * 2, longestPauseMs);
  return { ...closed(before, now + before.pauseMs), pauseMs };
}

/** Of those that were refused together, the one with the fewest beside it tells the most. */
function sameBurst(before: Learned, inFlight: number): Learned {
  if (before.ceiling === undefined || inFlight > before.ceiling) return before;
  const ceiling = Math.max(leastPlaces, before.proven, inFlight - 1);
  return { ...before, ceiling, places: Math.min(before.places, ceiling) };
}

/** As many as were taken, less than before in any case, and at last one in twice the time. */
function slower(rate: Learned['rate'], accepted: number): NonNullable<Learned['rate']> {
  if (rate === undefined) return { count: accepted, ms: rateMs };
  if (rate.count === 1) return { count: 1, ms: rate.ms * 2 };
  return { ...rate, count: Math.min(rate.count - 1, accepted) };
}

function faster({ count, ms }: NonNullable<Learned['rate']>): NonNullable<Learned['rate']> {
  if (ms > rateMs) return { count, ms: ms / 2 };
  return { count: count + Math.max(1, Math.floor(count / 4)), ms };
}

/** Tries a little more than was refused, once it is time. */
function probed(learned: Learned, now: number): Learned {
  if (now < learned.probeAt) return learned;
  const { ceiling, rate } = learned;
  // That there has been no refusal since the last step means that it was borne.
  const wasBorne = now - learned.refusedAt > learned.probeMs / 2 + nextStepMs;
  return {
    ...learned,
    ceiling: ceiling === undefined ? undefined : ceiling + 1,
    rate: rate && faster(rate),
    probeAt: now + nextStepMs,
    probeMs: wasBorne ? firstProbeMs : learned.probeMs,
  };
}

/**
 * How many milliseconds the next request has to wait for its start.
 * @param starts when the latest ones were started, the oldest first
 */
export function waitBefore(
  { rate, closedUntil }: Learned,
  starts: readonly number[],
  now: number,
): number {
  const earliest = rate && starts.at(-rate.count);
  const byRate = rate === undefined || earliest === undefined ? 0 : earliest + rate.ms - now;
  return Math.max(0, byRate, closedUntil - now);
}

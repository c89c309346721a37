/** What so many took together; those of the last seconds count most. */
export interface Taken {
  readonly in: number;
  readonly count: number;
}

/**
 * How bulk work, such as the acts of a run over many orders, shares the main thread with updates that people wait for.
 * Times are milliseconds on one clock.
 */
export interface Sharing {
  /** The main thread's milliseconds, and how many updates were handled in them. */
  readonly updates: Taken;
  /**
   * What pieces of bulk work took, each in as many updates as take that long: unlike milliseconds, that doesn't change
   * with how much else the machine has to do.
   */
  readonly pieces: Taken;
  /** When bulk work has made up for what it took: its next piece may begin beside people from then on. */
  readonly nextAt: number;
}

/** So much of the main thread is for bulk work while people wait: what they wait for takes at most a third longer then. */
export const bulkShare = 1 / 4;
/** So many pieces begin together, since what they store is then committed together: each alone takes twice as long. */
export const together = 8;
/** Whatever people do and pieces take, the next ones may begin after so long: bulk work always goes on. */
export const longestWaitMs = 1000;
/** What bulk work didn't take lately it may make up for, but no more than of so long. */
const madeUpMs = 100;

/** Until something is measured: what a quick machine takes. */
export const nothingMeasured: Sharing = {
  updates: { in: 20, count: 10 },
  pieces: { in: 25, count: 10 },
  nextAt: Number.NEGATIVE_INFINITY,
};

/** What one more piece of bulk work is taken to need of the main thread. */
export function pieceMs({ updates, pieces }: Sharing): number {
  return each(pieces) * each(updates);
}

/** How long after the last update people still count as waiting: what they press next is on its way by then. */
export const lingerMs = 100;

/**
 * How long the next piece of bulk work has to wait; 0: it may begin.
 * @param peopleUntil until when people count as waiting; infinite while an update is being handled
 */
export function waitBefore({ nextAt }: Sharing, now: number, peopleUntil: number): number {
  return Math.max(0, Math.min(nextAt, peopleUntil) - now);
}

/** A piece of bulk work begins. What begins while nobody waits counts too: much of it is still to be done when somebody comes. */
export function begun(before: Sharing, now: number): Sharing {
  const since = Math.max(before.nextAt, now - madeUpMs);
  const nextAt = Math.min(since + pieceMs(before) / bulkShare, now + longestWaitMs);
  return { ...before, nextAt };
}

/** What happened on the main thread within a time. */
export interface Measured {
  /** For how long it was not waiting. */
  busyMs: number;
  /** How many updates were handled, and how many pieces of bulk work were done. */
  updates: number;
  pieces: number;
  /** Some bulk work was under way, even if none of it was done. */
  hadBulk: boolean;
}

/** What was measured before counts so much less with each measurement. */
const fading = 0.9;

/** Learns what an update takes whenever some are handled, and how much more a piece of bulk work takes while none is. */
export function measured(before: Sharing, { busyMs, updates, pieces, hadBulk }: Measured): Sharing {
  if (updates > 0) {
    if (hadBulk && pieces === 0) return before;
    const worth = updates + pieces * each(before.pieces);
    return { ...before, updates: plus(before.updates, busyMs, worth) };
  }
  if (pieces === 0) return before;
  return { ...before, pieces: plus(before.pieces, busyMs / each(before.updates), pieces) };
}

function plus(before: Taken, more: number, count: number): Taken {
  return { in: before.in * fading + more, count: before.count * fading + count };
}

function each(taken: Taken): number {
  return taken.in / taken.count;
}

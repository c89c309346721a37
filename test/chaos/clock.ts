// The database's clock moved on, while all processes are dead.

import { setTimeout as sleep } from 'node:timers/promises';
import { openCounters } from '../../bench/soak/counters.ts';
import type { DatabaseAddress } from '../../src/config.ts';
import { isAct } from './acts.ts';
import { type Gate, now } from './passage.ts';
import type { ActRecord } from './records.ts';

/** At this moment so much time passed at once; times that were written before it are as much too small since. */
export interface Jump {
  at: number;
  ms: number;
}

export const minutesMs = 20 * 60_000;
export const daysMs = 3 * 24 * 3_600_000;

/** Lets so much time pass. No request may be under way then: in truth none is for so long. */
export async function passTime(database: DatabaseAddress, ms: number, gate: Gate): Promise<Jump> {
  while (gate.passages.some((passage) => isAct(passage) && passage.overAt === undefined))
    await sleep(20);
  const counters = await openCounters(database);
  try {
    // Telegram repeats no update that is older than a day, but would do so here.
    await counters.passTime(ms, 'inbox');
  } finally {
    await counters.close();
  }
  return { at: now(), ms };
}

/** The moment at which a time was written, by the clock of the wall. */
export function asWritten(time: number, jumps: readonly Jump[]): number {
  return jumps.reduceRight((then, { at, ms }) => (then + ms <= at ? then + ms : then), time);
}

/** Acts with the moments of the wall, however often the clock was moved on since. */
export function actsAsWritten(acts: readonly ActRecord[], jumps: readonly Jump[]): ActRecord[] {
  const written = (time: number | null) => (time === null ? null : asWritten(time, jumps));
  return acts.map((act) => ({
    ...act,
    decided_at: written(act.decided_at),
    settled_at: written(act.settled_at),
  }));
}

/** How much time passed between two moments, for the bot. */
export function passedBetween(from: number, to: number, jumps: readonly Jump[]): number {
  const between = jumps.filter(({ at }) => from < at && at < to);
  return to - from + between.reduce((sum, { ms }) => sum + ms, 0);
}

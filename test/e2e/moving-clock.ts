import { sql } from 'kysely';
import type { DatabaseClock } from '../../src/store/clock.ts';
import { testDay } from '../fixtures/in-jakarta.ts';

/** A clock that goes on as clocks do, and can be put to another moment. */
export interface MovingClock {
  /** As the database's own. */
  sql: DatabaseClock;
  now(): Date;
  /** @param moment as `2026-11-29T08:00:00+07:00` */
  put(moment: string): void;
}

export function createMovingClock(moment = `${testDay}T10:00:00+07:00`): MovingClock {
  let ahead = 0;
  const clock: MovingClock = {
    sql: () => sql<number>`cast(${Date.now() + ahead} as bigint)`,
    now: () => new Date(Date.now() + ahead),
    put(moment) {
      ahead = Date.parse(moment) - Date.now();
    },
  };
  clock.put(moment);
  return clock;
}

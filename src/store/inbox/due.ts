import { type RawBuilder, sql } from 'kysely';
import { type DatabaseClock, fixed } from '../clock.ts';

/** True in a statement for an update that is not left for later, or was by a clock that has been put back since. */
export function isDue(now: DatabaseClock): RawBuilder<boolean> {
  // The clock is read once, not for each of the thousands that may wait.
  return sql`(inbox.due_at <= ${fixed(now())} or inbox.put_off_at > ${fixed(now())})`;
}

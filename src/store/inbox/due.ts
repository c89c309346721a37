import { type RawBuilder, sql } from 'kysely';
import type { DatabaseClock } from '../clock.ts';

/** True in a statement for an update that is not left for later, or was by a clock that has been put back since. */
export function isDue(now: DatabaseClock): RawBuilder<boolean> {
  return sql`(inbox.due_at <= ${now()} or inbox.put_off_at > ${now()})`;
}

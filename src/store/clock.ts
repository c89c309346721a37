import { type RawBuilder, sql } from 'kysely';

/** The time as an SQL expression in milliseconds since 1970: leases and deadlines are measured by one clock. */
export type DatabaseClock = () => RawBuilder<number>;

/**
 * A moment that stays the same for a whole statement: PostgreSQL finds rows by it with an index, as it never does by a
 * clock that goes on meanwhile (PostgreSQL documentation, Function Volatility Categories).
 */
export function fixed(moment: RawBuilder<number>): RawBuilder<number> {
  return sql<number>`(select ${moment})`;
}

/** A moment `ms` milliseconds from now, as an SQL expression. */
export function later(now: DatabaseClock, ms: number): RawBuilder<number> {
  return sql<number>`${now()} + ${Math.round(ms)}`;
}

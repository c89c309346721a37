import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from '../schema.ts';

/** Stands in a statement for a value that is given when it is run. */
class StandIn {
  readonly valueIn: (given: object) => unknown;

  constructor(valueIn: (given: object) => unknown) {
    this.valueIn = valueIn;
  }
}

/** A value made fit for a statement, also where something stands in for it. */
export function treated<T, R>(value: T, treat: (value: T) => R): R {
  if (!(value instanceof StandIn)) return treat(value);
  return new StandIn((given) => treat(value.valueIn(given) as T)) as R;
}

/** What a statement can be run by: a database, or a transaction in it. */
export type Executor = Pick<Kysely<Tables>, 'executeQuery'>;

/** Runs a statement, as a part of what `from` does where that is said. */
export type Prepared<Given extends object, Row> = (given: Given, from?: Executor) => Promise<Row[]>;

/**
 * A statement that is put together and compiled once, which takes several times as long as running it: for those that
 * every update needs.
 *
 * @param build puts it together with something in the place of each value, which can go nowhere but into the statement or
 * through {@link treated}
 * @example
 * const rolesOf = prepared(store, ({ personId }: { personId: number }) =>
 *   db.selectFrom('members').select('role').where('person_id', '=', personId),
 * );
 * const rows = await rolesOf({ personId });
 */
export function prepared<Given extends object, Row>(
  { db, isClockItsOwn }: { db: Executor; isClockItsOwn: boolean },
  build: (given: Given) => Compilable<Row>,
): Prepared<Given, Row> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (given, from = db) => {
    // Another clock's time would be kept with the statement.
    if (!isClockItsOwn) return (await from.executeQuery<Row>(build(given).compile())).rows;
    compiled ??= build(standIns as Given).compile();
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof StandIn ? parameter.valueIn(given) : parameter,
    );
    return (await from.executeQuery<Row>({ ...compiled, parameters })).rows;
  };
}

const standIns = new Proxy(
  {},
  {
    get: (_, name) => new StandIn((given) => (given as Record<PropertyKey, unknown>)[name]),
    ownKeys() {
      throw new TypeError('Which values a statement is given is not known when it is put together');
    },
  },
);

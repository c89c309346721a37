import type { Compilable, RawBuilder } from 'kysely';
import type { Store } from '../store.ts';
import { batched } from './batch.ts';
import { prepared } from './prepared.ts';

/** What is asked for, by column; `at` is the place of who asks, which the rows of the answer carry. */
type Table<Asked> = RawBuilder<Asked & { at: number }>;

/**
 * A read that every update needs, in one statement for all who ask at about the same time: many updates come at once, and
 * go the same way. It begins after each of them has asked, so that nobody is given what was true before.
 *
 * @param types the columns of what is asked for
 * @param build puts the statement together over a table of all that is asked for, with the others in cross joins: those SQLite
 * carries out from left to right (SQLite reference, Query Planning), else it may go through all that is asked for each row
 * @returns what finds the rows for one who asks, in the statement's order
 * @example
 * const rolesOf = gathered(store, { personId: 'bigint' }, (asked) =>
 *   db
 *     .selectFrom(asked.as('asked'))
 *     .crossJoin('members')
 *     .select(['asked.at', 'members.role'])
 *     .whereRef('members.person_id', '=', 'asked.personId'),
 * );
 * const rows = await rolesOf({ personId: 1 });
 */
export function gathered<Asked extends Record<string, string | number>, Row extends { at: number }>(
  store: Pick<Store, 'reads' | 'isClockItsOwn' | 'lists'>,
  types: { [Column in keyof Asked]: Asked[Column] extends number ? 'bigint' : 'text' },
  build: (asked: Table<Asked>) => Compilable<Row>,
): (asked: Asked) => Promise<Row[]> {
  const columns = { ...types, at: 'bigint' } as Parameters<
    typeof store.lists.tableOf<Asked & { at: number }>
  >[0];
  const { reads: db, isClockItsOwn } = store;
  const statement = prepared(
    { db, isClockItsOwn },
    ({ all }: { all: (Asked & { at: number })[] }) => build(store.lists.tableOf(columns, all)),
  );
  return batched<Asked, Row[]>(async (items) => {
    const found = items.map((): Row[] => []);
    for (const row of await statement({ all: items.map((item, at) => ({ ...item, at })) }))
      found[row.at]?.push(row);
    return found;
  });
}

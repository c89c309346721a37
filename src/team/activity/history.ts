import type { ActivityRow } from '../../store/activity/append.ts';
import {
  createHistoryRows,
  type HistoryFilter,
  type PersonRow,
} from '../../store/activity/history-rows.ts';
import { activityKept } from '../../store/encryption/cells.ts';
import { ifReadable } from '../../store/encryption/encryption.ts';
import type { Store } from '../../store/store.ts';
import { type ActivityGroup, type ActivityKind, activityGroups } from './kinds.ts';

/** Somebody as the activity knows them. */
export type KnownPerson = PersonRow;

/** Which rows are wanted; what is absent doesn't matter. */
export interface HistoryQuery extends Omit<HistoryFilter, 'kinds' | 'order'> {
  /** Its ID; what was said about many orders of which it is one counts too. */
  order?: number | undefined;
  group?: ActivityGroup | undefined;
}

/** Something that was done. */
export interface Happened {
  number: number;
  /** Milliseconds since 1970. */
  at: number;
  /** A kind of a later version stands here as it is. */
  kind: ActivityKind | string;
  /** Undefined: the bot by itself. */
  person: KnownPerson | undefined;
  subject: KnownPerson | undefined;
  chat: number | undefined;
  order: { id: number; poNumber: number | undefined } | undefined;
  result: string | undefined;
  reason: string | undefined;
  /** What somebody wrote about it, while it is kept. */
  note: string | undefined;
  facts: Readonly<Record<string, unknown>>;
}

export interface HistoryPage {
  rows: Happened[];
  /** How many there are on all pages. */
  total: number;
}

const readAtOnce = 500;

/** What people read of the activity. */
export interface History {
  /** A page of it, from 1, the latest first. */
  page(query: HistoryQuery, page: number, perPage: number): Promise<HistoryPage>;
  /** All of it as it is when it is asked for, the latest first. */
  all(query: HistoryQuery): AsyncIterable<Happened>;
  /** The people of a shop's activity, those of the latest rows first. */
  people(shop: string, most: number): Promise<KnownPerson[]>;
  /** The people whom these numbers stand for. */
  known(numbers: readonly number[]): Promise<KnownPerson[]>;
  /** The number that stands for a person; undefined: there is nothing of theirs. */
  numberOf(personId: number): Promise<number | undefined>;
}

export function createHistory(store: Store, botId: number): History {
  const rows = createHistoryRows(store, botId);
  const told = async (found: readonly ActivityRow[]): Promise<Happened[]> => {
    const numbers = found.flatMap(({ person, subject }) => [person, subject]);
    const people = await rows.people([...new Set(numbers.filter((one) => one !== null))]);
    const byNumber = new Map(people.map((person) => [person.number, person]));
    const withNote = found.filter(({ note_digest }) => note_digest !== null);
    const kept = await rows.notes(withNote.map(({ number }) => number));
    const notes = new Map(
      kept.map(({ number, text_encrypted }) => [
        number,
        ifReadable(() =>
          store.encryption.decrypt(text_encrypted, activityKept(botId, number, 'note')),
        ),
      ]),
    );
    return found.map((row) => happened(row, byNumber, notes.get(row.number)));
  };
  return {
    async page(query, page, perPage) {
      const filter = filterOf(query);
      const [total, found] = await Promise.all([
        rows.count(filter),
        rows.page(filter, perPage, (page - 1) * perPage),
      ]);
      return { total, rows: await told(found) };
    },
    async *all(query) {
      const filter = filterOf(query);
      let before: number | undefined;
      do {
        const found = await rows.earlier(filter, before, readAtOnce);
        yield* await told(found);
        before = found.length < readAtOnce ? undefined : found.at(-1)?.number;
      } while (before !== undefined);
    },
    people: (shop, most) => rows.peopleOf(shop, most),
    known: (numbers) => rows.people(numbers),
    numberOf: (personId) => rows.numberOf(personId),
  };
}

/** What is one row however many orders it is about. */
const amongMany: readonly ActivityKind[] = [...activityGroups.approval, 'undo'];

function filterOf({ group, order, ...query }: HistoryQuery): HistoryFilter {
  return {
    ...query,
    ...(order !== undefined && { order: { id: order, amongMany } }),
    ...(group && { kinds: activityGroups[group] }),
  };
}

function happened(
  row: ActivityRow,
  people: ReadonlyMap<number, KnownPerson>,
  note: string | undefined,
): Happened {
  const person = (number: number | null) => (number === null ? undefined : people.get(number));
  return {
    number: row.number,
    at: row.at,
    kind: row.kind,
    person: person(row.person),
    subject: person(row.subject),
    chat: row.chat_id ?? undefined,
    order:
      row.order_id === null
        ? undefined
        : { id: row.order_id, poNumber: row.po_number ?? undefined },
    result: row.result ?? undefined,
    reason: row.reason ?? undefined,
    note,
    facts: row.facts === null ? {} : JSON.parse(row.facts),
  };
}

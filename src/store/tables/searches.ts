import { type Kysely, sql } from 'kysely';
import { fixed, later } from '../clock.ts';
import { searchQuery, searchResult } from '../encryption/cells.ts';
import { ifReadable } from '../encryption/encryption.ts';
import type { SearchKind } from '../schema/lists.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';

export type { SearchKind } from '../schema/lists.ts';

/** A search that somebody asked for, and where it stands. */
export interface Search {
  id: string;
  kind: SearchKind;
  /** Grows each time it is asked for. */
  version: number;
  shop: string;
  chatId: number;
  /** 0 outside topics. */
  threadId: number;
  messageId: number;
  askedBy: number;
  /**
   * waiting: it is yet to be done, or under way; stopped: somebody wants no more of it; found: what came of it is to be
   * shown; over.
   */
  status: SearchStatus;
  /** What is looked for, and what came of it, as JSON; what can't be decrypted is undefined. */
  query: string | undefined;
  result: string | undefined;
}

export type SearchStatus = 'waiting' | 'stopped' | 'found' | 'over';

export type NewSearch = Pick<
  Search,
  'id' | 'kind' | 'shop' | 'chatId' | 'threadId' | 'messageId' | 'askedBy'
> & { query: string };

/** One asking for a search. */
export type AskedSearch = Pick<Search, 'id' | 'version'>;

/** The lease that a worker holds while it searches. */
export function leaseOfSearch(id: string): string {
  return `search:${id}`;
}

/** Every SQL statement of the searches. */
export interface SearchRows {
  add(search: NewSearch): Promise<void>;
  /** Adds it, or has this asked for in its place from now on. */
  put(search: NewSearch): Promise<void>;
  /** Undefined: there is none, or none any more. */
  get(id: string): Promise<Search | undefined>;
  /** The IDs of those that can be worked on now, the oldest first. */
  due(limit: number): Promise<string[]>;
  /** Has it done once more, shown in this message. */
  restart(id: string, messageId: number): Promise<void>;
  /** Somebody wants no more of it. False: it was over already. */
  stop(id: string): Promise<boolean>;
  /** Keeps what came of it, to be shown. False: it has been asked for anew since. */
  finish(search: AskedSearch, result: string | undefined): Promise<boolean>;
  /** What came of it is shown. False: it has been asked for anew since. */
  shown(search: AskedSearch): Promise<boolean>;
  /** Leaves it alone for `ms`. */
  postpone(id: string, ms: number): Promise<void>;
}

export function createSearchRows({ db, now, encryption }: Store, botId: number): SearchRows {
  const row = (id: string) => ({ bot_id: botId, id });
  const newRow = ({ id, kind, shop, chatId, threadId, messageId, askedBy, query }: NewSearch) => ({
    ...row(id),
    kind,
    shop,
    chat_id: chatId,
    thread_id: threadId,
    message_id: messageId,
    asked_by: askedBy,
    status: 'waiting',
    query_encrypted: encryption.encrypt(query, searchQuery(id)),
    result_encrypted: null,
    created_at: now(),
    due_at: now(),
  });
  return {
    async add(search) {
      await db.insertInto('searches').values(newRow(search)).execute();
    },
    async put(search) {
      const { id, bot_id, ...anew } = newRow(search);
      await db
        .insertInto('searches')
        .values({ id, bot_id, ...anew })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({ ...anew, version: sql`searches.version + 1` })
            .where('searches.bot_id', '=', botId),
        )
        .execute();
    },
    async get(id) {
      const found = await db
        .selectFrom('searches')
        .selectAll()
        .where((where) => where.and(row(id)))
        .executeTakeFirst();
      if (found === undefined) return undefined;
      const { query_encrypted: query, result_encrypted: result } = found;
      return {
        id,
        kind: found.kind,
        version: found.version,
        shop: found.shop,
        chatId: found.chat_id,
        threadId: found.thread_id,
        messageId: found.message_id,
        askedBy: found.asked_by,
        status: found.status as SearchStatus,
        query: ifReadable(() => encryption.decrypt(query, searchQuery(id))),
        result:
          result === null
            ? undefined
            : ifReadable(() => encryption.decrypt(result, searchResult(id))),
      };
    },
    async due(limit) {
      const rows = await db
        .selectFrom('searches')
        .select('id')
        .where('bot_id', '=', botId)
        .where('status', 'in', ['waiting', 'stopped', 'found'])
        .where('due_at', '<=', fixed(now()))
        .orderBy('due_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
    async restart(id, messageId) {
      await db
        .updateTable('searches')
        .set((search) => ({
          status: 'waiting',
          version: search('version', '+', 1),
          message_id: messageId,
          due_at: now(),
        }))
        .where((where) => where.and(row(id)))
        .execute();
    },
    async stop(id) {
      const { numUpdatedRows } = await db
        .updateTable('searches')
        .set({ status: 'stopped' })
        .where((where) => where.and(row(id)))
        .where('status', '=', 'waiting')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async finish({ id, version }, result) {
      const sealed = result === undefined ? null : encryption.encrypt(result, searchResult(id));
      const { numUpdatedRows } = await db
        .updateTable('searches')
        .set({ status: 'found', result_encrypted: sealed })
        .where((where) => where.and({ ...row(id), version }))
        .where('status', 'in', ['waiting', 'stopped'])
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async shown({ id, version }) {
      const { numUpdatedRows } = await db
        .updateTable('searches')
        .set({ status: 'over' })
        .where((where) => where.and({ ...row(id), version }))
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async postpone(id, ms) {
      await db
        .updateTable('searches')
        .set({ due_at: later(now, ms) })
        .where((where) => where.and(row(id)))
        .execute();
    },
  };
}

/** Moves the searches of a group to the supergroup it became, where messages have other numbers. */
export async function moveSearches(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  await transaction
    .updateTable('searches')
    .set({ chat_id: to, message_id: sql`0` })
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .execute();
}

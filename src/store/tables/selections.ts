import { randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { later } from '../clock.ts';
import type { ActKind } from '../requests/states.ts';
import type { SelectionsTable } from '../schema/lists.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';

export type SelectionRow = Selectable<SelectionsTable> & { read_at: number };
export type NewSelection = Pick<
  SelectionRow,
  'shop' | 'person_id' | 'person_name' | 'chat_id' | 'thread_id' | 'picked'
> &
  Partial<Pick<SelectionRow, 'wanted' | 'message_id'>>;

/** Every SQL statement on what people have picked. */
export interface Selections {
  /** Returns its ID: 12 characters. */
  add(selection: NewSelection): Promise<string>;
  /**
   * Has a question prepared about what is picked under an ID that says what it is about, in place of an earlier try.
   * False: one is being prepared already.
   */
  begin(selection: NewSelection & { id: string; wanted: ActKind }): Promise<boolean>;
  get(id: string): Promise<SelectionRow | undefined>;
  pick(id: string, picked: string): Promise<void>;
  /** Has a question prepared about it, which is to stand in a message; null: in a new one. */
  want(id: string, wanted: ActKind, messageId: number | null): Promise<void>;
  /** The message says that the question is being prepared. */
  placeMessage(id: string, messageId: number): Promise<void>;
  /** The question was put, or can't be. */
  settle(id: string): Promise<void>;
  /** What a question is to be prepared about, the longest waiting first. */
  due(limit: number): Promise<SelectionRow[]>;
  /** It failed, and is tried again in so many milliseconds. */
  fail(id: string, ms: number): Promise<void>;
  /** Calls back when a question is to be prepared. Returns the way to stop that. */
  onWant(listener: () => void): () => void;
}

/** The lease of whoever prepares a question. */
export function leaseOfSelection(id: string): string {
  return `selection:${id}`;
}

const idBytes = 9;

export function createSelections({ db, now }: Store, botId: number): Selections {
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };
  const read = () =>
    db.selectFrom('selections').selectAll().select(now().as('read_at')).where('bot_id', '=', botId);
  return {
    async add(selection) {
      const id = randomBytes(idBytes).toString('base64url');
      await db
        .insertInto('selections')
        .values({
          wanted: null,
          message_id: null,
          ...selection,
          id,
          bot_id: botId,
          created_at: now(),
          due_at: now(),
          failures: 0,
        })
        .execute();
      if (selection.wanted) announce();
      return id;
    },
    async begin(selection) {
      const fresh = { created_at: now(), due_at: now(), failures: 0 };
      const begun = await db
        .insertInto('selections')
        .values({ message_id: null, ...selection, ...fresh, bot_id: botId })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet({ ...selection, ...fresh })
            .where('selections.wanted', 'is', null),
        )
        .returning('id')
        .executeTakeFirst();
      if (begun !== undefined) announce();
      return begun !== undefined;
    },
    get: (id) => read().where('id', '=', id).executeTakeFirst(),
    async pick(id, picked) {
      await db.updateTable('selections').set({ picked }).where('id', '=', id).execute();
    },
    async want(id, wanted, messageId) {
      await db
        .updateTable('selections')
        .set({ wanted, message_id: messageId, failures: 0, due_at: now() })
        .where('id', '=', id)
        .execute();
      announce();
    },
    async placeMessage(id, messageId) {
      await db
        .updateTable('selections')
        .set({ message_id: messageId })
        .where('id', '=', id)
        .execute();
    },
    async settle(id) {
      await db.updateTable('selections').set({ wanted: null }).where('id', '=', id).execute();
    },
    due: (limit) =>
      read()
        .where('wanted', 'is not', null)
        .where('due_at', '<=', now())
        .orderBy('due_at')
        .limit(limit)
        .execute(),
    async fail(id, ms) {
      await db
        .updateTable('selections')
        .set((row) => ({ failures: row('failures', '+', 1), due_at: later(now, ms) }))
        .where('id', '=', id)
        .execute();
    },
    onWant(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Moves what was picked in a group to the supergroup that it became, where messages have other numbers. */
export async function moveSelections(
  transaction: Kysely<Tables>,
  botId: number,
  from: number,
  to: number,
): Promise<void> {
  await transaction
    .updateTable('selections')
    .set({ chat_id: to, message_id: null })
    .where('bot_id', '=', botId)
    .where('chat_id', '=', from)
    .execute();
}

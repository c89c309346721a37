import type { Insertable, Selectable, Updateable } from 'kysely';
import { later } from '../clock.ts';
import type { ActionsTable } from '../schema.ts';
import type { Store } from '../store.ts';
import { isReachable } from './chats.ts';

/** An action as it lies in the database, with the moment at which it was read. */
export type ActionRow = Selectable<ActionsTable> & { read_at: number };
export type NewActionRow = Omit<
  Insertable<ActionsTable>,
  'created_at' | 'expires_at' | 'due_at' | 'sends' | 'tries' | 'shown_status'
>;

/** What a step of an action writes; the named moments are set to now by the database's clock. */
export interface ActionStep {
  from: readonly string[];
  to: string;
  set?: Updateable<ActionsTable>;
  stamp?: readonly ('decided_at' | 'sent_at' | 'settled_at')[];
  /** The step is taken only while the question has not run out. */
  unexpired?: boolean;
  /** The step is taken only after a person was asked what happened. */
  personAsked?: boolean;
  /** The step is taken only by the holder of this lease: one that ran out is held until somebody else takes it. */
  lease?: { name: string; holder: string };
  /** The lease must not have run out either. */
  live?: boolean;
}

/** Another action on the same order and shop is under way. */
export class ActionUnderWay extends Error {
  override readonly name = 'ActionUnderWay';
}

/** Every SQL statement of the ledger. */
export interface ActionRows {
  /** Leaves a row as it is that is there already. */
  insert(row: NewActionRow, lifetimeMs: number): Promise<void>;
  get(token: string): Promise<ActionRow | undefined>;
  underWay(shop: string, orderId: number): Promise<ActionRow | undefined>;
  /**
   * Takes one step, in one statement: of all who try, one gets the row and the others nothing.
   * @throws {ActionUnderWay} when the step would put a second action on its order under way.
   */
  step(token: string, step: ActionStep): Promise<ActionRow | undefined>;
  /** Says when to look at a row again, without changing its state. */
  postpone(token: string, ms: number): Promise<void>;
  /** True the first time only. */
  markPersonAsked(token: string): Promise<boolean>;
  /** Ngorder could not be read to learn what became of it. True the first time only. */
  markUnread(token: string): Promise<boolean>;
  place(token: string, messageId: number): Promise<void>;
  /** Closes the questions that nobody answered in time. */
  expire(): Promise<number>;
  /** Closes the questions of one message, without showing that: something else stands there now. */
  closeAt(chatId: number, messageId: number): Promise<void>;
  /** What waits to be moved on, the longest waiting first. */
  due(limit: number): Promise<ActionRow[]>;
  /**
   * What the chat has not been shown yet; acts only after `slowMs`, since most are over before. What belongs to a chat
   * that is gone waits for it to come back.
   */
  unshown(slowMs: number, limit: number): Promise<ActionRow[]>;
  /** The chat shows the row as it was read; what was noted on it meanwhile is still to be shown. */
  markShown(shown: Pick<ActionRow, 'token' | 'status' | NotedOn>): Promise<void>;
}

/** What is shown beside the status. */
type NotedOn = 'unread_at' | 'asked_person_at';

const underWay = ['confirmed', 'sent', 'unknown'];

export function createActionRows({ db, now }: Store, botId: number): ActionRows {
  const rows = () => db.selectFrom('actions').selectAll().select(now().as('read_at'));
  /** Notes on what nobody could settle yet when this happened, and has it shown. */
  const note = async (token: string, column: NotedOn): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('actions')
      .set({ [column]: now(), shown_status: '' })
      .where('token', '=', token)
      .where('status', '=', 'unknown')
      .where(column, 'is', null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };
  return {
    async insert(row, lifetimeMs) {
      await db
        .insertInto('actions')
        .values({
          ...row,
          created_at: now(),
          expires_at: later(now, lifetimeMs),
          due_at: now(),
          sends: 0,
          tries: 0,
          shown_status: row.status,
        })
        .onConflict((conflict) => conflict.column('token').doNothing())
        .execute();
    },
    get: (token) => rows().where('token', '=', token).executeTakeFirst(),
    underWay: (shop, orderId) =>
      rows()
        .where('shop', '=', shop)
        .where('order_id', '=', orderId)
        .where('status', 'in', underWay)
        .executeTakeFirst(),
    async step(token, { from, to, set, stamp = [], unexpired, personAsked, lease, live }) {
      let update = db
        .updateTable('actions')
        .set({ ...set, status: to, ...Object.fromEntries(stamp.map((column) => [column, now()])) })
        .where('token', '=', token)
        .where('status', 'in', [...from]);
      if (unexpired) update = update.where('expires_at', '>', now());
      if (personAsked) update = update.where('asked_person_at', 'is not', null);
      if (lease) {
        update = update.where(({ exists, selectFrom }) => {
          const held = selectFrom('leases')
            .select('leases.name')
            .where('leases.name', '=', lease.name)
            .where('leases.holder', '=', lease.holder);
          return exists(live ? held.where('leases.expires_at', '>', now()) : held);
        });
      }
      try {
        return await update.returningAll().returning(now().as('read_at')).executeTakeFirst();
      } catch (error) {
        if (isUniqueViolation(error)) throw new ActionUnderWay(undefined, { cause: error });
        throw error;
      }
    },
    async postpone(token, ms) {
      await db
        .updateTable('actions')
        .set((row) => ({ due_at: later(now, ms), tries: row('tries', '+', 1) }))
        .where('token', '=', token)
        .execute();
    },
    markPersonAsked: (token) => note(token, 'asked_person_at'),
    markUnread: (token) => note(token, 'unread_at'),
    async place(token, messageId) {
      await db
        .updateTable('actions')
        .set({ message_id: messageId })
        .where('token', '=', token)
        .execute();
    },
    async expire() {
      const { numUpdatedRows } = await db
        .updateTable('actions')
        .set((row) => ({
          status: 'expired',
          // What was never seen to be asked, since its process was killed on the way, has nothing to be closed.
          shown_status: row
            .case()
            .when('message_id', 'is', null)
            .then('expired')
            .else(row.ref('shown_status'))
            .end(),
        }))
        .where('status', '=', 'proposed')
        .where('expires_at', '<=', now())
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async closeAt(chatId, messageId) {
      await db
        .updateTable('actions')
        .set({ status: 'expired', shown_status: 'expired' })
        .where('chat_id', '=', chatId)
        .where('message_id', '=', messageId)
        .where('status', 'in', ['proposed', 'expired'])
        .execute();
    },
    due: (limit) =>
      rows()
        .where('status', 'in', underWay)
        .where('due_at', '<=', now())
        .orderBy('due_at')
        .limit(limit)
        .execute(),
    unshown: (slowMs, limit) =>
      rows()
        .whereRef('shown_status', '<>', 'status')
        .where(({ ref }) => isReachable(botId, ref('actions.chat_id')))
        .where((row) =>
          row.or([
            row('status', 'not in', ['confirmed', 'sent']),
            row('decided_at', '<=', later(now, -slowMs)),
          ]),
        )
        .orderBy('created_at')
        .limit(limit)
        .execute(),
    async markShown({ token, status, unread_at, asked_person_at }) {
      await db
        .updateTable('actions')
        .set({ shown_status: status })
        .where('token', '=', token)
        .where('unread_at', 'is not distinct from', unread_at)
        .where('asked_person_at', 'is not distinct from', asked_person_at)
        .execute();
    },
  };
}

/** SQLite says it in words, PostgreSQL by SQLSTATE 23505. */
function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.message.includes('UNIQUE constraint failed') ||
    ('code' in error && error.code === '23505')
  );
}

import { randomUUID } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import { later } from '../clock.ts';
import type { ExportFileFormat, ExportSourceKind, ExportsTable } from '../schema/lists.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';
import { isReachable } from './chats.ts';

export type ExportRow = Selectable<ExportsTable>;
export type NewExport = Omit<
  ExportRow,
  | 'id'
  | 'bot_id'
  | 'status'
  | 'delivered'
  | 'status_message_id'
  | 'created_at'
  | 'due_at'
  | 'failures'
  | 'format'
  | 'source'
  | 'source_id'
> & {
  /** An Excel unless told. */
  format?: ExportFileFormat;
  /** A list unless told. */
  source?: ExportSourceKind;
  source_id?: string;
};

/** The lease that a worker holds while it works on an export. */
export function leaseOfExport(id: string): string {
  return `export:${id}`;
}

/** Every SQL statement of the exports that people asked for. */
export interface ExportRows {
  /**
   * Writes down what is asked for, and the message that says so already, 0 for none. False: the same file is on its way to
   * the same place already.
   */
  add(wanted: NewExport, statusMessageId?: number): Promise<boolean>;
  /** What can be worked on now, the oldest first; what belongs to a chat that is gone waits for it to come back. */
  due(limit: number): Promise<ExportRow[]>;
  /** What is for chats that have been gone ever since, and was asked for more than `ms` milliseconds ago. */
  undeliverable(ms: number, limit: number): Promise<ExportRow[]>;
  get(id: string): Promise<ExportRow | undefined>;
  placeStatus(id: string, messageId: number): Promise<void>;
  /** The one that this message announces. */
  announcedBy(chatId: number, messageId: number): Promise<ExportRow | undefined>;
  /** Nobody wants it any more. False: the chat sees what came of it already. */
  withdraw(id: string): Promise<boolean>;
  /**
   * The chat is about to see what came of it: who asks for the same file from now on means another one. False: somebody
   * else has taken over the export's lease, and whoever says so may show nothing.
   */
  close(id: string, holder: string): Promise<boolean>;
  /**
   * One of its several files was handed over, and is not to come again. False: somebody else has taken over the export's
   * lease.
   */
  markDelivered(id: string, holder: string, delivered: string): Promise<boolean>;
  /**
   * The file was handed over; what announced it still stands there.
   * @param alongside done last in the same transaction
   */
  markSent(id: string, alongside?: (transaction: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** Nothing is left to be done: the file was handed over, or it was explained why it won't come. */
  finish(id: string): Promise<void>;
  /** Leaves the export alone for `ms`, through no fault of its own. */
  postpone(id: string, ms: number): Promise<void>;
  /** Counts a failure and leaves the export alone for `ms`. */
  fail(id: string, ms: number): Promise<void>;
}

export function createExportRows({ db, now, health }: Store, botId: number): ExportRows {
  /** A closed one that is to be tried once more is on its way too; the database itself refuses a second open one. */
  const isPostponed = async (wanted: Required<NewExport>) => {
    const { asked_by: _, reply_to: __, ...same } = wanted;
    const postponed = await db
      .selectFrom('exports')
      .select('id')
      .where((row) => row.and({ ...same, bot_id: botId }))
      .where('due_at', '>', now())
      .executeTakeFirst();
    return postponed !== undefined;
  };

  const setAsHolder = async (
    id: string,
    holder: string,
    values: Partial<Pick<ExportRow, 'status' | 'delivered'>>,
  ): Promise<boolean> => {
    const { numUpdatedRows } = await db
      .updateTable('exports')
      .set(values)
      .where('id', '=', id)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('leases')
            .select('leases.name')
            .where('leases.name', '=', leaseOfExport(id))
            .where('leases.holder', '=', holder),
        ),
      )
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  };

  return {
    async add(asked, statusMessageId = 0) {
      const { format = 'xlsx', source = 'list', source_id = '' } = asked;
      const wanted = { ...asked, format, source, source_id };
      if (await isPostponed(wanted)) return false;
      const row = {
        ...wanted,
        id: randomUUID(),
        bot_id: botId,
        status: 'waiting',
        status_message_id: statusMessageId,
        failures: 0,
      };
      const added = await db
        .insertInto('exports')
        .values({ ...row, created_at: now(), due_at: now() })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },
    due: (limit) =>
      db
        .selectFrom('exports')
        .selectAll()
        .where('bot_id', '=', botId)
        .where('due_at', '<=', now())
        .where(({ ref }) => isReachable(botId, ref('exports.chat_id')))
        .orderBy('created_at')
        .limit(limit)
        .execute(),
    undeliverable: (ms, limit) =>
      db
        .selectFrom('exports')
        .selectAll()
        .where('bot_id', '=', botId)
        .where('created_at', '<', later(now, -ms))
        .where((row) => row.not(isReachable(botId, row.ref('exports.chat_id'))))
        .orderBy('created_at')
        .limit(limit)
        .execute(),
    get: (id) => db.selectFrom('exports').selectAll().where('id', '=', id).executeTakeFirst(),
    async placeStatus(id, messageId) {
      await db
        .updateTable('exports')
        .set({ status_message_id: messageId })
        .where('id', '=', id)
        .execute();
    },
    announcedBy: (chatId, messageId) =>
      db
        .selectFrom('exports')
        .selectAll()
        .where('bot_id', '=', botId)
        .where('chat_id', '=', chatId)
        .where('status_message_id', '=', messageId)
        .executeTakeFirst(),
    async withdraw(id) {
      const { numDeletedRows } = await db
        .deleteFrom('exports')
        .where('id', '=', id)
        .where('status', '=', 'waiting')
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    close: (id, holder) => setAsHolder(id, holder, { status: 'closed' }),
    // Waits for the end of an outage, as when all is sent.
    markDelivered: (id, holder, delivered) =>
      health.retryAfterOutage(() => setAsHolder(id, holder, { delivered })),
    async markSent(id, alongside) {
      // Waits for the end of an outage: a file that has been handed over would come once more.
      await health.retryAfterOutage(() =>
        db.transaction().execute(async (transaction) => {
          await transaction
            .updateTable('exports')
            .set({ status: 'sent' })
            .where('id', '=', id)
            .execute();
          await alongside?.(transaction);
        }),
      );
    },
    async finish(id) {
      await health.retryAfterOutage(() => db.deleteFrom('exports').where('id', '=', id).execute());
    },
    async postpone(id, ms) {
      await db
        .updateTable('exports')
        .set({ due_at: later(now, ms) })
        .where('id', '=', id)
        .execute();
    },
    async fail(id, ms) {
      await db
        .updateTable('exports')
        .set((row) => ({ failures: row('failures', '+', 1), due_at: later(now, ms) }))
        .where('id', '=', id)
        .execute();
    },
  };
}

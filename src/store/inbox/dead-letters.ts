import { sql } from 'kysely';
import { inboxPayload } from '../encryption/cells.ts';
import type { Store } from '../store.ts';

/** An update that could not be handled and was set aside. */
export interface SetAside {
  updateId: number;
  queue: string;
  /** How often it was tried. */
  tries: number;
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** The name of the error that it ended with. */
  error: string;
  /** The update as JSON. @throws {DecryptionFailed} */
  payload(): string;
}

/** What one bot could not handle, for its operator. */
export interface DeadLetters {
  /** The oldest first. */
  list(): Promise<SetAside[]>;
  /** Puts an update back into its queue. False: there is no such update. */
  replay(updateId: number): Promise<boolean>;
}

export function createDeadLetters({ db, now, encryption }: Store, botId: number): DeadLetters {
  return {
    async list() {
      const rows = await db
        .selectFrom('inbox')
        .selectAll()
        .where('bot_id', '=', botId)
        // In words, for the index of these alone.
        .where('status', '=', sql.lit('dead'))
        .orderBy('received_at')
        .execute();
      return rows.map((row) => ({
        updateId: row.update_id,
        queue: row.queue,
        tries: row.failures + row.losses,
        receivedAt: row.received_at,
        error: row.error ?? '',
        payload: () =>
          encryption.decrypt(row.payload_encrypted, inboxPayload(botId, row.update_id)),
      }));
    },
    async replay(updateId) {
      const { numUpdatedRows } = await db
        .updateTable('inbox')
        .set({
          status: 'waiting',
          failures: 0,
          losses: 0,
          due_at: now(),
          put_off_at: now(),
          error: null,
        })
        .where('bot_id', '=', botId)
        .where('update_id', '=', updateId)
        .where('status', '=', 'dead')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

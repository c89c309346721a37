import { sql } from 'kysely';
import { inboxPayload } from '../encryption/cells.ts';
import type { Store } from '../store.ts';
import { batched } from './batch.ts';

/** An update as Telegram handed it over, with the queue that keeps it in order: its chat. */
export interface Incoming {
  updateId: number;
  queue: string;
  /** The update as JSON. */
  payload: string;
}

/** Stores what is new; an update that is known already is dropped. All or none of them are stored. */
export type Put = (updates: readonly Incoming[]) => Promise<void>;

export function createPut({ db, now, lists, encryption }: Store, botId: number): Put {
  const put = batched<readonly Incoming[], void>(async (batches) => {
    const rows = batches.flat().map(({ updateId, queue, payload }) => ({
      update_id: updateId,
      queue,
      payload_encrypted: encryption.encrypt(payload, inboxPayload(botId, updateId)),
    }));
    await db
      .insertInto('inbox')
      .columns([
        'bot_id',
        'update_id',
        'queue',
        'payload_encrypted',
        'status',
        'received_at',
        'due_at',
        'put_off_at',
        'failures',
      ])
      .expression(
        db
          .selectFrom(
            db
              .selectFrom(
                lists
                  .tableOf({ update_id: 'bigint', queue: 'text', payload_encrypted: 'text' }, rows)
                  .as('listed'),
              )
              .selectAll()
              .select(
                sql<number>`coalesce((select max(received_at) from inbox where inbox.bot_id = ${botId}
                  and inbox.status = 'waiting' and inbox.queue = listed.queue), 0)`.as('last_at'),
              )
              .as('new'),
          )
          .select([
            sql<number>`cast(${botId} as bigint)`.as('bot_id'),
            'update_id',
            'queue',
            'payload_encrypted',
            sql.lit('waiting').as('status'),
            // The order of arrival holds also when the clock was put back.
            sql<number>`case when last_at >= ${now()} then last_at + 1 else ${now()} end`.as(
              'received_at',
            ),
            now().as('due_at'),
            now().as('put_off_at'),
            sql.lit(0).as('failures'),
          ])
          // SQLite reference, Upsert: without a condition its `on conflict` is taken for a join's.
          .where(sql<boolean>`true`)
          // Two copies that are handed the same updates at once would block each other, each with one that the other waits for.
          .orderBy('update_id'),
      )
      .onConflict((conflict) => conflict.columns(['bot_id', 'update_id']).doNothing())
      .execute();
    return batches.map(() => undefined);
  });
  return async (updates) => {
    if (updates.length > 0) await put(updates);
  };
}

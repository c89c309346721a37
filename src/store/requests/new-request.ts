import type { Insertable } from 'kysely';
import { later } from '../clock.ts';
import type { ActsTable, RequestsTable } from '../schema/requests.ts';
import type { Store } from '../store.ts';

export type NewRequestRow = Pick<
  Insertable<RequestsTable>,
  | 'token'
  | 'shop'
  | 'kind'
  | 'asked_by'
  | 'asked_by_name'
  | 'follows'
  | 'approval'
  | 'asks_reason'
  | 'grace_ms'
>;
export type NewActRow = Pick<
  Insertable<ActsTable>,
  'order_id' | 'po_number' | 'seen_encrypted' | 'found_at'
>;

/** So many rows are written with one statement: each takes some twenty of its parameters. */
const rowsAtOnce = 100;
const newAct = {
  status: 'proposed',
  sends: 0,
  sent_at: null,
  old_since: null,
  tries: 0,
  outcome_encrypted: null,
  settled_by: null,
  settled_at: null,
  asked_person_at: null,
  unread_at: null,
} as const;
const newRun = {
  state: 'running',
  reason: null,
  changed_by: null,
  changed_by_name: null,
  led_by: null,
  led_by_name: null,
  trouble: null,
  told_at: null,
} as const;

/**
 * Writes down a request with its acts and the message in which it will be asked, all or nothing. One that is there already
 * stays as it is.
 * @param lifetimeMs for how long the question may be answered
 * @param facts what makes it a run over many orders: what is said of them, encrypted
 */
export async function insertRequest(
  { db, now }: Store,
  botId: number,
  request: NewRequestRow,
  acts: readonly NewActRow[],
  { chatId, threadId }: { chatId: number; threadId: number | null },
  lifetimeMs: number,
  facts?: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('requests')
      .values({
        ...request,
        bot_id: botId,
        status: 'proposed',
        created_at: now(),
        expires_at: later(now, lifetimeMs),
        decided_by: null,
        decided_by_name: null,
        decided_at: null,
        answered_by: null,
        answered_by_name: null,
        answered_at: null,
        held_until: null,
        undone_by: null,
        undone_by_name: null,
        undone_at: null,
      })
      .onConflict((conflict) => conflict.column('token').doNothing())
      .returning('token')
      .executeTakeFirst();
    if (inserted === undefined) return;
    if (facts !== undefined) {
      await transaction
        .insertInto('runs')
        .values({
          ...newRun,
          request: request.token,
          bot_id: botId,
          alive_at: now(),
          facts_encrypted: facts,
        })
        .execute();
    }
    const rows = acts.map((act, position) => ({
      ...newAct,
      ...act,
      request: request.token,
      position,
      bot_id: botId,
      shop: request.shop,
      due_at: now(),
    }));
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const some = rows.slice(at, at + rowsAtOnce);
      await transaction.insertInto('acts').values(some).execute();
    }
    await transaction
      .insertInto('request_messages')
      .values({
        request: request.token,
        bot_id: botId,
        chat_id: chatId,
        thread_id: threadId,
        message_id: null,
        version: 1,
        shown_version: 1,
        due_at: now(),
      })
      .execute();
  });
}

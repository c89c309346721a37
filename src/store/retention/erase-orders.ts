import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { fixed, later } from '../clock.ts';
import { actOutcome } from '../encryption/cells.ts';
import { type Encryption, ifReadable } from '../encryption/encryption.ts';
import type { Store } from '../store.ts';

/** How long a shop keeps orders and what was written about them, in milliseconds. */
export type OrdersKeptMs = (shop: string) => Promise<number>;

/** So many rows go at once: short enough for whoever waits for the database meanwhile. */
const batchRows = 100;
const pauseMs = 20;

/**
 * Erases the orders of acts that ended, and of the activity, once their shop keeps them no longer, and what somebody wrote
 * about them: what was done, to which order and what came of it stays. Returns how many rows that were.
 */
export async function eraseOrders(
  store: Store,
  keptMs: OrdersKeptMs,
  signal: AbortSignal,
): Promise<number> {
  const shops = await store.db.selectFrom('shops').select('id').execute();
  let erased = 0;
  for (const { id } of shops) {
    const ms = await keptMs(id);
    for (const work of [ofActs, ofActivity]) {
      let rows = batchRows;
      while (rows === batchRows && !signal.aborted) {
        rows = await work(store, id, ms);
        erased += rows;
        if (rows === batchRows) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
  return erased;
}

async function ofActs({ db, now, encryption }: Store, shop: string, ms: number): Promise<number> {
  const acts = await db
    .selectFrom('acts')
    .select(['request', 'position', 'outcome_encrypted'])
    .where('shop', '=', shop)
    .where(sql<boolean>`order_kept = 1`)
    .where('settled_at', '<', fixed(later(now, -ms)))
    .limit(batchRows)
    .execute();
  if (acts.length === 0) return 0;
  await db.transaction().execute(async (transaction) => {
    for (const { request, position, outcome_encrypted: outcome } of acts) {
      await transaction
        .updateTable('acts')
        .set({
          seen_encrypted: null,
          reason_note_encrypted: null,
          outcome_encrypted: outcome && withoutOrder(outcome, { request, position }, encryption),
          order_kept: 0,
        })
        .where('request', '=', request)
        .where('position', '=', position)
        .execute();
    }
  });
  return acts.length;
}

/** What it came to, without the order as it was found then; null where nobody can read it. */
function withoutOrder(
  encrypted: string,
  { request, position }: { request: string; position: number },
  encryption: Encryption,
): string | null {
  const cell = actOutcome(request, position);
  const text = ifReadable(() => encryption.decrypt(encrypted, cell));
  if (text === undefined) return null;
  const left = JSON.parse(text, (key, value: unknown) =>
    key === 'now' || key === 'order' ? undefined : value,
  );
  return encryption.encrypt(JSON.stringify(left), cell);
}

async function ofActivity({ db, now }: Store, shop: string, ms: number): Promise<number> {
  const isOld = sql`shop = ${shop} and at < ${fixed(later(now, -ms))}`;
  const { numAffectedRows } = await sql`delete from activity_kept where ${isOld} and
    (bot_id, number, what) in (select bot_id, number, what from activity_kept where ${isOld}
      limit ${batchRows})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

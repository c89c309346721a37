import type { Kysely } from 'kysely';
import { actOutcome, actSeen, inboxPayload } from './cells.ts';
import { type Cell, type Encryption, ifReadable } from './encryption.ts';

/** The columns of migration 009, whatever later ones make of them. */
interface Encrypted {
  inbox: { bot_id: number; update_id: number; payload_encrypted: string };
}

const batchRows = 500;

/**
 * Encrypts updates anew, each for its own row, that earlier versions encrypted for no row in particular. What can't be
 * read is left: its reader deals with it.
 */
export async function bindToRows(db: Kysely<Encrypted>, encryption: Encryption): Promise<void> {
  const bots = await db.selectFrom('inbox').select('bot_id').distinct().execute();
  for (const { bot_id } of bots) await bindPayloads(db, encryption, bot_id);
}

async function bindPayloads(
  db: Kysely<Encrypted>,
  encryption: Encryption,
  botId: number,
): Promise<void> {
  for (let after: number | undefined; ; ) {
    let query = db
      .selectFrom('inbox')
      .select(['update_id', 'payload_encrypted'])
      .where('bot_id', '=', botId)
      .where('payload_encrypted', '<>', '')
      .orderBy('update_id')
      .limit(batchRows);
    if (after !== undefined) query = query.where('update_id', '>', after);
    const rows = await query.execute();
    for (const { update_id, payload_encrypted } of rows) {
      const bound = ifReadable(() =>
        encryption.encrypt(
          encryption.decryptLegacy(payload_encrypted),
          inboxPayload(botId, update_id),
        ),
      );
      if (bound === undefined) continue;
      await db
        .updateTable('inbox')
        .set({ payload_encrypted: bound })
        .where('bot_id', '=', botId)
        .where('update_id', '=', update_id)
        .execute();
    }
    after = rows.at(-1)?.update_id;
    if (after === undefined) return;
  }
}

/** The columns of migration 008, whatever later ones make of them. */
interface EncryptedActs {
  acts: {
    request: string;
    position: number;
    seen_encrypted: string | null;
    outcome_encrypted: string | null;
  };
}

/** The same for the orders that acts hold, each of which was an action of its own before. */
export async function bindActs(db: Kysely<EncryptedActs>, encryption: Encryption): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('acts')
      .select(['request', 'seen_encrypted', 'outcome_encrypted'])
      .where('request', '>', after)
      .orderBy('request')
      .limit(batchRows)
      .execute();
    for (const { request, seen_encrypted: seen, outcome_encrypted: outcome } of rows) {
      const bound = (text: string | null, cell: Cell) =>
        text === null
          ? null
          : (ifReadable(() => encryption.encrypt(encryption.decryptLegacy(text), cell)) ?? text);
      await db
        .updateTable('acts')
        .set({
          seen_encrypted: bound(seen, actSeen(request, 0)),
          outcome_encrypted: bound(outcome, actOutcome(request, 0)),
        })
        .where('request', '=', request)
        .execute();
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.request;
  }
}

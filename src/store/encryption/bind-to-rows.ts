import type { Kysely } from 'kysely';
import { inboxPayload } from './cells.ts';
import { ifReadable, type Sealing } from './encryption.ts';

/** The columns of migration 009, whatever later ones make of them. */
interface Encrypted {
  inbox: { bot_id: number; update_id: number; payload_encrypted: string };
}

const batchRows = 500;

/**
 * Encrypts updates anew, each for its own row, that earlier versions encrypted for no row in particular. What can't be
 * read is left: its reader deals with it.
 */
export async function bindToRows(db: Kysely<Encrypted>, sealing: Sealing): Promise<void> {
  const bots = await db.selectFrom('inbox').select('bot_id').distinct().execute();
  for (const { bot_id } of bots) await bindPayloads(db, sealing, bot_id);
}

async function bindPayloads(db: Kysely<Encrypted>, sealing: Sealing, botId: number): Promise<void> {
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
        sealing.seal(sealing.openLegacy(payload_encrypted), inboxPayload(botId, update_id)),
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

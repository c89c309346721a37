import type { Insertable, Kysely, Selectable } from 'kysely';
import type { DatabaseClock } from '../clock.ts';
import { activityKept } from '../encryption/cells.ts';
import type { Encryption } from '../encryption/encryption.ts';
import type { ActivityHeadsTable, ActivityTable, KeptInActivity } from '../schema/activity.ts';
import type { Tables } from '../schema.ts';

export type ActivityRow = Selectable<ActivityTable>;
export type ActivityHead = Selectable<ActivityHeadsTable>;

/** The end of a bot's activity, held until the transaction ends: nobody else writes a row meanwhile. */
export interface HeldEnd {
  head: ActivityHead;
  /** The last row that there is; undefined: none. */
  last: Pick<ActivityRow, 'number' | 'hash'> | undefined;
  /** The moment by the database's clock. */
  at: number;
}

/** @param first makes the head of an activity that has none yet */
export async function holdEnd(
  transaction: Kysely<Tables>,
  now: DatabaseClock,
  botId: number,
  first: () => Insertable<ActivityHeadsTable>,
): Promise<HeldEnd> {
  // On PostgreSQL the head's row is locked until the end; SQLite has one transaction at a time.
  const hold = () =>
    transaction
      .updateTable('activity_heads')
      .set(({ ref }) => ({ number: ref('number') }))
      .where('bot_id', '=', botId)
      .returningAll()
      .returning(now().as('at'))
      .executeTakeFirst();
  let held = await hold();
  if (held === undefined) {
    await transaction
      .insertInto('activity_heads')
      .values(first())
      .onConflict((conflict) => conflict.column('bot_id').doNothing())
      .execute();
    held = await hold();
  }
  if (held === undefined) throw new Error('the head of the activity was removed meanwhile');
  const { at, ...head } = held;
  const last = await transaction
    .selectFrom('activity')
    .select(['number', 'hash'])
    .where('bot_id', '=', botId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { head, last, at };
}

/** The number that stands for a person in the rows, under the name that they have now. To be called while the end is held. */
export async function numberOf(
  transaction: Kysely<Tables>,
  botId: number,
  { id, name }: { id: number; name: string },
): Promise<number> {
  const known = await transaction
    .selectFrom('activity_people')
    .select(['number', 'name'])
    .where('bot_id', '=', botId)
    .where('telegram_id', '=', id)
    .executeTakeFirst();
  if (known !== undefined) {
    if (name !== '' && known.name !== name) {
      await transaction
        .updateTable('activity_people')
        .set({ name })
        .where('bot_id', '=', botId)
        .where('number', '=', known.number)
        .execute();
    }
    return known.number;
  }
  const { latest } = await transaction
    .selectFrom('activity_people')
    .select(({ fn }) => fn.max('number').as('latest'))
    .where('bot_id', '=', botId)
    .executeTakeFirstOrThrow();
  const number = (latest ?? 0) + 1;
  const called = name === '' ? await nameOfMember(transaction, id) : name;
  await transaction
    .insertInto('activity_people')
    .values({ bot_id: botId, number, telegram_id: id, name: called, forgotten_at: null })
    .execute();
  return number;
}

/** How a member of any shop was last called; '' where nobody knows. */
async function nameOfMember(transaction: Kysely<Tables>, id: number): Promise<string> {
  const member = await transaction
    .selectFrom('members')
    .select('name')
    .where('person_id', '=', id)
    .where('name', '<>', '')
    .limit(1)
    .executeTakeFirst();
  return member?.name ?? '';
}

/** Whether the same of the same person was written after a moment. To be called while the end is held. */
export async function wasTold(
  transaction: Kysely<Tables>,
  botId: number,
  { kind, shop, person, result }: Same,
  since: number,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('activity')
    .select('number')
    .where('bot_id', '=', botId)
    .where('kind', '=', kind)
    .where('shop', 'is not distinct from', shop ?? null)
    .where('person', 'is not distinct from', person)
    .where('result', 'is not distinct from', result ?? null)
    .where('at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

interface Same {
  kind: string;
  shop?: string | undefined;
  person: number | null;
  result?: string | undefined;
}

/** Writes rows at the end that is held, and where the end is now. */
export async function writeRows(
  transaction: Kysely<Tables>,
  rows: readonly ActivityRow[],
  head: Pick<ActivityHead, 'bot_id' | 'number' | 'hash' | 'seal'> & { key_encrypted?: string },
): Promise<void> {
  for (const row of rows) await transaction.insertInto('activity').values(row).execute();
  const { bot_id, ...end } = head;
  await transaction.updateTable('activity_heads').set(end).where('bot_id', '=', bot_id).execute();
}

/** Keeps a text beside a row, for as long as it may be kept. */
export async function keepText(
  transaction: Kysely<Tables>,
  encryption: Encryption,
  { bot_id, number, shop, at }: Pick<ActivityRow, 'bot_id' | 'number' | 'shop' | 'at'>,
  what: KeptInActivity,
  text: string,
): Promise<void> {
  const text_encrypted = encryption.encrypt(text, activityKept(bot_id, number, what));
  await transaction
    .insertInto('activity_kept')
    .values({ bot_id, number, what, text_encrypted, shop, at })
    .onConflict((conflict) =>
      conflict.columns(['bot_id', 'number', 'what']).doUpdateSet({ text_encrypted }),
    )
    .execute();
}

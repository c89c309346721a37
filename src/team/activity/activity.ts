import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  type ActivityRow,
  type HeldEnd,
  holdEnd,
  keepText,
  numberOf,
  wasTold,
  writeRows,
} from '../../store/activity/append.ts';
import { activityKey } from '../../store/encryption/cells.ts';
import { ifReadable } from '../../store/encryption/encryption.ts';
import type { Tables } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { beginning, createSeals, hashOf, isSame, type Seals, storable } from './chain.ts';
import { broken, compose, type Entry, type Person, type Told } from './entry.ts';

/**
 * Who did what, and what came of it. Rows are written once; nothing in the bot changes or removes one. Each holds the
 * hash of the one before, and a seal that only this bot can make.
 */
export interface Activity {
  /**
   * Writes a row. In the transaction of what it tells of, both are written or neither is: it is then the last thing to
   * be done there, since nobody else writes a row until the transaction ends.
   * @example
   * await activity.record({ kind: 'role', shop, person: by, subject: member, facts: { role } }, transaction);
   */
  record(entry: Entry, transaction?: Kysely<Tables>): Promise<void>;
}

export function createActivity({ db, now, encryption }: Store, botId: number): Activity {
  /** The key comes out of the database, and is itself encrypted there, so that SECRET_KEY may change. */
  const newKey = () => randomBytes(32).toString('base64url');
  const encryptKey = (key: string) => encryption.encrypt(key, activityKey(botId));

  const first = () => {
    const key = newKey();
    return {
      bot_id: botId,
      number: 0,
      hash: beginning,
      seal: createSeals(key).ofHead(0, beginning),
      key_encrypted: encryptKey(key),
    };
  };

  const write = async (entry: Entry, transaction: Kysely<Tables>): Promise<void> => {
    const end = await holdEnd(transaction, now, botId, first);
    const known = ifReadable(() => encryption.decrypt(end.head.key_encrypted, activityKey(botId)));
    const key = known ?? newKey();
    const seals = createSeals(key);
    const standIn = async (one: Person | undefined) =>
      one === undefined
        ? null
        : numberOf(transaction, botId, { id: one.id, name: storable(one.name) });
    const people = { person: await standIn(entry.person), subject: await standIn(entry.subject) };
    const since = end.at - (entry.quietMs ?? 0);
    const isQuiet = entry.quietMs !== undefined;
    if (isQuiet && (await wasTold(transaction, botId, { ...entry, ...people }, since))) return;
    const { told, order, note } = compose(entry, people, seals);
    // Work goes on, but what was done behind the bot's back must not be covered by the next seal.
    const { rows, last } = chained(
      botId,
      end,
      isWhole(end, seals) ? [told] : [broken, told],
      seals,
    );
    await writeRows(transaction, rows, {
      bot_id: botId,
      number: last.number,
      hash: last.hash,
      seal: seals.ofHead(last.number, last.hash),
      ...(known === undefined && { key_encrypted: encryptKey(key) }),
    });
    if (order) await keepText(transaction, encryption, last, 'order', order);
    if (note) await keepText(transaction, encryption, last, 'note', note);
  };

  return {
    record: (entry, transaction) =>
      transaction === undefined
        ? db.transaction().execute((own) => write(entry, own))
        : write(entry, transaction),
  };
}

/** The rows that follow the end, each with the hash of the one before. */
function chained(
  botId: number,
  end: HeldEnd,
  tellings: readonly [Told, ...Told[]],
  seals: Seals,
): { rows: ActivityRow[]; last: ActivityRow } {
  const rows: ActivityRow[] = [];
  let before: { number: number; hash: string } = tailOf(end);
  for (const told of tellings) {
    const link = { bot_id: botId, number: before.number + 1, at: end.at, previous: before.hash };
    const hash = hashOf({ ...told, ...link });
    const row = { ...told, ...link, hash, seal: seals.ofRow(hash) };
    rows.push(row);
    before = row;
  }
  return { rows, last: rows.at(-1) as ActivityRow };
}

/** After whichever is further: no number is used twice. */
function tailOf({ head, last }: HeldEnd): { number: number; hash: string } {
  return last !== undefined && last.number > head.number ? last : head;
}

/** Whether the rows end where the bot left them. */
function isWhole({ head, last }: HeldEnd, seals: Seals): boolean {
  const { number, hash } = last ?? { number: 0, hash: beginning };
  return (
    isSame(head.seal, seals.ofHead(head.number, head.hash)) &&
    number === head.number &&
    hash === head.hash
  );
}

import { type Kysely, type Selectable, sql } from 'kysely';
import { later } from '../clock.ts';
import { shopToken } from '../encryption/cells.ts';
import { type Encryption, ifReadable } from '../encryption/encryption.ts';
import { gathered } from '../engine/gathered.ts';
import type { ShopsTable } from '../schema/team.ts';
import type { Tables } from '../schema.ts';
import type { Store } from '../store.ts';

/** A shop as it is stored. */
export interface ShopRow extends Omit<Selectable<ShopsTable>, 'bot_id' | 'token_encrypted'> {
  /** Undefined: there is none, or it was encrypted with a key that is lost. */
  token: string | undefined;
}

/** Who a shop is at Ngorder, and how it is reached there. */
export interface Connection {
  token: string;
  /** Undefined: Ngorder has not said it yet. */
  ngorderId: number | undefined;
  /** The token stands in the environment. */
  isSeeded?: boolean;
}

/** Every SQL statement on the shops of one bot. */
export interface ShopRows {
  /** The bot's shops, the oldest first. */
  all(): Promise<ShopRow[]>;
  get(id: string): Promise<ShopRow | undefined>;
  /** The same, with how many of the bot's shops have been connected at some time. */
  getAmong(id: string): Promise<{ row: ShopRow; known: number } | undefined>;
  /** Adds a shop. False: its ID is taken, or the token has a shop already. */
  add(shop: { id: string; name: string }, connection?: Connection): Promise<boolean>;
  /** From now on the shop is reached with this token. */
  connect(id: string, connection: Connection): Promise<void>;
  /** Forgets its token. False: there was none. */
  disconnect(id: string): Promise<boolean>;
  update(
    id: string,
    known: Partial<Pick<ShopRow, 'ngorder_id' | 'name' | 'seeded_fingerprint' | 'expiry_told'>>,
  ): Promise<void>;
  /** Ngorder was asked for it just now. @param expiresOn undefined: it did not say */
  noteLooked(id: string, expiresOn: string | undefined): Promise<void>;
  /** Ngorder refuses this token of the shop; or takes it again. */
  noteTaken(id: string, token: string, isTaken: boolean): Promise<void>;
  markRefusalTold(id: string): Promise<void>;
  /** Connected shops of which Ngorder was not asked for so long, or whose owners are to be told of a refusal. */
  toLookAfter(everyMs: number, limit: number): Promise<string[]>;
  /** Whether Ngorder was not asked for this one for so long. */
  isToLookAt(id: string, everyMs: number): Promise<boolean>;
  /** Calls `listener` when a token comes to be refused; returns how to stop. */
  onRefused(listener: () => void): () => void;
  /** A short text that tells whether two tokens are the same, without telling them. */
  fingerprint(token: string): string;
  /** Whether a fingerprint is this token's, also one that was made with the former SECRET_KEY. */
  isOf(fingerprint: string | null, token: string): boolean;
  /** Makes the fingerprints that were made with the former SECRET_KEY anew with the present one. */
  renewFingerprints(): Promise<void>;
}

export function createShopRows(store: Store, botId: number): ShopRows {
  const { db, now, encryption } = store;
  const shops = () => db.selectFrom('shops').selectAll().where('bot_id', '=', botId);
  const rowOf = ({ bot_id: _, token_encrypted, ...row }: Selectable<ShopsTable>): ShopRow => {
    return {
      ...row,
      token: token_encrypted === null ? undefined : tokenOf(row.id, token_encrypted),
    };
  };
  /** As it was decrypted last: every update asks for it. */
  const decrypted = new Map<string, { encrypted: string; token: string | undefined }>();
  const tokenOf = (id: string, encrypted: string): string | undefined => {
    const known = decrypted.get(id);
    if (known?.encrypted === encrypted) return known.token;
    const token = ifReadable(() => encryption.decrypt(encrypted, shopToken(id)));
    decrypted.set(id, { encrypted, token });
    return token;
  };
  const fingerprintWith = ({ derive }: Pick<Encryption, 'derive'>, token: string) =>
    derive(`token of ngorder: ${token}`).slice(0, 32);
  const fingerprint = (token: string) => fingerprintWith(encryption, token);
  const columnsOf = (id: string, { token, ngorderId, isSeeded }: Connection) => ({
    token_fingerprint: fingerprint(token),
    token_encrypted: encryption.encrypt(token, shopToken(id)),
    ...(isSeeded && { seeded_fingerprint: fingerprint(token) }),
    ...(ngorderId !== undefined && { ngorder_id: ngorderId }),
    refused_at: null,
    refused_told_at: null,
  });

  const getAmong = gathered<{ id: string }, Selectable<ShopsTable> & { at: number; known: number }>(
    store,
    { id: 'text' },
    (asked) =>
      db
        .selectFrom(asked.as('asked'))
        .crossJoin('shops')
        .selectAll('shops')
        .select('asked.at')
        .select(({ selectFrom }) =>
          selectFrom('shops as others')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .where('others.bot_id', '=', botId)
            .where((is) =>
              is.or([
                is('others.ngorder_id', 'is not', null),
                is('others.token_encrypted', 'is not', null),
              ]),
            )
            .as('known'),
        )
        .whereRef('shops.id', '=', 'asked.id')
        .where('shops.bot_id', '=', botId),
  );

  const listeners = new Set<() => void>();
  const own = (id: string) =>
    db.updateTable('shops').where('bot_id', '=', botId).where('id', '=', id);

  const notLookedFor = (ms: number) =>
    sql<boolean>`(looked_at is null or looked_at <= ${later(now, -ms)})`;

  const all = async () => {
    const rows = await shops().orderBy('created_at').orderBy('id').execute();
    return rows.map(rowOf);
  };

  return {
    fingerprint,
    isOf(known, token) {
      const { old } = encryption;
      return (
        known === fingerprint(token) || (old !== undefined && known === fingerprintWith(old, token))
      );
    },
    async renewFingerprints() {
      const { old } = encryption;
      if (old === undefined) return;
      for (const { id, token, ...known } of await all()) {
        if (token === undefined || known.token_fingerprint !== fingerprintWith(old, token))
          continue;
        const isSeeded = known.seeded_fingerprint === known.token_fingerprint;
        await db
          .updateTable('shops')
          .set({
            token_fingerprint: fingerprint(token),
            ...(isSeeded && { seeded_fingerprint: fingerprint(token) }),
          })
          .where('bot_id', '=', botId)
          .where('id', '=', id)
          .where('token_fingerprint', '=', known.token_fingerprint)
          .execute();
      }
    },
    all,
    async getAmong(id) {
      const [found] = await getAmong({ id });
      if (found === undefined) return undefined;
      const { at: _, known, ...row } = found;
      return { row: rowOf(row), known: Number(known) };
    },
    async get(id) {
      const row = await shops().where('id', '=', id).executeTakeFirst();
      return row && rowOf(row);
    },
    async add({ id, name }, connection) {
      const none = { ngorder_id: null, token_fingerprint: null, token_encrypted: null };
      const added = await db
        .insertInto('shops')
        .values({
          id,
          name,
          bot_id: botId,
          created_at: now(),
          settings: null,
          seeded_fingerprint: null,
          looked_at: null,
          expires_on: null,
          expiry_told: null,
          refused_at: null,
          refused_told_at: null,
          ...none,
          ...(connection && columnsOf(id, connection)),
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      return added !== undefined;
    },
    async connect(id, connection) {
      await db
        .updateTable('shops')
        .set(columnsOf(id, connection))
        .where('bot_id', '=', botId)
        .where('id', '=', id)
        .execute();
    },
    async noteLooked(id, expiresOn) {
      const known = expiresOn === undefined ? {} : { expires_on: expiresOn };
      await own(id)
        .set({ looked_at: now(), ...known })
        .execute();
    },
    async noteTaken(id, token, isTaken) {
      const its = own(id).where('token_fingerprint', '=', fingerprint(token));
      if (isTaken) {
        await its.set({ refused_at: null, refused_told_at: null }).execute();
        return;
      }
      const { numUpdatedRows } = await its
        .set({ refused_at: now() })
        .where('refused_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) for (const listener of listeners) listener();
    },
    async markRefusalTold(id) {
      await own(id).set({ refused_told_at: now() }).execute();
    },
    async toLookAfter(everyMs, limit) {
      const rows = await db
        .selectFrom('shops')
        .select('id')
        .where('bot_id', '=', botId)
        .where('token_encrypted', 'is not', null)
        .where((is) =>
          is.or([
            notLookedFor(everyMs),
            is.and([is('refused_at', 'is not', null), is('refused_told_at', 'is', null)]),
          ]),
        )
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
    async isToLookAt(id, everyMs) {
      const row = await shops()
        .where('id', '=', id)
        .where(notLookedFor(everyMs))
        .executeTakeFirst();
      return row !== undefined;
    },
    onRefused(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async disconnect(id) {
      const { numUpdatedRows } = await db
        .updateTable('shops')
        .set({
          token_fingerprint: null,
          token_encrypted: null,
          refused_at: null,
          refused_told_at: null,
        })
        .where('bot_id', '=', botId)
        .where('id', '=', id)
        .where('token_encrypted', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async update(id, known) {
      await db
        .updateTable('shops')
        .set(known)
        .where('bot_id', '=', botId)
        .where('id', '=', id)
        .execute();
    },
  };
}

/** What was chosen for a shop, as JSON; null: nothing yet. */
export async function settingsOf(from: Kysely<Tables>, shop: string): Promise<string | null> {
  const row = await from
    .selectFrom('shops')
    .select('settings')
    .where('id', '=', shop)
    .executeTakeFirst();
  return row?.settings ?? null;
}

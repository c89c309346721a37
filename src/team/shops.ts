import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Ngorder } from '../ngorder/client.ts';
import { TokenRejected } from '../ngorder/errors.ts';
import type { Encryption } from '../store/encryption/encryption.ts';
import type { Store } from '../store/store.ts';
import { createShopRows, type ShopRow, type ShopRows } from '../store/tables/shops.ts';
import type { Team } from './team.ts';

/** A shop whose orders are worked on. */
export interface Shop {
  /** At most 8 letters and digits: buttons carry it. */
  readonly id: string;
  readonly name: string;
  /** IANA name, such as `Asia/Jakarta`: days begin and times are shown by it. */
  readonly timeZone: string;
  readonly ngorder: Ngorder;
}

/** The shops of this bot. */
export interface Shops {
  /** The shop that a chat works for unless it says otherwise, and that a button without a shop means. */
  readonly first: Shop;
  /**
   * The shop with this ID, if its token is known to be that shop's. What is stored for another shop is left alone: its
   * orders can't be read with this one's token, and their absence would prove nothing.
   */
  of(id: string): Shop | undefined;
}

export interface ShopsParts {
  store: Store;
  botId: number;
  /** The client of the shop that the environment names, and the token it was made with. */
  ngorder: Ngorder;
  token: string;
  timeZone: string;
  team: Team;
  /** Who owns the shop, by their Telegram user IDs. */
  ownerIds: readonly number[];
  log: Logger;
  /** Ends the asking for what Ngorder has not said yet. */
  signal: AbortSignal;
  /** How long to wait before Ngorder is asked again, in milliseconds. */
  askAgainMs?: number;
}

/** Also what rows of versions that knew one shop only say. */
const firstId = 'first';

/**
 * Opens the shop that the environment names, under the ID that it has had before: known by its token, else by Ngorder's
 * own number for it. `named` resolves once Ngorder has said, or refused to say, which shop it is.
 */
export async function openShops(parts: ShopsParts): Promise<Shops & { named: Promise<void> }> {
  const { store, botId, token, timeZone, ngorder } = parts;
  const rows = createShopRows(store, botId);
  const fingerprintWith = ({ derive }: Pick<Encryption, 'derive'>) =>
    derive(`token of ngorder: ${token}`).slice(0, 32);
  const { old } = store.encryption;
  const fingerprint = fingerprintWith(store.encryption);
  let { row, verified } = await recall(rows, fingerprint, old && fingerprintWith(old));

  const shopOf = ({ id, name }: ShopRow): Shop => ({ id, name, timeZone, ngorder });
  let first = shopOf(row);
  const seedOwners = async () => {
    const ids = (await rows.all()).map(({ id }) => id);
    await Promise.all(ids.map((id) => parts.team.setOwners(id, parts.ownerIds)));
  };
  await seedOwners();

  const learn = async (): Promise<void> => {
    const [account] = await ngorder.getShops(parts.signal);
    if (account === undefined) return;
    const former = row;
    row = await rowOf(rows, verified ? row : undefined, account.id, fingerprint);
    if (row.id !== former.id) {
      parts.log.warn(
        { shop: account.name, former: former.name },
        'NGORDER_TOKEN is another shop’s: what is under way for the former one waits for its token',
      );
    }
    const name = account.name || row.name;
    await rows.update(row.id, { name });
    await seedOwners();
    first = shopOf({ ...row, name });
    verified = true;
    parts.log.info({ shop: name, expires: account.expiredDate }, 'the shop is known');
  };

  return {
    get first() {
      return first;
    },
    of: (id) => (verified && id === first.id ? first : undefined),
    named: untilLearned(learn, () => verified, parts),
  };
}

/** The row of the token's shop, or one that stands in for it until Ngorder says which shop it is. */
async function recall(
  rows: ShopRows,
  fingerprint: string,
  /** With the former key. */
  before: string | undefined,
): Promise<{ row: ShopRow; verified: boolean }> {
  const known = await rows.all();
  const withToken = (wanted: string) =>
    known.find(({ token_fingerprint }) => token_fingerprint === wanted);
  const same = withToken(fingerprint);
  if (same !== undefined) return { row: same, verified: true };
  const former = before === undefined ? undefined : withToken(before);
  if (former !== undefined) {
    await rows.update(former.id, { token_fingerprint: fingerprint });
    return { row: former, verified: true };
  }
  const [latest] = known.toReversed();
  if (latest !== undefined) return { row: latest, verified: false };
  return { row: await added(rows, { fingerprint }), verified: true };
}

/** The row of the shop that Ngorder knows by this number. `row` is the one that the token is known to belong to. */
async function rowOf(
  rows: ShopRows,
  row: ShopRow | undefined,
  ngorderId: number,
  fingerprint: string,
): Promise<ShopRow> {
  const known = await rows.all();
  const found = row ?? known.find(({ ngorder_id }) => ngorder_id === ngorderId);
  if (found === undefined) return added(rows, { fingerprint, ngorderId });
  await rows.update(found.id, { ngorder_id: ngorderId, token_fingerprint: fingerprint });
  return found;
}

async function added(
  rows: ShopRows,
  { fingerprint, ngorderId }: { fingerprint: string; ngorderId?: number },
): Promise<ShopRow> {
  const shop = { ngorder_id: ngorderId ?? null, token_fingerprint: fingerprint, name: 'Ngorder' };
  const ids = [firstId, randomBytes(4).toString('hex')];
  for (const id of ids) if (await rows.add({ ...shop, id })) break;
  // Another copy of the bot may have been faster: the token has one shop.
  const row = (await rows.all()).find((found) => found.token_fingerprint === fingerprint);
  if (row === undefined) throw new Error('A shop could not be added');
  return row;
}

/**
 * Asks once; where only Ngorder can tell which shop the token belongs to, asks on in the background until it has.
 */
async function untilLearned(
  learn: () => Promise<void>,
  isVerified: () => boolean,
  { log, signal, askAgainMs = 30_000 }: ShopsParts,
): Promise<void> {
  const attempt = async (): Promise<void> => {
    try {
      await learn();
    } catch (error) {
      if (signal.aborted) return;
      const what =
        error instanceof TokenRejected
          ? 'Ngorder refuses NGORDER_TOKEN'
          : 'Ngorder could not be asked for the shop';
      log.error({ err: error }, what);
    }
  };
  await attempt();
  void (async () => {
    while (!isVerified() && !signal.aborted) {
      log.warn('NGORDER_TOKEN is new: what is under way waits until Ngorder says which shop it is');
      await sleep(askAgainMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await attempt();
    }
  })();
}

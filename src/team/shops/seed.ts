import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { TokenRejected } from '../../ngorder/errors.ts';
import type { Connection, ShopRow, ShopRows } from '../../store/tables/shops.ts';
import type { Team } from '../team.ts';
import { expiryDay } from './expiry.ts';
import { newShopId } from './new-shop-id.ts';
import type { ClientOf } from './shops.ts';

export interface SeedParts {
  rows: ShopRows;
  clientOf: ClientOf;
  /** Undefined: shops are connected by chat alone. */
  token: string | undefined;
  team: Pick<Team, 'setOwners'>;
  /** Who owns the shop of the environment, by their Telegram user IDs. */
  ownerIds: readonly number[];
  log: Logger;
  /** Ends the asking for what Ngorder has not said yet. */
  signal: AbortSignal;
  /** How long to wait before Ngorder is asked again, in milliseconds. */
  askAgainMs?: number;
}

/** What the environment has brought. */
export interface Seeded {
  /** The shop that it stands for, or that stands in for it until Ngorder says which it is. */
  readonly id: string;
  /** Resolves once Ngorder has said, or refused to say, which shop it is: at once where it has said so at a former start. */
  readonly named: Promise<void>;
}

/** Also what rows of versions that knew one shop only say. */
const firstId = 'first';

/**
 * Takes the shop that the environment names into the store, under the ID that it has had before: known by its token, else
 * by Ngorder's own number for it. A token that was brought before has had its say: what was chosen by chat since stands.
 */
export async function seedShops(parts: SeedParts): Promise<Seeded> {
  const { rows, token, log } = parts;
  if (token === undefined) return { id: await keptPlace(parts), named: Promise.resolve() };
  const recalled = await recall(rows, token);
  let { isKnown } = recalled;
  let { id } = recalled.row;
  const isNamed = isKnown && recalled.row.ngorder_id !== null;
  await seedOwners(parts);

  const learn = async (): Promise<void> => {
    const current = isKnown ? (await rows.get(id))?.token : token;
    if (current === undefined) {
      log.warn({ shop: id }, 'the shop of NGORDER_TOKEN is not connected: that was chosen by chat');
      return;
    }
    const client = parts.clientOf({ id: isKnown ? id : '', token: current });
    const [account] = await client.getShops(parts.signal);
    if (account === undefined) return;
    if (!isKnown) {
      const former = await rows.get(id);
      id = await idOf(rows, { token, ngorderId: account.id, isSeeded: true });
      isKnown = true;
      if (id !== former?.id) {
        log.warn(
          { shop: account.name, former: former?.name },
          'NGORDER_TOKEN is another shop’s: it is connected beside the former one',
        );
      }
      await seedOwners(parts);
    }
    await rows.noteLooked(id, expiryDay(account.expiredDate));
    await rows.update(id, { ngorder_id: account.id, ...(account.name && { name: account.name }) });
    log.info({ shop: account.name, expires: account.expiredDate }, 'the shop is known');
  };
  return {
    get id() {
      return id;
    },
    named: isNamed ? Promise.resolve() : untilLearned(learn, () => isKnown, parts),
  };
}

/** A shop that is yet to be connected: it can have an owner before that. */
async function keptPlace(parts: SeedParts): Promise<string> {
  const { rows } = parts;
  for (const id of [firstId, newShopId()]) {
    if ((await rows.all()).length > 0 || (await rows.add({ id, name: 'Ngorder' }))) break;
  }
  await seedOwners(parts);
  return (await rows.all())[0]?.id ?? firstId;
}

/** The row of the token's shop, or one that stands in for it until Ngorder says which shop it is. */
async function recall(rows: ShopRows, token: string): Promise<{ row: ShopRow; isKnown: boolean }> {
  const known = await rows.all();
  const connection = { token, ngorderId: undefined, isSeeded: true };
  const seeded = known.find(({ seeded_fingerprint }) => rows.isOf(seeded_fingerprint, token));
  if (seeded !== undefined) {
    // With a new SECRET_KEY all of it is told apart by other texts, and versions that left it in the environment kept none.
    if (rows.isOf(seeded.token_fingerprint, token)) await rows.connect(seeded.id, connection);
    else await rows.update(seeded.id, { seeded_fingerprint: rows.fingerprint(token) });
    return { row: seeded, isKnown: true };
  }
  const same = known.find(({ token_fingerprint }) => rows.isOf(token_fingerprint, token));
  if (same !== undefined) {
    await rows.connect(same.id, connection);
    return { row: same, isKnown: true };
  }
  const empty = known.find((row) => row.ngorder_id === null && row.token_fingerprint === null);
  if (empty !== undefined) {
    await rows.connect(empty.id, connection);
    return { row: empty, isKnown: true };
  }
  const latest = known.at(-1);
  if (latest !== undefined) return { row: latest, isKnown: false };
  return { row: await added(rows, connection), isKnown: true };
}

/** The shop that Ngorder knows by this number, with this token from now on. */
async function idOf(
  rows: ShopRows,
  connection: Connection & { ngorderId: number },
): Promise<string> {
  const known = await rows.all();
  const found = known.find(({ ngorder_id }) => ngorder_id === connection.ngorderId);
  if (found === undefined) return (await added(rows, connection)).id;
  await rows.connect(found.id, connection);
  return found.id;
}

async function added(rows: ShopRows, connection: Connection): Promise<ShopRow> {
  const ids = [firstId, newShopId()];
  for (const id of ids) if (await rows.add({ id, name: 'Ngorder' }, connection)) break;
  // Another copy of the bot may have been faster: the token has one shop.
  const fingerprint = rows.fingerprint(connection.token);
  const row = (await rows.all()).find((found) => found.token_fingerprint === fingerprint);
  if (row === undefined) throw new Error('A shop could not be added');
  return row;
}

/** OWNER_IDS names the owners of the first shop and of what the environment has brought, not of what came by chat later. */
async function seedOwners({ rows, team, ownerIds }: SeedParts): Promise<void> {
  const brought = (await rows.all()).filter((row, at) => at === 0 || isBrought(row));
  await Promise.all(brought.map(({ id }) => team.setOwners(id, ownerIds)));
}

function isBrought({ seeded_fingerprint }: ShopRow): boolean {
  return seeded_fingerprint !== null;
}

/**
 * Asks once; where only Ngorder can tell which shop the token belongs to, asks on in the background until it has.
 */
async function untilLearned(
  learn: () => Promise<void>,
  isKnown: () => boolean,
  { log, signal, askAgainMs = 30_000 }: SeedParts,
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
    while (!isKnown() && !signal.aborted) {
      log.warn('NGORDER_TOKEN is new: what is under way waits until Ngorder says which shop it is');
      await sleep(askAgainMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await attempt();
    }
  })();
}

import type { Ngorder } from '../../ngorder/client.ts';
import type { Shop as Account } from '../../ngorder/parsing/shops.ts';
import type { Store } from '../../store/store.ts';
import { createShopRows, type ShopRow, type ShopRows } from '../../store/tables/shops.ts';
import { createChangeTeam, type TeamRows, teamRowsIn } from '../../store/tables/team-changes.ts';
import { within } from '../../store/within.ts';
import { createActivity } from '../activity/activity.ts';
import type { Person } from '../activity/entry.ts';
import { NotEntitled, ShopOfOthers, TokenOfAnotherShop, TokenOfNoShop } from '../errors.ts';
import { rolesWith } from '../operations.ts';
import type { Team } from '../team.ts';
import { expiryDay } from './expiry.ts';
import { newShopId } from './new-shop-id.ts';

/** What came of a token. */
export interface Connected {
  shop: { id: string; name: string };
  /** The shop was connected, or had been, before. */
  isRenewed: boolean;
}

/** How shops come to be connected by chat, get another token, and leave. Each change is checked when it is made. */
export interface Connections {
  /**
   * Connects the shop of a token, or renews its token where this bot knows the shop. The first shop of a bot that has none
   * yet takes the place that was kept for it.
   * @param renewing the shop that the token is meant for
   * @throws {NgorderError} when Ngorder doesn't take the token or can't be asked; {@link NotEntitled},
   * {@link TokenOfNoShop}, {@link TokenOfAnotherShop}, {@link ShopOfOthers}
   */
  connect(token: string, by: Person, renewing?: string): Promise<Connected>;
  /**
   * Forgets a shop's token. Its team, its settings and its activity stay. False: it had none.
   * @throws {NotEntitled}
   */
  disconnect(shop: string, by: Person): Promise<boolean>;
}

export interface ConnectionsParts {
  store: Store;
  botId: number;
  team: Pick<Team, 'mayAnywhere'>;
  /** The shop whose row is held while shops are looked for and added: of two people with one token the second finds it. */
  firstId: string;
  /** A client to ask who a token belongs to. */
  clientFor: (token: string) => Pick<Ngorder, 'getShops'>;
}

/** Somebody waits for the word of Ngorder. */
const askMs = 15_000;

export function createConnections(parts: ConnectionsParts): Connections {
  const { store, botId, team, firstId, clientFor } = parts;
  const change = createChangeTeam(store);
  const activity = createActivity(store, botId);
  const rowsIn = ({ transaction }: TeamRows) => createShopRows(within(transaction, store), botId);

  return {
    async connect(token, by, renewing) {
      if (!(await team.mayAnywhere(by.id, 'shops'))) throw new NotEntitled();
      const [account] = await clientFor(token).getShops(AbortSignal.timeout(askMs));
      if (account === undefined) throw new TokenOfNoShop();
      return change(firstId, async (held) => {
        const rows = rowsIn(held);
        const known = await rows.all();
        const isRenewed = known.some(({ ngorder_id }) => ngorder_id === account.id);
        const id = await placeFor(rows, known, account, renewing);
        const its = teamRowsIn(held.transaction, store, id);
        await makeOwner(its, by);
        await rows.connect(id, { token, ngorderId: account.id });
        const name = account.name || (known.find((row) => row.id === id)?.name ?? 'Ngorder');
        await rows.update(id, { name });
        await rows.noteLooked(id, expiryDay(account.expiredDate));
        const kind = isRenewed ? 'shopRenewed' : 'shopConnected';
        await activity.record({ kind, shop: id, person: by, chat: by.id }, held.transaction);
        return { shop: { id, name }, isRenewed };
      });
    },

    disconnect: (shop, by) =>
      change(shop, async (held) => {
        const role = (await held.members()).find(({ personId }) => personId === by.id)?.role;
        if (!rolesWith('shops').some((able) => able === role)) throw new NotEntitled();
        const wasConnected = await rowsIn(held).disconnect(shop);
        const entry = { kind: 'shopDisconnected', shop, person: by, chat: by.id } as const;
        if (wasConnected) await activity.record(entry, held.transaction);
        return wasConnected;
      }),
  };
}

/** The row that the account's shop has, or takes. @throws {TokenOfAnotherShop} */
async function placeFor(
  rows: ShopRows,
  known: readonly ShopRow[],
  account: Account,
  renewing: string | undefined,
): Promise<string> {
  const own = known.find(({ ngorder_id }) => ngorder_id === account.id);
  const renewed = known.find(({ id }) => id === renewing);
  if (renewed !== undefined) {
    const isIts = own === undefined ? renewed.ngorder_id === null : own.id === renewed.id;
    if (!isIts) throw new TokenOfAnotherShop();
    return renewed.id;
  }
  const empty = known.find((row) => row.ngorder_id === null && row.token_fingerprint === null);
  const place = own ?? empty;
  if (place !== undefined) return place.id;
  const id = newShopId();
  await rows.add({ id, name: account.name || 'Ngorder' });
  return id;
}

/** A shop that nobody owns is theirs who bring its token. @throws {ShopOfOthers} */
async function makeOwner(team: TeamRows, { id, name }: Person): Promise<void> {
  const owners = (await team.members()).filter(({ role }) => role === 'owner');
  if (owners.some(({ personId }) => personId === id)) return;
  if (owners.length > 0) throw new ShopOfOthers();
  await team.put({ person_id: id, role: 'owner', name, added_by: null });
}

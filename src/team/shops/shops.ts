import type { Ngorder } from '../../ngorder/client.ts';
import type { ShopRow, ShopRows } from '../../store/tables/shops.ts';
import { ShopNotConnected } from '../errors.ts';

/** A shop whose orders are worked on. */
export interface Shop {
  /** At most 8 letters and digits: buttons carry it. */
  readonly id: string;
  readonly name: string;
  /** IANA name, such as `Asia/Jakarta`: days begin and times are shown by it. */
  readonly timeZone: string;
  /** The calendar day there, yyyy-mm-dd: "this month" and a date without a year are seen from it. */
  today(): string;
  /** It has been connected at some time; until the first one is, its place has no name. */
  readonly isKnown: boolean;
  /** A token of it is known. */
  readonly isConnected: boolean;
  /** @throws {ShopNotConnected} */
  readonly ngorder: Ngorder;
}

/** The shops of this bot, as they are at this moment: another copy of the bot may have changed them. */
export interface Shops {
  /** The shop that a button without a shop means. */
  readonly firstId: string;
  /** What is shown where no shop is spoken about follows the clock of this zone. */
  readonly timeZone: string;
  /** The calendar day in that zone, yyyy-mm-dd. */
  today(): string;
  /** Undefined: this bot has never had such a shop. */
  find(id: string): Promise<Shop | undefined>;
  /**
   * The shop with this ID, if its token is known. What is stored for another shop is left alone: its orders can't be read
   * with this one's token, and their absence would prove nothing.
   */
  of(id: string): Promise<Shop | undefined>;
  /** The same as `find`, with how many have been connected at some time: where it is one, nobody has to be told which is meant. */
  findAmong(id: string): Promise<{ shop: Shop; known: number } | undefined>;
}

export interface ShopsParts {
  rows: ShopRows;
  firstId: string;
  timeZone: string;
  clientOf: ClientOf;
  /** The calendar day in that zone. */
  today: () => string;
}

/** The client of a shop with its token: the same one as long as that is the same. */
export type ClientOf = (shop: Pick<ShopRow, 'id'> & { token: string }) => Ngorder;

/** @param create makes a client; it is told which shop it is for */
export function createClients(create: (token: string, shop: string) => Ngorder): ClientOf {
  const clients = new Map<string, { token: string; client: Ngorder }>();
  return ({ id, token }) => {
    const known = clients.get(id);
    if (known?.token === token) return known.client;
    const client = create(token, id);
    clients.set(id, { token, client });
    return client;
  };
}

export function createShops({ rows, firstId, timeZone, today, clientOf }: ShopsParts): Shops {
  const shopOf = ({ id, name, token, ...row }: ShopRow): Shop => ({
    id,
    name,
    timeZone,
    today,
    isKnown: row.ngorder_id !== null || token !== undefined,
    isConnected: token !== undefined,
    get ngorder() {
      if (token === undefined) throw new ShopNotConnected();
      return clientOf({ id, token });
    },
  });
  const find: Shops['find'] = async (id) => {
    const row = await rows.get(id);
    return row && shopOf(row);
  };
  return {
    firstId,
    timeZone,
    today,
    find,
    async findAmong(id) {
      const found = await rows.getAmong(id);
      return found && { shop: shopOf(found.row), known: found.known };
    },
    async of(id) {
      const shop = await find(id);
      return shop?.isConnected ? shop : undefined;
    },
  };
}

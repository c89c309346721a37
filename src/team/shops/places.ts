import type { Kysely } from 'kysely';
import type { Tables } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
import { type ChatPlace, createChatShops } from '../../store/tables/chat-shops.ts';
import { dropGroupMembers } from '../../store/tables/members.ts';
import { createShopRows, type ShopRow } from '../../store/tables/shops.ts';
import { createChangeTeam } from '../../store/tables/team-changes.ts';
import { within } from '../../store/within.ts';
import { createActivity } from '../activity/activity.ts';
import type { Person } from '../activity/entry.ts';
import { NotEntitled } from '../errors.ts';
import { createTeam, type Team } from '../team.ts';

/** Where something is done: a chat, and whether others are in it. */
export interface Place extends ChatPlace {
  inGroup: boolean;
}

/** Somebody with the shops in which they may look around, the oldest first. */
export interface Somebody {
  id: number;
  shops: readonly string[];
}

/** Which shop is worked on where: a group or a topic has one that was chosen for it, a person alone the one they chose. */
export interface Places {
  /**
   * The shop that is worked on in a place. Where a bot has one shop only, that is it everywhere.
   * Undefined: a group for which none was chosen.
   */
  shopAt(place: Place, person: Somebody): Promise<string | undefined>;
  /** The shop that a person alone works on: the one they chose, while they belong to it. */
  shopOf(person: Somebody): Promise<string>;
  /** A person works on another one of their shops from now on. @throws {NotEntitled} when it isn't theirs */
  choose(personId: number, shop: string): Promise<void>;
  /**
   * A group or a topic works for a shop from now on. False: it did already.
   * @throws {NotEntitled} when the person has no right to the settings of that shop, or of the one that it works for now
   */
  bind(place: ChatPlace, shop: string, by: Person): Promise<boolean>;
  /** Whether a topic has a shop of its own, so that what is said there is not about its whole group. */
  isTopicsOwn(place: ChatPlace): Promise<boolean>;
  /**
   * A topic that has a shop of its own, else its group, works for it no longer, and for none until somebody chooses one;
   * whoever was a member by that group is none any more. False: it didn't already.
   * @throws {NotEntitled} when the person doesn't own that shop
   */
  unbind(place: ChatPlace, shop: string, by: Person): Promise<boolean>;
  /** Writes down that a group works for the bot's one shop, so that it goes on with that once there are more. */
  settle(place: ChatPlace, shop: string): Promise<void>;
}

export interface PlacesParts {
  store: Store;
  botId: number;
  team: Pick<Team, 'may'>;
  firstId: string;
}

export function createPlaces({ store, botId, team, firstId }: PlacesParts): Places {
  const chosen = createChatShops(store.db, botId);
  const rows = createShopRows(store, botId);
  const change = createChangeTeam(store);
  const activity = createActivity(store, botId);

  /** Writes down that a shop no longer has a group or a topic, and takes from people what they had by it alone. */
  const release = async (
    transaction: Kysely<Tables>,
    { chatId }: ChatPlace,
    shop: string,
    by: Person,
  ): Promise<void> => {
    const told = { shop, person: by, chat: chatId } as const;
    if (!(await createChatShops(transaction, botId).isChosenAnywhere(chatId, shop)))
      for (const { role, ...subject } of await dropGroupMembers(transaction, shop, chatId))
        await activity.record({ ...told, kind: 'removed', subject, facts: { role } }, transaction);
    await activity.record({ ...told, kind: 'chatUnbound' }, transaction);
  };

  /** The groups that were looked at since the start: what is written down of one stays. */
  const settled = new Set<number>();

  const shopOf: Places['shopOf'] = async ({ id: personId, shops: own }) => {
    const [only, ...more] = own;
    if (only === undefined) return firstId;
    if (more.length === 0) return only;
    const shop = (await chosen.of({ chatId: personId, threadId: 0 }))?.shop;
    return own.find((id) => id === shop) ?? only;
  };

  return {
    shopOf,
    async shopAt({ inGroup, ...place }, person) {
      if (!inGroup) return shopOf(person);
      const said = await chosen.of(place);
      if (said === undefined) return onlyOne(await rows.all());
      return said.isEnded ? undefined : said.shop;
    },
    async choose(personId, shop) {
      if (!(await team.may(personId, 'browse', shop))) throw new NotEntitled();
      await chosen.put({ chatId: personId, threadId: 0 }, shop);
    },
    bind: (place, shop, by) =>
      change(shop, async ({ transaction }) => {
        const bound = createChatShops(transaction, botId);
        const said = await bound.of(place);
        const before = said?.isEnded ? undefined : said?.shop;
        const { may } = createTeam(within(transaction, store), botId);
        for (const one of new Set([shop, before ?? shop]))
          if (!(await may(by.id, 'settings', one))) throw new NotEntitled();
        const isNew = await bound.put(place, shop, { chosenBy: by.id });
        if (before !== undefined && before !== shop) await release(transaction, place, before, by);
        const entry = { kind: 'chatBound', shop, person: by, chat: place.chatId } as const;
        if (isNew) await activity.record(entry, transaction);
        return isNew;
      }),
    isTopicsOwn: async (place) => (await chosen.of(place))?.isTopic ?? false,
    unbind: (place, shop, by) =>
      change(shop, async ({ transaction }) => {
        const { may } = createTeam(within(transaction, store), botId);
        if (!(await may(by.id, 'shops', shop))) throw new NotEntitled();
        const isEnded = await createChatShops(transaction, botId).end(place, shop);
        if (isEnded) await release(transaction, place, shop, by);
        return isEnded;
      }),
    async settle({ chatId }, shop) {
      if (settled.has(chatId)) return;
      settled.add(chatId);
      const group = { chatId, threadId: 0 };
      if (onlyOne(await rows.all()) === shop) await chosen.put(group, shop, { ifNone: true });
    },
  };
}

/** The one that is connected; of those that aren't, the only one there is. */
function onlyOne(shops: readonly ShopRow[]): string | undefined {
  const connected = shops.filter(({ token }) => token !== undefined);
  const [only, ...more] = connected.length > 0 ? connected : shops;
  return more.length === 0 ? only?.id : undefined;
}

import type { Store } from '../store/store.ts';
import { type ChatPlace, createChatShops } from '../store/tables/chat-shops.ts';
import { createMemberRows, dropGroupMember } from '../store/tables/members.ts';
import { within } from '../store/within.ts';
import { createActivity } from './activity/activity.ts';
import type { Person } from './activity/entry.ts';
import type { SettingsOfShops } from './shop-settings.ts';

/** Whether a person is in a group at this moment, by Telegram's numbers of both. */
export type IsInGroup = (groupId: number, personId: number) => Promise<boolean>;

/**
 * Members by a group: where a shop's owner has chosen a role for the groups that were connected to it by hand, whoever is
 * in one has that role, for as long as they are in it.
 */
export interface GroupMembers {
  /** Makes a person who does something in a group a member, where the shop lets them in. Who is one already stays what they are. */
  admit(place: ChatPlace, shop: string, person: Person): Promise<void>;
  /**
   * Somebody has left a group, and with it what they had by it.
   * @param by who took them out of it; absent: they went by themselves, as far as is known
   */
  leave(groupId: number, personId: number, by?: Person): Promise<void>;
  /** Whether a member by a group is still in it. Who isn't is no member any more. */
  isStillIn(groupId: number, personId: number): Promise<boolean>;
}

export interface GroupMembersParts {
  store: Store;
  botId: number;
  shopSettings: Pick<SettingsOfShops, 'of'>;
  isInGroup: IsInGroup;
}

export function createGroupMembers(parts: GroupMembersParts): GroupMembers {
  const { store, botId, shopSettings, isInGroup } = parts;
  const members = createMemberRows(store, botId);
  const chosen = createChatShops(store.db, botId);
  const activity = createActivity(store, botId);
  const leave: GroupMembers['leave'] = (groupId, personId, by) =>
    store.db.transaction().execute(async (transaction) => {
      const left = await dropGroupMember(transaction, botId, groupId, personId);
      for (const { shop, role, name } of left) {
        const one = { id: personId, name };
        const what =
          by === undefined
            ? ({ kind: 'left', person: one } as const)
            : ({ kind: 'removed', person: by, subject: one } as const);
        await activity.record({ ...what, shop, chat: groupId, facts: { role } }, transaction);
      }
    });
  return {
    async admit(place, shop, person) {
      const { groupRole: role } = await shopSettings.of(shop);
      if (role === null || (await members.find(shop, person.id)) !== undefined) return;
      if (!(await chosen.isChosen(place, shop)) || !(await isInGroup(place.chatId, person.id)))
        return;
      const by = { role, groupId: place.chatId };
      await store.db.transaction().execute(async (transaction) => {
        const rows = createMemberRows(within(transaction, store), botId);
        if (!(await rows.addByGroup(shop, person, by))) return;
        const entry = {
          kind: 'joined',
          shop,
          person,
          chat: place.chatId,
          facts: { role },
        } as const;
        await activity.record(entry, transaction);
      });
    },
    leave,
    async isStillIn(groupId, personId) {
      const isIn = await isInGroup(groupId, personId);
      if (!isIn) await leave(groupId, personId);
      return isIn;
    },
  };
}

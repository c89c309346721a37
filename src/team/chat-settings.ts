import type { Store } from '../store/store.ts';
import { type ChosenForChat, chooseForChat, type QuietHours } from '../store/tables/chats.ts';
import { createChangeTeam } from '../store/tables/team-changes.ts';
import { createActivity } from './activity/activity.ts';
import type { Person } from './activity/entry.ts';
import { NotEntitled } from './errors.ts';
import { rolesWith } from './operations.ts';

/** A chat, and who chooses something for it. */
export interface ChoosingFor {
  shop: string;
  chatId: number;
  /** In a private chat everybody chooses for themselves. */
  inGroup: boolean;
  by: Person;
}

/** What chats' people choose for them; what was chosen is read with the rest that is remembered of a chat. */
export interface SettingsOfChats {
  /** @throws {NotEntitled} when somebody without the right chooses for a group */
  choose(who: ChoosingFor, chosen: ChosenForChat): Promise<void>;
}

export function createChatSettings(store: Store, botId: number): SettingsOfChats {
  const change = createChangeTeam(store);
  const activity = createActivity(store, botId);
  return {
    choose: ({ shop, chatId, inGroup, by }, chosen) =>
      change(shop, async (team) => {
        const able: readonly string[] = rolesWith('settings');
        const member = (await team.members()).find(({ personId }) => personId === by.id);
        if (inGroup && !(member && able.includes(member.role))) throw new NotEntitled();
        await chooseForChat(team.transaction, store.now, { botId, chatId }, chosen);
        const facts = {
          ...(chosen.isUnmasked !== undefined && { masked: !chosen.isUnmasked }),
          ...(chosen.quiet !== undefined && { quiet: hoursOf(chosen.quiet) }),
          ...(chosen.digest !== undefined && { digest: chosen.digest?.hour ?? 'none' }),
        };
        const entry = { kind: 'chatSettings', shop, person: by, chat: chatId, facts } as const;
        await activity.record(entry, team.transaction);
      }),
  };
}

function hoursOf(quiet: QuietHours | null): string {
  return quiet === null ? 'none' : `${quiet.from}-${quiet.to}`;
}

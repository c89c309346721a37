import type { KeptChat } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { anonymousAdministrator } from '../world/telegram-users.ts';
import type { World } from '../world/world.ts';
import { findGroup } from './find.ts';
import { changeStatus, ownerOf } from './membership.ts';

/**
 * Upgrades a group to a supergroup: a new chat with the same people, while the old one is left
 * behind. The bot is told that it joined the new one, but not that it left the old one
 * (tdlib/telegram-bot-api issue 266).
 */
export function upgradeGroup(world: World, chatId: number): KeptChat {
  const old = findGroup(world, chatId);
  if (old.info.type === 'supergroup')
    throw new ImpossibleAction(409, 'This group is a supergroup already');
  const owner = ownerOf(world, old);
  const { id: _, ...info } = old.info;
  const chat = world.openChat({ ...info, type: 'supergroup' });
  for (const [id, status] of old.members) if (id !== world.bot.id) chat.members.set(id, status);
  const status = old.members.get(world.bot.id);
  if (status) changeStatus(world, chat, world.bot, status, owner);
  world.post(old, { from: owner, migrate_to_chat_id: chat.info.id });
  world.post(chat, {
    from: anonymousAdministrator,
    anonymous: true,
    migrate_from_chat_id: old.info.id,
  });
  old.upgradedTo = chat.info.id;
  world.emit({ type: 'chat', chat_id: old.info.id });
  return chat;
}

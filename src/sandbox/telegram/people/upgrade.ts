import { ImpossibleAction } from '../world/impossible-action.ts';
import type { Room } from '../world/rooms.ts';
import { anonymousAdministrator } from '../world/telegram-users.ts';
import type { World } from '../world/world.ts';
import { findGroup } from './find.ts';
import { changeStanding, ownerOf } from './membership.ts';

/**
 * Upgrades a group to a supergroup: a new chat with the same people, while the old one is left
 * behind. The bot is told that it joined the new one, but not that it left the old one
 * (tdlib/telegram-bot-api issue 266).
 */
export function upgradeGroup(world: World, chatId: number): Room {
  const old = findGroup(world, chatId);
  if (old.chat.type === 'supergroup')
    throw new ImpossibleAction(409, 'This group is a supergroup already');
  const owner = ownerOf(world, old);
  const { id: _, ...chat } = old.chat;
  const room = world.openRoom({ ...chat, type: 'supergroup' });
  for (const [id, status] of old.members) if (id !== world.bot.id) room.members.set(id, status);
  const standing = old.members.get(world.bot.id);
  if (standing) changeStanding(world, room, world.bot, standing, owner);
  world.post(old, { from: owner, migrate_to_chat_id: room.chat.id });
  world.post(room, {
    from: anonymousAdministrator,
    anonymous: true,
    migrate_from_chat_id: old.chat.id,
  });
  old.upgradedTo = room.chat.id;
  world.emit({ type: 'chat', chat_id: old.chat.id });
  return room;
}

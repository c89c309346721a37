import { badRequest } from '../http/errors.ts';
import { beginTopic, iconColors, type Topic } from '../people/topics.ts';
import type { BotApiCall } from './call.ts';
import { findChat } from './chats.ts';

const maxName = 128;

/** Starts a topic in a group with topics; a right of administrators. */
export function createForumTopic(call: BotApiCall): Topic {
  const { world, args } = call;
  const name = args.text('name').trim();
  const color = args.integer('icon_color');
  const chat = findChat(call, 'write');
  if (!chat.info.is_forum) throw badRequest('the chat is not a forum');
  if (!chat.isAdministrator(world.bot.id)) throw badRequest('not enough rights to create a topic');
  if (name === '' || [...name].length > maxName) throw badRequest('TOPIC_TITLE_EMPTY');
  return beginTopic(
    world,
    chat,
    world.bot,
    name,
    iconColors.find((known) => known === color),
  );
}

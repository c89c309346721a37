import { settle } from '../formatting/formatting.ts';
import type { Message } from '../types.ts';
import type { KeptChat, KeptMessage } from '../world/chats.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { anonymousAdministrator } from '../world/telegram-users.ts';
import { unixNow, type World } from '../world/world.ts';
import { findChat, findMember } from './find.ts';
import { topicOf } from './topics.ts';

/** Where, and as whom, somebody writes. */
export interface Placed {
  from: number;
  reply_to_message_id?: number;
  message_thread_id?: number;
  /** In the group's name; the default for administrators who are anonymous. */
  anonymous?: boolean;
}

export interface NewMessage extends Placed {
  text: string;
}

/** A person writes in a chat. Commands, mentions and links are detected. */
export function say(world: World, chatId: number, said: NewMessage): Message {
  const chat = findChat(world, chatId);
  const place = placeOf(world, chat, said);
  return chat.asShown(world.post(chat, { ...place, ...written(said.text, 'text') }));
}

/** Another text, or another caption of a file, for a person's own message. */
export interface Editing {
  from: number;
  text: string;
}

/**
 * A person edits their message; the bot gets what it would have got of a new one.
 *
 * @throws {ImpossibleAction} 404 for an unknown message, 400 for another's or a text that can't be
 */
export function editMessage(
  world: World,
  chatId: number,
  messageId: number,
  { from, text }: Editing,
): Message {
  const chat = findChat(world, chatId);
  const author = findMember(world, chat, from);
  const old = chat.get(messageId);
  if (!old) throw new ImpossibleAction(404, `There is no message ${messageId}`);
  const { text: was, caption: _, entities: __, caption_entities: ___, ...rest } = old;
  const isFile = old.document !== undefined || old.photo !== undefined;
  if (old.from?.id !== from || (was === undefined && !isFile))
    throw new ImpossibleAction(400, `${author.first_name} can't edit this message`);
  const content = written(text, isFile ? 'caption' : 'text');
  const edited: KeptMessage = { ...rest, ...content, edit_date: unixNow() };
  world.editByPerson(chat, edited);
  return chat.asShown(edited);
}

const longest = { text: 4096, caption: 1024 };

/** What a person has typed, as a message holds it. @throws {ImpossibleAction} 400 */
export function written(typed: string, as: 'text' | 'caption'): Partial<KeptMessage> {
  const { text, entities } = settle({ text: typed, entities: [] });
  if ((as === 'text' && text === '') || [...text].length > longest[as])
    throw new ImpossibleAction(
      400,
      `A ${as} has ${as === 'text' ? '1 to ' : 'up to '}${longest[as]} characters`,
    );
  const found = entities.length > 0;
  if (as === 'text') return { text, ...(found && { entities }) };
  return { ...(text !== '' && { caption: text }), ...(found && { caption_entities: entities }) };
}

/** The author and place of a person's message. */
export function placeOf(
  world: World,
  chat: KeptChat,
  { from: id, reply_to_message_id: replyTo, message_thread_id: topic, anonymous }: Placed,
): Pick<KeptMessage, 'from' | 'anonymous' | 'reply_to' | 'message_thread_id'> {
  const from = findMember(world, chat, id);
  const hidden = anonymous ?? chat.anonymous.has(id);
  if (hidden && !(chat.info.type === 'supergroup' && chat.isAdministrator(id)))
    throw new ImpossibleAction(400, 'Only an administrator of a supergroup can write anonymously');
  const replied = replyTo === undefined ? undefined : chat.get(replyTo);
  if (replyTo !== undefined && !replied)
    throw new ImpossibleAction(404, `There is no message ${replyTo} to reply to`);
  if (topic !== undefined && !chat.topics.has(topic))
    throw new ImpossibleAction(404, `There is no topic ${topic}`);
  const place = topicOf(chat, topic, replied);
  if (chat.isTopicClosedTo(id, place.message_thread_id))
    throw new ImpossibleAction(409, 'This topic is closed');
  return {
    from: hidden ? anonymousAdministrator : from,
    ...(hidden && { anonymous: true }),
    ...(replyTo !== undefined && { reply_to: replyTo }),
    ...place,
  };
}

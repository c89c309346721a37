import { readFormatted } from '../formatting/formatting.ts';
import type { Arguments } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import { topicOf } from '../people/topics.ts';
import type { FormattedText, Message, ReplyMarkup } from '../types.ts';
import type { KeptChat, KeptMessage } from '../world/chats.ts';
import type { StoredFile } from '../world/files.ts';
import { asPhoto, sizeOfPicture } from '../world/pictures.ts';
import type { World } from '../world/world.ts';
import type { BotApiCall } from './call.ts';
import { findChat } from './chats.ts';
import { readMarkup } from './keyboards.ts';
import { readLinkPreview, withPreview } from './link-previews.ts';
import { findReplied, readReply } from './replies.ts';

// The reference counts characters. Counting UTF-16 units is the stricter reading.
const maxText = 4096;
const maxCaption = 1024;
const maxPhoto = 10 * 1024 * 1024;

/**
 * Reads a message's text, which must not be empty. Its length is checked later, since Telegram
 * looks up the chat first.
 */
export function readText({ world, args }: BotApiCall): FormattedText {
  if (!args.has('text')) throw badRequest('Message text is empty');
  return withMentions(world, readFormatted(args, { text: 'text', entities: 'entities' }));
}

export function readCaption({ world, args }: BotApiCall): FormattedText {
  const names = { text: 'caption', entities: 'caption_entities' };
  return withMentions(world, readFormatted(args, names));
}

const userLink = /^tg:\/\/user\?id=(\d+)$/;

/**
 * Turns links to users into mentions and drops those to unknown ones (Bot API reference,
 * "Formatting options").
 */
function withMentions(world: World, { text, entities }: FormattedText): FormattedText {
  const mentioned = entities.flatMap((entity) => {
    const id = userLink.exec(entity.url ?? '')?.[1];
    if (id === undefined) return [entity];
    const user = world.people.get(Number(id));
    const { offset, length } = entity;
    return user ? [{ type: 'text_mention', offset, length, user }] : [];
  });
  return { text, entities: mentioned };
}

export function readReplyMarkup(args: Arguments): ReplyMarkup | undefined {
  const broken = () => badRequest("Can't parse reply keyboard markup JSON object");
  return readMarkup(args.json('reply_markup', broken));
}

/** Refuses a text that shows nothing (td MessageEntity.cpp, fix_formatted_text) or is too long. */
export function checkText({ text }: FormattedText, tooLong: string): void {
  if (text === '') throw badRequest('text must be non-empty');
  if (text.length > maxText) throw badRequest(tooLong);
}

export function checkCaption({ text }: FormattedText, tooLong: string): void {
  if (text.length > maxCaption) throw badRequest(tooLong);
}

/**
 * Returns the topic that a call names; it only matters in groups with topics (tdlib,
 * check_message_topic).
 */
function findTopic(chat: KeptChat, args: Arguments): number | undefined {
  const topic = args.integer('message_thread_id');
  if (topic <= 0 || (chat.info.type !== 'private' && !chat.info.is_forum)) return undefined;
  if (!chat.topics.has(topic)) throw badRequest('message thread not found');
  return topic;
}

type Content = Pick<
  KeptMessage,
  'text' | 'entities' | 'document' | 'photo' | 'caption' | 'caption_entities'
>;

/**
 * Sends a message of any kind. The order of the checks is Telegram's: reply, markup, chat, replied
 * message, content (tdlib Client.cpp, do_send_message), and last a closed topic, which only the
 * server knows of: sending into it is refused, editing is not (Telegram API reference: TOPIC_CLOSED
 * is an error of messages.sendMessage and sendMedia, not of editMessage).
 */
function send(call: BotApiCall, makeContent: () => Content & Partial<KeptMessage>): Message {
  const { world, args } = call;
  const reply = readReply(args);
  const markup = readReplyMarkup(args);
  const chat = findChat(call, 'write');
  const topic = findTopic(chat, args);
  const replied = findReplied(call, chat, reply);
  const content = makeContent();
  const place = topicOf(chat, topic, replied);
  if (chat.isTopicClosedTo(world.bot.id, place.message_thread_id)) throw badRequest('TOPIC_CLOSED');
  const message = world.post(chat, {
    from: world.bot,
    ...content,
    ...(replied && { reply_to: replied.message_id }),
    ...place,
    ...(args.boolean('protect_content') && { has_protected_content: true }),
    ...(markup && { reply_markup: markup }),
  });
  return chat.asSent(message);
}

export function sendMessage(call: BotApiCall): Message {
  const preview = readLinkPreview(call.args);
  const formatted = readText(call);
  return send(call, () => {
    checkText(formatted, 'message is too long');
    return { ...asText(formatted), ...withPreview(formatted, preview) };
  });
}

export function sendDocument(call: BotApiCall): Message {
  return sendFile(call, 'document', (file) => ({ document: file.document }));
}

/** Bot API reference, sendPhoto: at most 10 MB. The words for a file that is no picture are the server's. */
export function sendPhoto(call: BotApiCall): Message {
  return sendFile(call, 'photo', (file) => {
    const { length } = file.bytes;
    if (length > maxPhoto)
      throw badRequest(
        `file of size ${length} bytes is too big for a photo; the maximum size is ${maxPhoto} bytes`,
      );
    const size = sizeOfPicture(file.bytes);
    if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
    return { photo: asPhoto(file, size) };
  });
}

/** Sends an uploaded file, or one that Telegram has already, with its caption. */
function sendFile(call: BotApiCall, name: string, show: (file: StoredFile) => Content): Message {
  const { world, args } = call;
  const uploaded = args.file(name);
  const known = world.files.get(args.text(name));
  if (!uploaded && !args.has(name)) throw badRequest(`There is no ${name} in the request`);
  const caption = readCaption(call);
  return send(call, () => {
    checkCaption(caption, 'message caption is too long');
    if (uploaded?.bytes.length === 0) throw badRequest('file must be non-empty');
    const file = uploaded ? world.files.make(uploaded.name, uploaded.bytes) : known;
    if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
    const shown = show(file);
    if (uploaded) world.files.keep(file);
    return { ...shown, ...asCaption(caption) };
  });
}

export function asText({ text, entities }: FormattedText): Pick<Message, 'text' | 'entities'> {
  return { text, ...(entities.length > 0 && { entities }) };
}

export function asCaption({
  text,
  entities,
}: FormattedText): Pick<Message, 'caption' | 'caption_entities'> {
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 && { caption_entities: entities }) };
}

export function deleteMessage(call: BotApiCall): true {
  const { world, args } = call;
  if (!args.has('chat_id')) throw badRequest('Chat identifier is not specified');
  const messageId = args.integer('message_id');
  if (messageId === 0) throw badRequest('Message identifier is not specified');
  const chat = findChat(call, 'write');
  const message = chat.get(messageId);
  if (!message) throw badRequest('message to delete not found');
  if (!mayDelete(chat, message, world.bot.id)) throw badRequest("message can't be deleted");
  world.remove(chat, messageId);
  return true;
}

const deletableSeconds = 48 * 60 * 60;

/** Bot API reference, deleteMessage. */
function mayDelete(chat: KeptChat, message: KeptMessage, botId: number): boolean {
  if (Date.now() / 1000 - message.date > deletableSeconds) return false;
  if (message.from?.id === botId || chat.info.type === 'private') return true;
  return chat.members.get(botId) === 'administrator';
}

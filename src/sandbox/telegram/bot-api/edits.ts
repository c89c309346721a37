import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../http/errors.ts';
import type { Message, ReplyMarkup } from '../types.ts';
import type { KeptMessage } from '../world/chats.ts';
import { unixNow } from '../world/world.ts';
import type { BotApiCall } from './call.ts';
import { findChat } from './chats.ts';
import { readLinkPreview, withPreview } from './link-previews.ts';
import {
  asCaption,
  asText,
  checkCaption,
  checkText,
  readCaption,
  readReplyMarkup,
  readText,
} from './messages.ts';

const editableFields = [
  'text',
  'entities',
  'link_preview_options',
  'caption',
  'caption_entities',
  'reply_markup',
] as const;

/**
 * Edits one of the bot's own messages; refused when nothing would change (the server's
 * MESSAGE_NOT_MODIFIED). A keyboard that isn't sent again is removed.
 *
 * @param change returns the new content for the old
 */
function edit(
  call: BotApiCall,
  markup: ReplyMarkup | undefined,
  change: (message: KeptMessage) => KeptMessage,
): Message {
  const { world, args } = call;
  const messageId = args.integer('message_id');
  if (!args.has('chat_id') && messageId === 0) {
    if (!args.has('inline_message_id')) throw badRequest('Message identifier is not specified');
    throw badRequest('MESSAGE_ID_INVALID');
  }
  const chat = findChat(call, 'edit');
  const old = chat.get(messageId);
  if (!old) throw badRequest('message to edit not found');
  if (chat.upgradedTo !== undefined || !mayEdit(old, world.bot.id))
    throw badRequest("message can't be edited");
  if (markup && !markup.inline_keyboard) throw badRequest('Inline keyboard expected');
  const { reply_markup: _, ...rest } = change(old);
  const changed: KeptMessage = { ...rest, ...(markup && { reply_markup: markup }) };
  if (editableFields.every((field) => isDeepStrictEqual(old[field], changed[field])))
    throw notModified();
  changed.edit_date = unixNow();
  world.edit(chat, changed);
  return chat.asSent(changed);
}

/**
 * Only the bot's own messages, and only without markup or with an inline keyboard (Bot API
 * reference, "Updating messages").
 */
function mayEdit({ from, reply_markup }: KeptMessage, botId: number): boolean {
  return from?.id === botId && (!reply_markup || reply_markup.inline_keyboard !== undefined);
}

const notModified = () =>
  badRequest(
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  );

export function editMessageText(call: BotApiCall): Message {
  const preview = readLinkPreview(call.args);
  const formatted = readText(call);
  return edit(call, readReplyMarkup(call.args), (old) => {
    if (old.text === undefined) throw badRequest('there is no text in the message to edit');
    checkText(formatted, 'MESSAGE_TOO_LONG');
    const { text: _, entities: __, link_preview_options: ___, ...rest } = old;
    return { ...rest, ...asText(formatted), ...withPreview(formatted, preview) };
  });
}

export function editMessageCaption(call: BotApiCall): Message {
  const markup = readReplyMarkup(call.args);
  const caption = readCaption(call);
  return edit(call, markup, (old) => {
    if (!old.document && !old.photo) throw badRequest('there is no caption in the message to edit');
    checkCaption(caption, 'MEDIA_CAPTION_TOO_LONG');
    const { caption: _, caption_entities: __, ...rest } = old;
    return { ...rest, ...asCaption(caption) };
  });
}

export function editMessageReplyMarkup(call: BotApiCall): Message {
  return edit(call, readReplyMarkup(call.args), (old) => old);
}

import { type Arguments, Fields, isObject } from '../http/arguments.ts';
import { badRequest } from '../http/errors.ts';
import type { KeptChat, KeptMessage } from '../world/chats.ts';
import type { BotApiCall } from './call.ts';
import { findChatNamed } from './chats.ts';
import type { FieldOf } from './coverage.ts';

/** Which message a new one replies to. */
export interface ReplyRequest {
  message_id: number;
  /** The chat that the message is in, if the call names another one than its own. */
  otherChat: string | undefined;
  withoutReply: boolean;
}

/**
 * Reads `reply_parameters` or, without them, the two parameters that they have replaced (tdlib Client.cpp,
 * get_reply_parameters).
 */
export function readReply(args: Arguments): ReplyRequest | undefined {
  const broken = () => badRequest("Can't parse reply parameters JSON object");
  const value = args.json('reply_parameters', broken);
  if (value === undefined)
    return {
      message_id: args.integer('reply_to_message_id'),
      otherChat: undefined,
      withoutReply: args.boolean('allow_sending_without_reply'),
    };
  if (!isObject(value)) throw badRequest('Object expected as reply parameters');
  if (Object.keys(value).length === 0) return undefined;
  const fields = new Fields<FieldOf<'ReplyParameters'>>(value, badRequest);
  const chat = fields.text('chat_id');
  return {
    message_id: fields.requiredInteger('message_id'),
    otherChat: chat === '' || chat === args.text('chat_id') ? undefined : chat,
    withoutReply: fields.boolean('allow_sending_without_reply'),
  };
}

/**
 * Returns the message to reply to, if there is one (tdlib Client.cpp, check_reply_parameters). Replies across
 * chats aren't imitated: their message is never found, and nothing is sent without it (Bot API reference,
 * ReplyParameters, allow_sending_without_reply).
 */
export function findReplied(
  { world }: BotApiCall,
  chat: KeptChat,
  reply: ReplyRequest | undefined,
): KeptMessage | undefined {
  if (!reply || reply.message_id <= 0) return undefined;
  const { message_id, otherChat, withoutReply } = reply;
  if (otherChat !== undefined) findChatNamed(world, otherChat, 'read');
  const found = otherChat === undefined ? chat.get(message_id) : undefined;
  if (found || (withoutReply && otherChat === undefined)) return found;
  throw badRequest('message to be replied not found');
}

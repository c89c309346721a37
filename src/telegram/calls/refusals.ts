import type { ApiError } from 'grammy/types';
import type { BotApiResponse } from './bot-api-call.ts';

/** A call that Telegram did not carry out, in its own words. */
export type Refusal = Pick<ApiError, 'error_code' | 'description' | 'parameters'>;

/**
 * What a refusal says of the call:
 * - `done`: everything is as the call would have made it
 * - `gone`: the bot can't write to this chat until somebody brings it back
 * - `muted`: the bot is in the chat, which doesn't let it write there: an administrator has to
 * - `no-topic`: the topic is none, or none any more; the chat may take it outside topics
 * - `topic-closed`: so may it here, but not as a reply to what stands in the topic
 * - `no-reply`: the message to reply to is gone; the chat takes another without it
 * - `uneditable`: the message can't be changed any more, whatever it is changed to
 */
export type RefusalMeaning =
  | 'done'
  | 'gone'
  | 'muted'
  | 'no-topic'
  | 'topic-closed'
  | 'no-reply'
  | 'uneditable';

interface Rule {
  meaning: RefusalMeaning;
  /** 400 unless said otherwise. */
  code?: number;
  /** Part of the description; unset: all that have this code. */
  words?: RegExp;
  /** Unset: for all methods. */
  methods?: RegExp;
}

/**
 * The first rule that fits counts. Words in small letters are those of tdlib/telegram-bot-api (`Client.cpp`) and of
 * tdlib/td; words in capitals are the Telegram API's own (core.telegram.org/api/errors), which both pass on with the
 * code 400 even where the API's is 403 or 406 (`Client.cpp`, fail_query_with_error; td `MessagesManager.cpp`,
 * process_send_message_fail_error).
 */
const rules: readonly Rule[] = [
  // Client.cpp, fail_query_with_error: MESSAGE_NOT_MODIFIED, QUERY_ID_INVALID. A press can be answered only once, and
  // only for a short time.
  { meaning: 'done', words: /message is not modified/ },
  {
    meaning: 'done',
    words: /query is too old|query ID is invalid/,
    methods: /^answerCallbackQuery$/,
  },
  // Client.cpp, check_message.
  { meaning: 'done', words: /message to delete not found/, methods: /^deleteMessage$/ },

  // Client.cpp, check_chat_access: blocked, deactivated, kicked, left, a group deleted; td, process_send_message_fail_error:
  // "bot can't initiate conversation with a user", "the bot can't send messages to the bot".
  { meaning: 'gone', code: 403 },
  // Client.cpp, TdOnCheckChatCallback and check_chat_access.
  { meaning: 'gone', words: /chat not found/ },
  // td DialogManager.cpp, can_send_message_to_dialog: the bot has left, was banned, or the group is deactivated. Older
  // servers say it in the second way.
  {
    meaning: 'gone',
    words: /have no write access to the chat|chat (is|was) deactivated/,
  },
  {
    meaning: 'gone',
    words:
      /\b(PEER_ID_INVALID|CHANNEL_PRIVATE|CHANNEL_INVALID|CHANNEL_PUBLIC_GROUP_NA|CHAT_ID_INVALID)\b|\bUSER_(DELETED|DEACTIVATED|IS_BLOCKED)/,
  },

  // td MessageContent.cpp, can_send_message_content: text messages, documents, … each has a right of its own.
  { meaning: 'muted', words: /not enough rights to send/ },
  // td DialogManager.cpp, can_send_message_to_dialog; the second is that of older servers.
  {
    meaning: 'muted',
    words: /need administrator rights in the channel|have no rights to send a message/,
  },
  {
    meaning: 'muted',
    words:
      /\bCHAT_(WRITE_FORBIDDEN|RESTRICTED|ADMIN_REQUIRED|(GUEST_)?SEND_(\w+_)?FORBIDDEN)\b|\bUSER_BANNED_IN_CHANNEL\b|\bALLOW_PAYMENT_REQUIRED/,
  },

  // Client.cpp, check_message_topic and TdOnCheckForumTopicCallback: a topic that was deleted, and General by its number.
  { meaning: 'no-topic', words: /message thread not found/ },
  // A topic in which only administrators write. So is a hidden General (Bot API, hideGeneralForumTopic), which is where
  // what names no topic goes.
  { meaning: 'topic-closed', words: /\bTOPIC_(CLOSED|DELETED|ID_INVALID)\b/ },

  // td lets a bot name a message of which only the server knows that it was deleted.
  {
    meaning: 'no-reply',
    words: /message to be replied not found|REPLY_MESSAGE_ID_INVALID/,
  },

  // Client.cpp, check_message; td MessagesManager.cpp, edit_message_text and can_edit_message.
  {
    meaning: 'uneditable',
    words: /message to edit not found|message not found|message can't be edited/,
    methods: /^edit/,
  },
  {
    meaning: 'uneditable',
    words:
      /there is no (text|caption) in the message|MESSAGE_(ID_INVALID|EDIT_TIME_EXPIRED|AUTHOR_REQUIRED)/,
    methods: /^edit/,
  },
];

/** What a refusal means; undefined: no more than it says. */
export function meaningOf(
  { error_code, description }: Refusal,
  method: string,
): RefusalMeaning | undefined {
  return rules.find(
    ({ code = 400, words, methods }) =>
      code === error_code && (words?.test(description) ?? true) && (methods?.test(method) ?? true),
  )?.meaning;
}

/** What Telegram would say if it were asked now. */
export function floodRefusal(ms: number): BotApiResponse {
  const seconds = Math.ceil(ms / 1000);
  return {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
}

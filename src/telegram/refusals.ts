import type { ApiError } from 'grammy/types';
import type { BotApiResponse } from './bot-api-call.ts';

/** A call that Telegram did not carry out, in its own words. */
export type Refusal = Pick<ApiError, 'error_code' | 'description' | 'parameters'>;

/**
 * What a refusal says of the call:
 * - `done`: everything is as the call would have made it
 * - `gone`: the bot can't write to this chat until somebody brings it back
 * - `topic-gone`: the topic is gone, the chat isn't
 * - `uneditable`: the message can't be changed any more, whatever it is changed to
 */
export type RefusalMeaning = 'done' | 'gone' | 'topic-gone' | 'uneditable';

interface Rule {
  meaning: RefusalMeaning;
  code: number;
  /** Part of the description; unset: all that have this code. */
  words?: RegExp;
  /** Unset: for all methods. */
  methods?: RegExp;
}

/** The first rule that fits counts. The words are those of `Client.cpp` in tdlib/telegram-bot-api. */
const rules: readonly Rule[] = [
  { meaning: 'done', code: 400, words: /message is not modified/ },
  {
    meaning: 'done',
    code: 400,
    words: /query is too old|query ID is invalid/,
    methods: /^answerCallbackQuery$/,
  },
  {
    meaning: 'done',
    code: 400,
    words: /message to delete not found/,
    methods: /^deleteMessage$/,
  },
  // Blocked by the person, removed from the group.
  { meaning: 'gone', code: 403 },
  { meaning: 'gone', code: 400, words: /chat not found/ },
  { meaning: 'topic-gone', code: 400, words: /message thread not found/ },
  // Deleted, too old, or not the bot's own.
  {
    meaning: 'uneditable',
    code: 400,
    words:
      /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no text in the message/,
    methods: /^edit/,
  },
];

/** What a refusal means; undefined: no more than it says. */
export function meaningOf(
  { error_code, description }: Refusal,
  method: string,
): RefusalMeaning | undefined {
  return rules.find(
    ({ code, words, methods }) =>
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

/** For an edit of a message that can only be sent anew, elsewhere. */
export const uneditable: BotApiResponse = {
  ok: false,
  error_code: 400,
  description: "Bad Request: message can't be edited",
};

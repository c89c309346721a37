import type { ApiResponse } from 'grammy/types';

export type Payload = Readonly<Record<string, unknown>>;

/** What Telegram says to a call: that it was carried out, or why not. */
export type BotApiResponse = ApiResponse<unknown>;

/** A call of the Bot API, and what has to be known of it to send it well. */
export interface BotApiCall {
  method: string;
  payload: Payload;
  /** The chat it is for, if it is for one. */
  chat: number | string | undefined;
  /** Identifies the message that it edits, if it edits one. */
  edited: string | undefined;
  /** Carried out twice it has the same effect as once. */
  isHarmless: boolean;
}

/**
 * Methods that may be called again although Telegram may have carried them out without saying so. `getMe`,
 * `getUpdates` and those of webhooks are as harmless, but their callers wait for Telegram themselves and log it.
 */
const harmless =
  /^(edit\w+|answerCallbackQuery|sendChatAction|deleteMessage|(get|set|delete)My\w+|getFile|getChat\w*)$/;

export function describeCall(method: string, payload: Payload): BotApiCall {
  const { chat_id, message_id } = payload;
  const chat = typeof chat_id === 'number' || typeof chat_id === 'string' ? chat_id : undefined;
  const isEdit = method.startsWith('edit') && chat !== undefined && message_id !== undefined;
  return {
    method,
    payload,
    chat,
    edited: isEdit ? `${chat}:${message_id}` : undefined,
    isHarmless: harmless.test(method),
  };
}

/** What has to be known of a call to send it well. */
export interface Call {
  method: string;
  /** The chat it is for, if it is for one. */
  chat: number | string | undefined;
  /** The message that it changes; edits of one message take each other's place. */
  edited: string | undefined;
  /** It can be sent again as it is: a stream has been read by the first try. */
  isRepeatable: boolean;
  /** Sent twice it does no more than once. */
  isHarmless: boolean;
}

/**
 * Bot API methods that may have been carried out by a server that failed to say so. `getMe`, `getUpdates` and those
 * of webhooks are as harmless, but whoever calls them waits for Telegram by itself and says so in the log.
 */
const harmless =
  /^(edit\w+|answerCallbackQuery|sendChatAction|deleteMessage|setMyCommands|getFile|getChat\w*)$/;

/** @param upload the chat that a file is for, which is sent as a stream */
export function readCall(address: string, body: unknown, upload?: number): Call {
  // The token stands before the method in the address and must not be logged.
  const method = address.slice(address.lastIndexOf('/') + 1);
  const { chat_id: chat = upload, message_id: message } = fieldsOf(body);
  return {
    method,
    chat,
    edited:
      method.startsWith('edit') && chat !== undefined && message !== undefined
        ? `${chat}:${message}`
        : undefined,
    isRepeatable: typeof body === 'string' || body === undefined || body === null,
    isHarmless: harmless.test(method),
  };
}

/**
 * The same call outside topics, in the supergroup `to` when its group has become one; undefined when it can't be made
 * again: a stream has been read.
 */
export function readdressed(body: unknown, to: number | undefined): string | undefined {
  if (typeof body !== 'string') return undefined;
  const { message_thread_id: _, reply_parameters: reply, ...fields } = JSON.parse(body) as Fields;
  if (to === undefined) return JSON.stringify({ ...fields, reply_parameters: reply });
  // Messages have other numbers there.
  return JSON.stringify({ ...fields, chat_id: to });
}

interface Fields {
  chat_id?: number | string;
  message_id?: number;
  message_thread_id?: number;
  reply_parameters?: unknown;
}

function fieldsOf(body: unknown): Fields {
  return typeof body === 'string' && body.startsWith('{') ? (JSON.parse(body) as Fields) : {};
}

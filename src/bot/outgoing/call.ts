/** What has to be known of a call to send it well. */
export interface Call {
  method: string;
  /** The chat it is for, where it says so in JSON; a file is sent as a stream that only the wire reads. */
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

export function readCall(address: string, body: unknown): Call {
  // The token stands before the method in the address and must not be logged.
  const method = address.slice(address.lastIndexOf('/') + 1);
  const { chat_id: chat, message_id: message } = fieldsOf(body);
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

interface Fields {
  chat_id?: number | string;
  message_id?: number;
}

function fieldsOf(body: unknown): Fields {
  return typeof body === 'string' && body.startsWith('{') ? (JSON.parse(body) as Fields) : {};
}

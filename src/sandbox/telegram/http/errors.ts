/** What some errors add (Bot API reference, ResponseParameters). */
export interface ResponseParameters {
  retry_after?: number;
  migrate_to_chat_id?: number;
}

/** An error as Telegram reports it in a response with `ok: false`. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/**
 * A 400 in Telegram's spelling: the first letter is lowered unless a capital or an underscore
 * follows, as in `MESSAGE_TOO_LONG` (tdlib Client.cpp, fail_query_with_error).
 */
export function badRequest(reason: string): BotApiError {
  const spelled = /^.[_A-Z]/.test(reason)
    ? reason
    : reason.charAt(0).toLowerCase() + reason.slice(1);
  return new BotApiError(400, `Bad Request: ${spelled}`);
}

export function forbidden(reason: string): BotApiError {
  return new BotApiError(403, `Forbidden: ${reason}`);
}

/** What came back, read to its end. */
export interface Answer {
  status: number;
  text: string;
}

/** A call that Telegram did not carry out. */
export interface Refusal {
  ok: boolean;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number; migrate_to_chat_id?: number };
}

/** What Telegram said; undefined when it was carried out or when it was not Telegram that answered. */
export function refusalIn({ status, text }: Answer): Refusal | undefined {
  if (status < 400) return undefined;
  try {
    const said: unknown = JSON.parse(text);
    return typeof said === 'object' && said !== null && 'ok' in said
      ? (said as Refusal)
      : undefined;
  } catch {
    return undefined;
  }
}

/** In Telegram's own words: what it would say if it were asked now. */
export function askedToWait(ms: number): Answer {
  const seconds = Math.ceil(ms / 1000);
  const refusal: Refusal = {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  };
  return { status: 429, text: JSON.stringify(refusal) };
}

/** In Telegram's own words: the message stands in a group that has become a supergroup. */
export const unchangeable: Answer = {
  status: 400,
  text: JSON.stringify({
    ok: false,
    error_code: 400,
    description: "Bad Request: message can't be edited",
  } satisfies Refusal),
};

export const done: Answer = { status: 200, text: '{"ok":true,"result":true}' };

/** Telegram Bot API: 403 for a person who blocked the bot and for a group it was removed from. */
export function saysGone({
  error_code,
  description = '',
}: Pick<Refusal, 'error_code' | 'description'>): boolean {
  return error_code === 403 || (error_code === 400 && description.includes('chat not found'));
}

/** The topic was deleted (tdlib Client.cpp). */
export function saysTopicGone({ error_code, description = '' }: Refusal): boolean {
  return error_code === 400 && description.includes('message thread not found');
}

/**
 * Refusals that say that all is as it was meant to be: a message that is not modified, a press that was answered or
 * has grown too old, a message that is gone (tdlib Client.cpp).
 */
export function isDoneAlready({ error_code, description = '' }: Refusal, method: string): boolean {
  if (error_code !== 400) return false;
  if (description.includes('message is not modified')) return true;
  if (method === 'answerCallbackQuery')
    return /query is too old|query ID is invalid/.test(description);
  return method === 'deleteMessage' && description.includes('message to delete not found');
}

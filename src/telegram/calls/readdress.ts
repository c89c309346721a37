import type { BotApiCall, BotApiResponse, Payload } from './bot-api-call.ts';
import { meaningOf, type Refusal } from './refusals.ts';

/**
 * What to send where a call can't arrive as it is: the same to the supergroup that its group has become, outside
 * topics, or as no reply.
 * @returns undefined when there is no other place for it
 */
export function readdressed(
  { method, payload }: BotApiCall,
  refusal: Refusal,
): Payload | undefined {
  const to = refusal.parameters?.migrate_to_chat_id;
  // Messages and topics have other numbers there.
  if (to !== undefined)
    return { ...without(payload, 'message_thread_id', 'reply_parameters'), chat_id: to };
  switch (meaningOf(refusal, method)) {
    case 'topic-closed':
      // A reply to a message of the topic would stand in it too.
      return ifChanged(payload, without(payload, 'message_thread_id', 'reply_parameters'));
    case 'no-topic':
      return ifChanged(payload, without(payload, 'message_thread_id'));
    case 'no-reply':
      return ifChanged(payload, without(payload, 'reply_parameters'));
    default:
      return undefined;
  }
}

/** What an edit is told whose message stands where nothing can be changed: to its caller all such places are one. */
export function orUneditable({ method }: BotApiCall, response: BotApiResponse): BotApiResponse {
  if (response.ok) return response;
  const meaning = meaningOf(response, method);
  const isOutOfReach =
    response.parameters?.migrate_to_chat_id !== undefined ||
    meaning === 'topic-closed' ||
    meaning === 'no-topic';
  if (!isOutOfReach) return response;
  return { ok: false, error_code: 400, description: "Bad Request: message can't be edited" };
}

function without(payload: Payload, ...fields: readonly string[]): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([field]) => !fields.includes(field)));
}

function ifChanged(before: Payload, after: Payload): Payload | undefined {
  return Object.keys(after).length < Object.keys(before).length ? after : undefined;
}

/** Things on the wire, for tests. */
import type { NgorderCall } from '../../../../../src/sandbox/web/backstage/wire/ngorder-calls.ts';
import {
  type BotCall,
  lineOfBotCall,
  lineOfNgorderCall,
  lineOfUpdate,
  type WireLine,
} from '../../../../../src/sandbox/web/backstage/wire/wire.ts';

let number = 0;

const person = (id: number) => ({ id, is_bot: false, first_name: `Person ${id}` });

/** A text that a person writes in a chat, in their private one unless another is named. */
export function written(at: number, from: number, text: string, chatId = from): WireLine {
  number += 1;
  const chat = { id: chatId, type: 'private' as const, first_name: 'x' };
  const message = { message_id: number, date: 0, chat, from: person(from), text };
  return lineOfUpdate({
    at,
    chat_id: chatId,
    update: { update_id: number, message },
  });
}

/** A press on a button of message 7. */
export function pressed(at: number, from: number, data: string): WireLine {
  number += 1;
  const chat = { id: from, type: 'private' as const, first_name: 'x' };
  const query = {
    id: `press-${number}`,
    from: person(from),
    chat_instance: 'x',
    data,
    message: { message_id: 7, chat, date: 0 as const },
  };
  return lineOfUpdate({ at, chat_id: from, update: { update_id: number, callback_query: query } });
}

export const pressId = (line: WireLine): string =>
  (line.detail as { callback_query: { id: string } }).callback_query.id;

/** A call of the bot that went well unless said otherwise. */
export function called(at: number, method: string, more: Partial<BotCall> = {}): WireLine {
  number += 1;
  const call = { id: number, at, method, params: {}, status: 200, response: {}, ms: 1, ...more };
  const line = lineOfBotCall(call);
  if (!line) throw new Error(`${method} has no line`);
  return line;
}

/** A request to Ngorder that went well unless said otherwise. */
export function asked(at: number, path: string, more: Partial<NgorderCall> = {}): WireLine {
  number += 1;
  return lineOfNgorderCall({
    number,
    at: new Date(at).toISOString(),
    method: 'GET',
    path: `/api/open${path}`,
    query: {},
    status: 200,
    ms: 1,
    effect: false,
    ...more,
  });
}

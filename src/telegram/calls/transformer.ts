import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError, type Transformer } from 'grammy';
import type { Logger } from 'pino';
import {
  type BotApiCall,
  type BotApiResponse,
  describeCall,
  type Payload,
} from './bot-api-call.ts';
import { createEditQueue, type Departure } from './edit-queue.ts';
import { createPacing } from './pacing.ts';
import { orUneditable, readdressed } from './readdress.ts';
import { floodRefusal, meaningOf, type Refusal } from './refusals.ts';
import { sendWithRepeats } from './repeats.ts';
import { createRetryBudget, type RetryBudget } from './retry-budget.ts';

export interface CallOptions {
  /** Told whenever Telegram asks to wait (429). */
  onFlood?: (method: string) => void;
  /** Told when the bot can't write to a chat any more. */
  onGone?: (chat: number) => Promise<unknown>;
  /** Told when a group has become a supergroup, before a call is made again there. */
  onMoved?: (from: number, to: number) => Promise<unknown>;
  /** How long to wait before each repeat of a call that can be repeated without harm, in milliseconds. */
  pausesMs?: readonly number[];
}

/** Hands a call to Telegram. */
type Send = (payload: Payload) => Promise<BotApiResponse>;

const done: BotApiResponse = { ok: true, result: true };

/**
 * Through this every call to Telegram leaves: a grammY API transformer, to be installed below all others.
 *
 * - Waits where Telegram asks for it (429), for that chat alone and within bounds; answers to presses never wait for
 *   others, and a chat action that would have to is left out, since it would come too late.
 * - Of several edits of one message that wait, the newest leaves.
 * - After a 5xx or a broken connection repeats what can be repeated without harm.
 * - Takes for done what is done already, such as a message that is not modified.
 * - Says which chat is gone, and follows a group that has become a supergroup. What was for a topic that is closed or
 *   gone comes outside topics; a message there can't be edited any more.
 *
 * Whatever is made again is sent whole, files included; they have to be given as a path or as bytes.
 */
export function createCallTransformer(
  log: Logger,
  {
    onFlood = () => undefined,
    onGone = async () => undefined,
    onMoved = async () => undefined,
    pausesMs = [300, 1000, 3000],
  }: CallOptions = {},
): Transformer {
  const pacing = createPacing();
  const queueEdit = createEditQueue();

  /** Waits for the chat's turn; where that takes too long, gives the response instead. */
  const waitForTurn = async (
    { method, chat }: BotApiCall,
    budget: RetryBudget,
    signal: AbortSignal | undefined,
  ): Promise<BotApiResponse | undefined> => {
    if (chat === undefined) return undefined;
    for (let ms = pacing.turn(chat); ms > 0; ms = pacing.turn(chat)) {
      if (method === 'sendChatAction') return done;
      if (!budget.allows(ms)) return floodRefusal(ms);
      await sleep(ms, undefined, { signal });
    }
    return undefined;
  };

  /** How many milliseconds to wait before the call is made again; undefined: its response counts. */
  const waitAfter = (
    response: BotApiResponse,
    { method, chat }: BotApiCall,
    budget: RetryBudget,
  ): number | undefined => {
    if (response.ok || response.error_code !== 429) return undefined;
    const seconds = response.parameters?.retry_after ?? 0;
    onFlood(method);
    if (chat !== undefined) pacing.flood(chat, seconds * 1000);
    log.warn({ method, chat, seconds }, 'Telegram asks to wait');
    return method === 'sendChatAction' ? undefined : budget.afterFlood(response);
  };

  /** Takes for a success what has changed nothing because nothing was to be changed. */
  const orDone = (response: BotApiResponse, method: string): BotApiResponse => {
    if (response.ok || meaningOf(response, method) !== 'done') return response;
    log.debug({ method, description: response.description }, 'already done');
    return done;
  };

  /** Sends what `departure` gives at the moment it leaves. */
  const leave = async (
    call: BotApiCall,
    departure: Departure,
    send: Send,
    signal: AbortSignal | undefined,
  ): Promise<BotApiResponse> => {
    const { isHarmless } = call;
    const budget = createRetryBudget();
    for (;;) {
      const tooLate = await waitForTurn(call, budget, signal);
      if (tooLate !== undefined) return tooLate;
      const payload = departure.depart();
      const rules = { isHarmless, pausesMs, budget, signal };
      const response = await sendWithRepeats(() => send(payload), rules);
      const ms = waitAfter(response, call, budget);
      if (ms === undefined) return orDone(response, call.method);
      departure.comeBack();
      await sleep(ms, undefined, { signal });
    }
  };

  /** Tells those who keep chats what a refusal says of one. */
  const reportChat = async (chat: number, refusal: Refusal, method: string): Promise<void> => {
    const to = refusal.parameters?.migrate_to_chat_id;
    if (to !== undefined) await onMoved(chat, to);
    if (meaningOf(refusal, method) !== 'gone') return;
    await onGone(chat).catch((error: unknown) =>
      log.error({ err: error, chat }, 'a chat that is gone was not marked'),
    );
  };

  /** Makes a call once more elsewhere where its group has moved or its topic takes nothing. */
  const deliver = async (
    call: BotApiCall,
    send: Send,
    signal: AbortSignal | undefined,
    mayFollow = true,
  ): Promise<BotApiResponse> => {
    const { method, payload, chat, edited } = call;
    const response = await (edited === undefined
      ? leave(call, { depart: () => payload, comeBack: () => undefined }, send, signal)
      : queueEdit(edited, call, (departure) => leave(call, departure, send, undefined)));
    if (response.ok || typeof chat !== 'number') return response;
    await reportChat(chat, response, method);
    if (edited !== undefined) return orUneditable(call, response);
    const elsewhere = mayFollow ? readdressed(call, response) : undefined;
    if (elsewhere === undefined) return response;
    log.debug({ method, chat, description: response.description }, 'goes elsewhere');
    return deliver(describeCall(method, elsewhere), send, signal, false);
  };

  return (previous, method, payload, signal) => {
    // A message under way may have arrived: its caller's signal ends only the waiting.
    const endsCall = method.startsWith('send') ? undefined : signal;
    const send: Send = (sent) => previous(method, sent as typeof payload, endsCall);
    return deliver(describeCall(method, payload), send, signal as AbortSignal | undefined).catch(
      (error: unknown) => {
        // The caller's signal has ended the waiting: to look like a call that it ended.
        if (!isAbort(error)) throw error;
        throw new HttpError(`The call of '${method}' was given up`, error);
      },
    ) as ReturnType<typeof previous<typeof method>>;
  };
}

function isAbort(error: unknown): error is Error {
  return error instanceof Error && error.name === 'AbortError';
}

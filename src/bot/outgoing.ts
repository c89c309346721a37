import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClientOptions, GrammyError } from 'grammy';
import type { Logger } from 'pino';
import {
  type Answer,
  askedToWait,
  done,
  isDoneAlready,
  type Refusal,
  refusalIn,
  saysGone,
  saysTopicGone,
  unchangeable,
} from './outgoing/answer.ts';
import { type Call, readCall, readdressed } from './outgoing/call.ts';
import { createEdits, type Departure } from './outgoing/edits.ts';
import { exchange } from './outgoing/exchange.ts';
import { createPacing } from './outgoing/pacing.ts';
import { createPatience, type Patience } from './outgoing/patience.ts';
import type { Request } from './outgoing/request.ts';
import { openUpload } from './outgoing/upload.ts';

type Fetch = NonNullable<ApiClientOptions['fetch']>;
/** What grammY asks of its fetch. */
interface Asked {
  headers: Record<string, string>;
  body: string | Readable;
  signal?: RequestInit['signal'];
}

export interface OutgoingOptions {
  /** Told whenever Telegram asks to wait (429). */
  onFlood?: (method: string) => void;
  /** Told when the bot can't write to a chat any more. */
  onGone?: (chat: number) => Promise<unknown>;
  /** Told when a group has become a supergroup, before a call is made again there. */
  onMoved?: (from: number, to: number) => Promise<unknown>;
  /** How long to wait before each repeat of a call that can be repeated without harm. */
  pausesMs?: readonly number[];
}

/**
 * The one door through which every call to Telegram leaves, below all plugins and conversations.
 *
 * - Waits where Telegram asks for it (429), for that chat alone and within bounds; answers to presses never wait for
 *   others, and a chat action that would have to is left out, since it would come too late.
 * - Of several edits of one message that wait, the newest leaves.
 * - After a 5xx or a broken connection repeats what can be repeated without harm.
 * - Takes for done what is done already, such as a message that is not modified.
 * - Says which chat is gone, and follows a group that has become a supergroup. What was for a topic that is gone
 *   comes outside topics.
 */
export function createTelegramFetch(
  log: Logger,
  {
    onFlood = () => undefined,
    onGone = async () => undefined,
    onMoved = async () => undefined,
    pausesMs = [300, 1000, 3000],
  }: OutgoingOptions = {},
): Fetch {
  const pacing = createPacing();
  const edits = createEdits<Request>();

  /** Waits for the chat's turn; where that takes too long, gives the answer instead. */
  const waitForTurn = async (
    { method, chat }: Call,
    patience: Patience,
    signal: AbortSignal | undefined,
  ): Promise<Answer | undefined> => {
    if (chat === undefined) return undefined;
    for (let ms = pacing.turn(chat); ms > 0; ms = pacing.turn(chat)) {
      if (method === 'sendChatAction') return done;
      if (!patience.spend(ms)) return askedToWait(ms);
      await sleep(ms, undefined, { signal });
    }
    return undefined;
  };

  /** How long to wait before the call is made again; undefined: it isn't. */
  const waitAfter = (
    answer: Answer,
    { method, chat, isRepeatable }: Call,
    patience: Patience,
  ): number | undefined => {
    const refusal = refusalIn(answer);
    if (refusal?.error_code !== 429) return undefined;
    onFlood(method);
    const seconds = refusal.parameters?.retry_after ?? 0;
    if (chat !== undefined) pacing.flood(chat, seconds * 1000);
    log.warn({ method, chat, seconds }, 'Telegram asks to wait');
    return isRepeatable && method !== 'sendChatAction' ? patience.wait(refusal) : undefined;
  };

  /** Sends what `departure` gives at the moment it leaves. */
  const leave = async (
    address: string,
    call: Call,
    departure: Departure<Request>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> => {
    const patience = createPatience();
    for (;;) {
      const late = await waitForTurn(call, patience, signal);
      if (late !== undefined) return late;
      const answer = await exchange(address, departure.depart(), call, pausesMs);
      const refusal = refusalIn(answer);
      if (refusal !== undefined && isDoneAlready(refusal, call.method)) {
        log.debug({ method: call.method, description: refusal.description }, 'already done');
        return done;
      }
      const ms = waitAfter(answer, call, patience);
      if (ms === undefined) return answer;
      departure.comeBack();
      await sleep(ms, undefined, { signal });
    }
  };

  /** Tells those who keep chats what a refusal says of one. */
  const tellOf = async (chat: number, refusal: Refusal): Promise<void> => {
    const to = refusal.parameters?.migrate_to_chat_id;
    if (to !== undefined) await onMoved(chat, to);
    if (!saysGone(refusal)) return;
    await onGone(chat).catch((error: unknown) =>
      log.error({ err: error, chat }, 'a chat that is gone was not marked'),
    );
  };

  /** Makes a call once more elsewhere where its group has moved or its topic is gone. */
  const deliver = async (
    address: string,
    request: Request,
    call: Call,
    mayFollow = true,
  ): Promise<Answer> => {
    const alone = { depart: () => request, comeBack: () => undefined };
    const answer = await (call.edited === undefined
      ? leave(address, call, alone, request.signal)
      : edits(call.edited, call.method, request, (departure) =>
          leave(address, call, departure, undefined),
        ));
    const refusal = refusalIn(answer);
    if (refusal === undefined || typeof call.chat !== 'number') return answer;
    await tellOf(call.chat, refusal);
    const to = refusal.parameters?.migrate_to_chat_id;
    if (!mayFollow || (to === undefined && !saysTopicGone(refusal))) return answer;
    if (call.edited !== undefined) return unchangeable;
    const body = readdressed(request.body, to);
    if (body === undefined) return answer;
    return deliver(address, { ...request, body }, readCall(address, body), false);
  };

  const send = async (address: string, { headers, body, signal }: Asked) => {
    const upload = body instanceof Readable ? await openUpload(body) : undefined;
    try {
      const request = {
        headers,
        body: body instanceof Readable ? upload?.body : body,
        signal: nativeSignal(signal),
      };
      const { status, text } = await deliver(
        address,
        request,
        readCall(address, body, upload?.chat),
      );
      return { status, json: async () => JSON.parse(text) };
    } finally {
      upload?.close();
    }
  };

  return send as unknown as Fetch;
}

/**
 * Makes a call that carries a file, and makes it anew when Telegram asked to wait: its stream can't be sent twice.
 * @throws what the call throws; an AbortError when the signal ends the waiting
 */
export async function callAfresh<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const patience = createPatience();
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const ms = error instanceof GrammyError ? patience.wait(error) : undefined;
      if (ms === undefined) throw error;
      await sleep(ms, undefined, { signal });
    }
  }
}

/** grammY's signals come from a package of their own, which Node doesn't take. */
function nativeSignal(signal: RequestInit['signal']): AbortSignal | undefined {
  if (!signal) return undefined;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

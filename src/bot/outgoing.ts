import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClientOptions, GrammyError } from 'grammy';
import type { Logger } from 'pino';

type Fetch = NonNullable<ApiClientOptions['fetch']>;

/** For how long one call waits in all, less than the client's own time limit; more is the caller's to explain. */
const longestWaitSeconds = 45;
const mostWaits = 5;

interface TelegramAnswer {
  ok: boolean;
  error_code?: number;
  description?: string;
  parameters?: { retry_after?: number };
}

/**
 * The one door through which every call to Telegram leaves, below all plugins and conversations.
 * Waits when Telegram asks for it (429), and takes for done what is done already: a message that is not modified,
 * a press that was answered or has grown too old.
 */
export function createTelegramFetch(log: Logger): Fetch {
  const send = async (address: string, init: RequestInit): Promise<Response> => {
    const patience = createPatience();
    for (;;) {
      const response = await fetch(address, init);
      if (response.ok) return response;
      const answer = (await response
        .clone()
        .json()
        .catch(() => undefined)) as TelegramAnswer | undefined;
      if (answer === undefined) return response;
      const done = alreadyDone(answer, methodOf(address));
      if (done) {
        log.debug({ method: methodOf(address), description: answer.description }, 'already done');
        return Response.json({ ok: true, result: true });
      }
      const seconds = isRepeatable(init) ? patience(answer) : undefined;
      if (seconds === undefined) return response;
      log.warn({ method: methodOf(address), seconds }, 'Telegram asks to wait');
      await sleep(seconds * 1000, undefined, { signal: init.signal ?? undefined });
    }
  };
  return ((address: string, init: RequestInit & { body?: unknown }) =>
    send(address, {
      ...init,
      signal: nativeSignal(init.signal),
      ...(isStream(init.body) && { duplex: 'half' }),
    })) as unknown as Fetch;
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
      const seconds = error instanceof GrammyError ? patience(error) : undefined;
      if (seconds === undefined) throw error;
      await sleep(seconds * 1000, undefined, { signal });
    }
  }
}

/** For how many seconds Telegram wants to be left alone, as long as one call's patience lasts. */
function createPatience() {
  let waits = 0;
  let waited = 0;
  return ({ error_code, parameters }: TelegramAnswer): number | undefined => {
    const seconds = error_code === 429 ? parameters?.retry_after : undefined;
    if (seconds === undefined) return undefined;
    waits += 1;
    waited += seconds;
    return waits <= mostWaits && waited <= longestWaitSeconds ? seconds : undefined;
  };
}

/** A stream has been read by the first try. */
function isRepeatable({ body }: RequestInit): boolean {
  return typeof body === 'string' || body === undefined || body === null;
}

function alreadyDone({ error_code, description = '' }: TelegramAnswer, method: string): boolean {
  if (error_code !== 400) return false;
  if (description.includes('message is not modified')) return true;
  if (method === 'answerCallbackQuery')
    return /query is too old|query ID is invalid/.test(description);
  return method === 'deleteMessage' && description.includes('message to delete not found');
}

/** The token stands before the method in the address and must not be logged. */
function methodOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

/** grammY's signals come from a package of their own, which Node's fetch doesn't take. */
function nativeSignal(signal: RequestInit['signal']): AbortSignal | null {
  if (!signal) return null;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  else signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !(body instanceof Uint8Array);
}

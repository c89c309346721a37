import type { ApiClientOptions } from 'grammy';
import type { Logger } from 'pino';

type Fetch = NonNullable<ApiClientOptions['fetch']>;

/** The longest flood wait that is waited for; a longer one is the caller's to explain. */
const longestWaitSeconds = 60;
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
    for (let waits = 0; ; waits += 1) {
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
      const seconds = waits < mostWaits && isRepeatable(init) ? floodWait(answer) : undefined;
      if (seconds === undefined) return response;
      log.warn({ method: methodOf(address), seconds }, 'Telegram asks to wait');
      await waited(seconds * 1000, init.signal);
    }
  };
  return ((address: string, init: RequestInit & { body?: unknown }) =>
    send(address, {
      ...init,
      signal: nativeSignal(init.signal),
      ...(isStream(init.body) && { duplex: 'half' }),
    })) as unknown as Fetch;
}

/** For how many seconds Telegram wants to be left alone, if that is short enough to wait for. */
function floodWait({ error_code, parameters }: TelegramAnswer): number | undefined {
  const seconds = error_code === 429 ? parameters?.retry_after : undefined;
  return seconds !== undefined && seconds <= longestWaitSeconds ? seconds : undefined;
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

function waited(ms: number, signal: RequestInit['signal']): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

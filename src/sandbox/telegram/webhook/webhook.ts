import type { CallInput } from '../http/arguments.ts';
import type { UpdateQueue, Waiting } from '../world/updates.ts';
import { nextTry, type Tries } from './backoff.ts';
import { postUpdate, type WebhookAddress } from './post.ts';

export interface WebhookSettings extends WebhookAddress {
  /** 1 to 100. */
  maxConnections: number;
  /** The URL as the bot gave it. */
  asGiven: string;
  /** '' for none. */
  ipAddress: string;
  hasCertificate: boolean;
}

interface Failure extends Tries {
  wakeAt: number;
}

/**
 * Delivers updates to the bot's server: those of one line one after another, several lines at the
 * same time, failed ones again later (tdlib WebhookActor.cpp, load_updates, send_update and
 * on_update_error).
 */
export class Webhook {
  readonly settings: WebhookSettings;
  /** As getWebhookInfo returns it; `date` in Unix seconds. */
  lastError: { date: number; message: string } | undefined;
  readonly #queue: UpdateQueue;
  readonly #carryOut: (reply: CallInput) => void;
  readonly #sending = new Set<string>();
  readonly #failures = new Map<string, Failure>();
  readonly #stopped = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** @param carryOut is given the call in the bot's response, if there is one */
  constructor(settings: WebhookSettings, queue: UpdateQueue, carryOut: (reply: CallInput) => void) {
    this.settings = settings;
    this.#queue = queue;
    this.#carryOut = carryOut;
  }

  /** Sends what can be sent now, and sets a timer for the rest. */
  wake(): void {
    if (this.#stopped.signal.aborted) return;
    clearTimeout(this.#timer);
    const now = Date.now();
    const { maxConnections } = this.settings;
    const seen = new Set<string>();
    let next = Number.POSITIVE_INFINITY;
    // Only the oldest are considered: as with Telegram, enough stuck ones hold up all others.
    for (const waiting of this.#queue.oldest(2 * maxConnections)) {
      const { line } = waiting;
      if (seen.has(line) || this.#sending.has(line)) continue;
      seen.add(line);
      const { wakeAt = now } = this.#failures.get(line) ?? {};
      if (wakeAt > now) next = Math.min(next, wakeAt);
      else if (this.#sending.size < maxConnections) void this.#send(waiting);
    }
    if (next < Number.POSITIVE_INFINITY)
      this.#timer = setTimeout(() => this.wake(), next - now).unref();
  }

  /** Forgets earlier failures, for a new world. */
  reset(): void {
    this.#failures.clear();
    this.lastError = undefined;
  }

  /** Ends all deliveries; those in flight may still have arrived. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  async #send(waiting: Waiting): Promise<void> {
    this.#sending.add(waiting.line);
    const outcome = await postUpdate(this.settings, waiting.update, this.#stopped.signal);
    this.#sending.delete(waiting.line);
    if (this.#stopped.signal.aborted) return;
    if (outcome.ok) {
      this.#failures.delete(waiting.line);
      this.#queue.forget(waiting);
      if (outcome.reply) this.#carryOut(outcome.reply);
    } else this.#failed(waiting, outcome.error, outcome.retryAfter);
    this.wake();
  }

  #failed(waiting: Waiting, message: string, retryAfter: number): void {
    const now = Date.now();
    this.lastError = { date: Math.floor(now / 1000), message };
    const { wait, ...tries } = nextTry(this.#failures.get(waiting.line), retryAfter, Math.random());
    const wakeAt = now + wait * 1000;
    if (wakeAt > waiting.expiresAt) {
      this.#failures.delete(waiting.line);
      this.#queue.forget({ ...waiting, twice: false });
    } else this.#failures.set(waiting.line, { ...tries, wakeAt });
  }
}

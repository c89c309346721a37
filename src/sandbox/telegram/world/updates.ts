import { BotApiError } from '../http/errors.ts';
import type { Update, UpdateContents, UpdateKind } from '../types.ts';

export interface PollRequest {
  offset: number;
  /** 1 to 100. */
  limit: number;
  /** Seconds to wait for an update; 0 returns at once. */
  timeout: number;
}

export interface Waiting {
  update: Update;
  /** A webhook gets the updates of one line one after another. */
  line: string;
  expiresAt: number;
  /** Whether it is delivered again after it was acknowledged. */
  twice: boolean;
}

interface Poller extends PollRequest {
  resolve: (updates: Update[]) => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

const conflictWords =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** tdlib Client.cpp, fail_query_conflict: after a conflict, further ones are delayed by this. */
const conflictPauseMs = 3000;

/** Updates that have to be requested by name (Bot API reference, getUpdates, allowed_updates). */
const optInUpdates: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

/** How long an update is kept for the bot: a day, a press 150 s (tdlib Client.cpp, add_update). */
const updateLifetimeMs = 24 * 60 * 60 * 1000;
const pressKeptMs = 150 * 1000;

/** Beyond this many waiting updates new ones are lost (td TQueue.cpp, MAX_QUEUE_EVENTS). */
const maxWaiting = 100_000;

/**
 * The updates for the bot, delivered until a higher `offset` acknowledges them (Bot API reference,
 * getUpdates). Only one long poll is open at a time; a second one ends the first with 409 (tdlib
 * Client.cpp, do_get_updates and abort_long_poll).
 */
export class UpdateQueue {
  #waiting: Waiting[] = [];
  /** Acknowledged, but to be delivered once more. */
  #again: Update[] = [];
  #nextId = 500_000_001;
  #allowed: readonly string[] = [];
  #poller: Poller | undefined;
  readonly #onDelivered: (update: Update) => void;
  #waking = false;
  #nextConflictAt = 0;

  /** @param onDelivered called with each update that the bot has fetched or accepted */
  constructor(onDelivered: (update: Update) => void = () => undefined) {
    this.#onDelivered = onDelivered;
  }

  get pending(): number {
    return this.#waiting.length + this.#again.length;
  }

  /** Whether a long poll is open. */
  get polled(): boolean {
    return this.#poller !== undefined;
  }

  /** The kinds that were requested; empty for the default ones. */
  get allowed(): readonly string[] {
    return this.#allowed;
  }

  /** Sets the kinds to queue from now on; an empty list means the default ones. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds;
  }

  /** Whether the bot wants updates of a kind. */
  wants(kind: UpdateKind): boolean {
    return this.#allowed.length > 0 ? this.#allowed.includes(kind) : !optInUpdates.has(kind);
  }

  /** Queues an update if the bot wants its kind. Its content must not change afterwards. */
  push<K extends UpdateKind>(
    kind: K,
    content: UpdateContents[K],
    { twice = false } = {},
  ): Update | undefined {
    if (!this.wants(kind) || this.#waiting.length >= maxWaiting) return undefined;
    const update: Update = { update_id: this.#nextId++, [kind]: content };
    const keptMs = kind === 'callback_query' ? pressKeptMs : updateLifetimeMs;
    this.#waiting.push({ update, line: lineOf(update), expiresAt: Date.now() + keptMs, twice });
    this.#wakeSoon();
    return update;
  }

  /**
   * Answers getUpdates; `gone` ends the wait when the client disconnects. Rejects with the 409 of a
   * conflict.
   */
  poll(request: PollRequest, gone: AbortSignal): Promise<Update[]> {
    this.#acknowledge(request.offset);
    const ready = this.#ready(request.limit);
    if (ready.length > 0 || request.timeout === 0) return Promise.resolve(ready);
    this.end(conflictWords);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#answer([]), request.timeout * 1000);
      const poller = { ...request, resolve, reject, timer };
      this.#poller = poller;
      gone.addEventListener('abort', () => {
        if (this.#poller === poller) this.#answer([]);
      });
    });
  }

  /** Ends the open long poll, if there is one, with a 409 for this reason. */
  end(reason: string): void {
    const poller = this.#take();
    if (poller) this.#conflict(reason, poller.reject);
  }

  /** Rejects a getUpdates with a 409 for this reason. */
  refuse(reason: string): Promise<never> {
    return new Promise((_, reject) => this.#conflict(reason, reject));
  }

  /** The oldest `count` updates, for a webhook to deliver. */
  oldest(count: number): Waiting[] {
    this.#dropExpired();
    return this.#waiting.slice(0, count);
  }

  /** Removes an update that a webhook has accepted, or never will. */
  forget(waiting: Waiting): void {
    this.#onDelivered(waiting.update);
    if (waiting.twice) waiting.twice = false;
    else this.#waiting = this.#waiting.filter((other) => other !== waiting);
  }

  /** Removes all waiting updates; their IDs are never used again. */
  clear(): void {
    this.#waiting = [];
    this.#again = [];
  }

  /** Clears the queue and forgets earlier conflicts. */
  reset(): void {
    this.clear();
    this.#nextConflictAt = 0;
  }

  /** Lets an open long poll return without updates, as on its timeout. */
  close(): void {
    this.#answer([]);
  }

  #acknowledge(offset: number): void {
    // TDLib's TQueue ignores an offset from the far future.
    if (offset > this.#nextId + 10) return;
    const kept =
      offset < 0
        ? this.#waiting.slice(offset)
        : this.#waiting.filter(({ update }) => update.update_id >= offset);
    if (kept.length === this.#waiting.length) return;
    for (const { update, twice } of this.#waiting.slice(0, -kept.length || undefined))
      if (twice) this.#again.push(update);
    this.#waiting = kept;
  }

  #ready(limit: number): Update[] {
    this.#dropExpired();
    const again = this.#again.splice(0, limit);
    const first = this.#waiting.slice(0, limit - again.length);
    const ready = [...again, ...first.map(({ update }) => update)];
    for (const update of ready) this.#onDelivered(update);
    return ready;
  }

  #dropExpired(): void {
    const now = Date.now();
    if (this.#waiting.some(({ expiresAt }) => expiresAt <= now))
      this.#waiting = this.#waiting.filter(({ expiresAt }) => expiresAt > now);
  }

  /** Updates of the same moment are fetched together. */
  #wakeSoon(): void {
    if (this.#waking) return;
    this.#waking = true;
    queueMicrotask(() => {
      this.#waking = false;
      if (this.#poller) this.#answer(this.#ready(this.#poller.limit));
    });
  }

  #answer(updates: Update[]): void {
    this.#take()?.resolve(updates);
  }

  #take(): Poller | undefined {
    const poller = this.#poller;
    this.#poller = undefined;
    clearTimeout(poller?.timer);
    return poller;
  }

  #conflict(reason: string, reject: (error: BotApiError) => void): void {
    const conflict = new BotApiError(409, reason);
    const pause = this.#nextConflictAt - Date.now();
    if (pause > 0) {
      setTimeout(() => reject(conflict), pause).unref();
    } else {
      this.#nextConflictAt = Date.now() + conflictPauseMs;
      reject(conflict);
    }
  }
}

/** By chat; presses and other people's membership by person (tdlib Client.cpp, webhook_queue_id). */
function lineOf({ message, edited_message, callback_query, ...update }: Update): string {
  if (callback_query) return `press ${callback_query.from.id}`;
  if (update.my_chat_member) return `my ${update.my_chat_member.chat.id}`;
  if (update.chat_member) return `member ${update.chat_member.old_chat_member.user.id}`;
  return `chat ${(message ?? edited_message)?.chat.id}`;
}

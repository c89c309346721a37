import { BotApiError } from '../http/errors.ts';
import type { Update, UpdateContents, UpdateKind } from '../types.ts';

export interface PollRequest {
  offset: number;
  /** 1 to 100. */
  limit: number;
  /** Seconds to wait while there is nothing; 0 answers at once. */
  timeout: number;
}

export interface Waiting {
  update: Update;
  /** A webhook gets the updates of one line one after the other. */
  line: string;
  expiresAt: number;
  /** Is handed out once more after it was acknowledged. */
  twice: boolean;
}

interface Poller extends PollRequest {
  resolve: (updates: Update[]) => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

const conflictWords =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** tdlib Client.cpp, fail_query_conflict: after one conflict, the next ones are held back this long. */
const conflictPauseMs = 3000;

/** Updates that must be asked for by name (Bot API reference, getUpdates, allowed_updates). */
const optInUpdates: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

/** How long an update waits to be fetched: a day, a press 150 s (tdlib Client.cpp, add_update). */
const updateLifetimeMs = 24 * 60 * 60 * 1000;
const pressKeptMs = 150 * 1000;

/** When so many wait, new ones are lost (td TQueue.cpp, MAX_QUEUE_EVENTS). */
const maxWaiting = 100_000;

/**
 * The updates that wait for the bot: handed out again and again until a higher `offset` acknowledges
 * them (Bot API reference, getUpdates). Only one long poll is open at a time; a second one ends the first
 * with 409 (tdlib Client.cpp, do_get_updates and abort_long_poll).
 */
export class UpdateQueue {
  #waiting: Waiting[] = [];
  /** Acknowledged, but still to be handed out a second time. */
  #again: Update[] = [];
  #nextId = 500_000_001;
  #allowed: readonly string[] = [];
  #poller: Poller | undefined;
  #waking = false;
  #nextConflictAt = 0;

  get pending(): number {
    return this.#waiting.length + this.#again.length;
  }

  /** Whether a long poll is open. */
  get polled(): boolean {
    return this.#poller !== undefined;
  }

  /** The kinds that were asked for; none for the default ones. */
  get allowed(): readonly string[] {
    return this.#allowed;
  }

  /** Which kinds are queued from now on; an empty list means the default ones. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds;
  }

  /** Whether the bot wants updates of a kind. */
  wants(kind: UpdateKind): boolean {
    return this.#allowed.length > 0 ? this.#allowed.includes(kind) : !optInUpdates.has(kind);
  }

  /** Queues an update, unless the bot doesn't want its kind. Its content must not change afterwards. */
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

  /** Answers a getUpdates; `gone` ends the wait when the poller hangs up. Throws the 409 of a conflict. */
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

  /** Ends the open long poll, if there is one, with a 409 that says why. */
  end(reason: string): void {
    const poller = this.#take();
    if (poller) this.#conflict(reason, poller.reject);
  }

  /** A getUpdates that isn't allowed now, with the 409 that says why. */
  refuse(reason: string): Promise<never> {
    return new Promise((_, reject) => this.#conflict(reason, reject));
  }

  /** The oldest `count` updates, for a webhook to deliver. */
  oldest(count: number): Waiting[] {
    this.#dropExpired();
    return this.#waiting.slice(0, count);
  }

  /** Forgets an update that a webhook has taken, or never will. */
  forget(waiting: Waiting): void {
    if (waiting.twice) waiting.twice = false;
    else this.#waiting = this.#waiting.filter((other) => other !== waiting);
  }

  /** Forgets all waiting updates. Their numbers are never used again. */
  clear(): void {
    this.#waiting = [];
    this.#again = [];
  }

  /** As clear, and earlier conflicts don't count any more. */
  reset(): void {
    this.clear();
    this.#nextConflictAt = 0;
  }

  /** Lets an open long poll return with nothing, as when its time is up. */
  close(): void {
    this.#answer([]);
  }

  #acknowledge(offset: number): void {
    // TDLib's TQueue takes an offset from the far future for none at all.
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
    return [...again, ...first.map(({ update }) => update)];
  }

  #dropExpired(): void {
    const now = Date.now();
    if (this.#waiting.some(({ expiresAt }) => expiresAt <= now))
      this.#waiting = this.#waiting.filter(({ expiresAt }) => expiresAt > now);
  }

  /** What happens at the same moment is fetched together. */
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

/** By chat, but presses and other people's comings and goings by person (tdlib Client.cpp, webhook_queue_id). */
function lineOf({ message, edited_message, callback_query, ...update }: Update): string {
  if (callback_query) return `press ${callback_query.from.id}`;
  if (update.my_chat_member) return `my ${update.my_chat_member.chat.id}`;
  if (update.chat_member) return `member ${update.chat_member.old_chat_member.user.id}`;
  return `chat ${(message ?? edited_message)?.chat.id}`;
}

import { Refusal } from './refusals.ts';
import type { Update, UpdateContents, UpdateKind } from './types.ts';

export interface PollRequest {
  offset: number;
  /** 1 to 100. */
  limit: number;
  /** Seconds to wait while there is nothing; 0 answers at once. */
  timeout: number;
}

interface Waiting {
  update: Update;
  expiresAt: number;
}

interface Poller extends PollRequest {
  resolve: (updates: Update[]) => void;
  reject: (error: unknown) => void;
  timer: NodeJS.Timeout;
}

const TERMINATED =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

/** tdlib Client.cpp, fail_query_conflict: after one conflict, the next ones are held back this long. */
const CONFLICT_PAUSE_MS = 3000;

/** Updates that must be asked for by name (Bot API reference, getUpdates, allowed_updates). */
const NOT_BY_DEFAULT: ReadonlySet<string> = new Set([
  'chat_member',
  'message_reaction',
  'message_reaction_count',
]);

/** How long an update waits to be fetched: a day, a press 150 s (tdlib Client.cpp, add_update). */
const KEPT_MS = 24 * 60 * 60 * 1000;
const PRESS_KEPT_MS = 150 * 1000;

/**
 * The updates that wait for the bot: handed out again and again until a higher `offset` acknowledges
 * them (Bot API reference, getUpdates). Only one long poll is open at a time; a second one ends the first
 * with 409 (tdlib Client.cpp, do_get_updates and abort_long_poll).
 */
export class UpdateQueue {
  #waiting: Waiting[] = [];
  #nextId = 500_000_001;
  #allowed: ReadonlySet<string> | undefined;
  #poller: Poller | undefined;
  #nextConflictAt = 0;

  get pending(): number {
    return this.#waiting.length;
  }

  /** Which kinds are queued from now on; an empty list means the default ones. */
  allow(kinds: readonly string[]): void {
    this.#allowed = kinds.length > 0 ? new Set(kinds) : undefined;
  }

  /** Queues an update, unless the bot doesn't want its kind. Its content must not change afterwards. */
  push<K extends UpdateKind>(kind: K, content: UpdateContents[K]): Update | undefined {
    const wanted = this.#allowed ? this.#allowed.has(kind) : !NOT_BY_DEFAULT.has(kind);
    if (!wanted) return undefined;
    const update: Update = { update_id: this.#nextId++, [kind]: content };
    const keptMs = kind === 'callback_query' ? PRESS_KEPT_MS : KEPT_MS;
    this.#waiting.push({ update, expiresAt: Date.now() + keptMs });
    this.#wake();
    return update;
  }

  /** Answers a getUpdates; `gone` ends the wait when the poller hangs up. Throws the 409 of a conflict. */
  poll(request: PollRequest, gone: AbortSignal): Promise<Update[]> {
    this.#acknowledge(request.offset);
    const ready = this.#ready(request.limit);
    if (ready.length > 0 || request.timeout === 0) return Promise.resolve(ready);
    this.end(TERMINATED);
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
    if (!poller) return;
    const conflict = new Refusal(409, reason);
    const pause = this.#nextConflictAt - Date.now();
    if (pause > 0) {
      setTimeout(() => poller.reject(conflict), pause).unref();
    } else {
      this.#nextConflictAt = Date.now() + CONFLICT_PAUSE_MS;
      poller.reject(conflict);
    }
  }

  /** Forgets all waiting updates. Their numbers are never used again. */
  clear(): void {
    this.#waiting = [];
  }

  /** Lets an open long poll return with nothing, as when its time is up. */
  close(): void {
    this.#answer([]);
  }

  #acknowledge(offset: number): void {
    if (offset < 0) this.#waiting.splice(0, Math.max(0, this.#waiting.length + offset));
    // TDLib's TQueue takes an offset from the far future for none at all.
    else if (offset <= this.#nextId + 10)
      this.#waiting = this.#waiting.filter(({ update }) => update.update_id >= offset);
  }

  #ready(limit: number): Update[] {
    const now = Date.now();
    this.#waiting = this.#waiting.filter(({ expiresAt }) => expiresAt > now);
    return this.#waiting.slice(0, limit).map(({ update }) => update);
  }

  #wake(): void {
    if (this.#poller) this.#answer(this.#ready(this.#poller.limit));
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
}

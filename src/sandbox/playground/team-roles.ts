import { readRoles } from '../../store/read-roles.ts';

/** People's roles in the shop, by their Telegram user IDs; whoever isn't named has none. */
export type Roles = Readonly<Record<number, string>>;

/** It is looked at no more often than this, in milliseconds. */
const pauseMs = 250;

/** Who is in the team, as the bot's database has it. */
export class TeamRoles {
  readonly #path: () => string;
  readonly #listeners = new Set<() => void>();
  #roles: Roles;
  #looking: NodeJS.Timeout | undefined;
  #isClosed = false;

  /**
   * @param path where the bot's SQLite file is, or will be
   * @param first the roles until it can be read
   */
  constructor(path: () => string, first: Roles) {
    this.#path = path;
    this.#roles = first;
  }

  get now(): Roles {
    return this.#roles;
  }

  /** The bot has done something: looks a moment later whether the team has changed with it. */
  heard(): void {
    if (this.#isClosed) return;
    this.#looking ??= setTimeout(() => {
      this.#looking = undefined;
      const roles = readRoles(this.#path());
      if (roles === undefined || JSON.stringify(roles) === JSON.stringify(this.#roles)) return;
      this.#roles = roles;
      for (const listener of this.#listeners) listener();
    }, pauseMs).unref();
  }

  /** Looks no more: to read the file makes others beside it, which may be about to be removed. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#looking);
  }

  /** Tells of changes until the result is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Those who want to know of a sandbox's events. */
export class Watchers<Event> {
  readonly #watchers = new Set<(event: Event) => void>();

  get count(): number {
    return this.#watchers.size;
  }

  /** Calls `watcher` on every event; returns how to stop. */
  watch(watcher: (event: Event) => void): () => void {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  }

  tell(event: Event): void {
    for (const watcher of [...this.#watchers]) watcher(event);
  }
}

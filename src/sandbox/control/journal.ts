/** How many entries are kept. */
export const entriesKept = 5000;

/** A log that keeps its last 5,000 entries. */
export class Journal<T> {
  #entries: T[] = [];

  add(entry: T): void {
    this.#entries.push(entry);
    if (this.#entries.length > entriesKept * 1.1) this.#entries = this.#entries.slice(-entriesKept);
  }

  /** Oldest first. */
  entries(): T[] {
    return this.#entries.slice(-entriesKept);
  }

  clear(): void {
    this.#entries = [];
  }
}
